using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresExecutionSpecs(PostgresServer server)
    : ExecutionSpecs(new PostgresBench(server.NewSchema()));
