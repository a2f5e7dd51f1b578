using Argo.Storage.Tests.Evidence;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresArtifactTests(PostgresServer server)
    : ArtifactTests(new PostgresDatabaseFixture(server.NewSchema()));
