using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresHostStateTests(PostgresServer server)
    : HostStateTests(new PostgresDatabaseFixture(server.NewSchema()));
