using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresHostStateSpecs(PostgresServer server)
    : HostStateSpecs(new PostgresBench(server.NewSchema()));
