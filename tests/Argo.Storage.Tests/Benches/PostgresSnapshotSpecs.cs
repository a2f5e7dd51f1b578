using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresSnapshotSpecs(PostgresServer server)
    : SnapshotSpecs(new PostgresBench(server.NewSchema()));
