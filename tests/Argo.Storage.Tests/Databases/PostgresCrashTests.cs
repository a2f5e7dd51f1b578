using Argo.Storage.Tests.Crash;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresCrashTests(PostgresServer server)
    : CrashTests(new PostgresDatabaseFixture(server.NewSchema()));
