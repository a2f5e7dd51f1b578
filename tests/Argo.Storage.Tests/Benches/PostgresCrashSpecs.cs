using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresCrashSpecs(PostgresServer server)
    : CrashSpecs(new PostgresBench(server.NewSchema()));
