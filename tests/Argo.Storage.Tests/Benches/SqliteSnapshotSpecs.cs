namespace Argo.Storage.Tests;

public sealed class SqliteSnapshotSpecs() : SnapshotSpecs(new TempStore());
