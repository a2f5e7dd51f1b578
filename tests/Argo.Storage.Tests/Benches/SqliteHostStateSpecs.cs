namespace Argo.Storage.Tests;

public sealed class SqliteHostStateSpecs() : HostStateSpecs(new TempStore());
