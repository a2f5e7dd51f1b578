using Argo.Storage.Tests.Evidence;
using Argo.Tests.Shared;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresArtifactTests(PostgresServer server)
    : ArtifactTests(new PostgresDatabaseFixture(server.NewSchema()));
