using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Undo;

/// <summary>The whole undo of one execution, as journaled in PREPARED.</summary>
public sealed record UndoPlan
{
    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its absolute path on this host.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>Which directory that was: a copy or another one in its place is refused.</summary>
    public required FileIdentity RootIdentity { get; init; }

    /// <summary>How the file system is treated.</summary>
    public required FileSystemClass FileSystemClass { get; init; }

    /// <summary>The kernel's boot id, so that recovery knows whether the machine restarted.</summary>
    public string BootId { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>One row a swap, in the order of the swaps.</summary>
    public ImmutableArray<UndoRow> Rows { get; init => field = JsonDefaults.List(value); } = [];
}
