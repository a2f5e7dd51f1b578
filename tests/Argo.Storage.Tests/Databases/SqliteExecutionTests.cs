using Argo.Storage.Tests.Executions;

namespace Argo.Storage.Tests.Databases;

public sealed class SqliteExecutionTests() : ExecutionTests(new TempStore());
