using Argo.Artifacts.Executions;
using Argo.Storage.Repositories;

namespace Argo.Storage;

/// <summary>What a store's file was seen to hold, read without changing it.</summary>
public sealed record StoreInspection
{
    /// <summary>
    /// Whether commits go to a write-ahead log and, on PostgreSQL, whether the server flushes it.
    /// </summary>
    public bool IsWriteAheadLogged { get; init; }

    /// <summary>The version of its schema; 0 for a file that Argo has not set up.</summary>
    public int SchemaVersion { get; init; }

    /// <summary>The newest version that this program knows.</summary>
    public int KnownSchemaVersion { get; init; }

    /// <summary>What is damaged, in the database's own words; nothing else was read then.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];

    /// <summary>Every execution of the index.</summary>
    public IReadOnlyList<ExecutionEntry> Executions { get; init; } = [];

    /// <summary>Rows of the index that cannot be read.</summary>
    public IReadOnlyList<UnreadableExecution> Unreadable { get; init; } = [];

    /// <summary>The registered workspaces.</summary>
    public IReadOnlyList<WorkspaceEntry> Workspaces { get; init; } = [];

    /// <summary>The security state that was set last; null when none ever was.</summary>
    public LockdownEntry? Lockdown { get; init; }

    /// <summary>The latest time that was written; null while nothing was.</summary>
    public DateTimeOffset? LatestAt { get; init; }

    /// <summary>Of each stream of the journal, the name of its last event.</summary>
    public IReadOnlyDictionary<string, string> LastEvents { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole streams of those that have not ended in the journal.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<StoredEvent>> OpenStreams { get; init; } =
        new Dictionary<string, IReadOnlyList<StoredEvent>>();

    /// <summary>The dry-run reports of executions that have not ended, as canonical JSON by
    /// digest.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> OpenReports { get; init; } =
        new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>The executions that have used an approval.</summary>
    public IReadOnlySet<string> Consumers { get; init; } = new HashSet<string>();
}
