namespace Argo.Storage.Tests;

public sealed class SqliteExecutionSpecs() : ExecutionSpecs(new TempStore());
