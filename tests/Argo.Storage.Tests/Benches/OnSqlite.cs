namespace Argo.Storage.Tests;

public sealed class SqliteJournalSpecs() : JournalSpecs(new TempStore());

public sealed class SqliteSnapshotSpecs() : SnapshotSpecs(new TempStore());

public sealed class SqliteApprovalSpecs() : ApprovalSpecs(new TempStore());

public sealed class SqliteArtifactSpecs() : ArtifactSpecs(new TempStore());

public sealed class SqliteExecutionSpecs() : ExecutionSpecs(new TempStore());

public sealed class SqliteHostStateSpecs() : HostStateSpecs(new TempStore());

public sealed class SqliteCrashSpecs() : CrashSpecs(new TempStore());
