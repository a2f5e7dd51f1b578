using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresJournalSpecs(PostgresServer server)
    : JournalSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresGroupCommitSpecs(PostgresServer server)
    : GroupCommitSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresSnapshotSpecs(PostgresServer server)
    : SnapshotSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresApprovalSpecs(PostgresServer server)
    : ApprovalSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresArtifactSpecs(PostgresServer server)
    : ArtifactSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresExecutionSpecs(PostgresServer server)
    : ExecutionSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresHostStateSpecs(PostgresServer server)
    : HostStateSpecs(new PostgresBench(server.NewSchema()));

[Collection(PostgresFixture.Name)]
public sealed class PostgresCrashSpecs(PostgresServer server)
    : CrashSpecs(new PostgresBench(server.NewSchema()));
