using Argo.Storage.Tests.Executions;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresExecutionTests(PostgresServer server)
    : ExecutionTests(new PostgresDatabaseFixture(server.NewSchema()));
