namespace Argo.Storage.Tests.Databases;

public sealed class SqliteHostStateTests() : HostStateTests(new TempStore());
