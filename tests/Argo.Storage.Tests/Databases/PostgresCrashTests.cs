using Argo.Storage.Tests.Crash;
using Argo.Tests.Shared;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresCrashTests(PostgresServer server)
    : CrashTests(new PostgresDatabaseFixture(server.NewSchema()));
