using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresArtifactSpecs(PostgresServer server)
    : ArtifactSpecs(new PostgresBench(server.NewSchema()));
