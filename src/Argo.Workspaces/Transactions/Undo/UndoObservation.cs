using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// What an undo sees of one swap: the target, the stage, and the row that says what should be there.
/// </summary>
internal sealed record UndoObservation(
    UndoRow Row,
    SafeFileHandle? Parent,
    PathBytes Name,
    EntryStat? Target,
    EntryStat? Staged,
    DirectoryEntryRef StagedSpot) : IDisposable
{
    /// <summary>Where the object belongs; only while there is a parent.</summary>
    public DirectoryEntryRef TargetSpot => new(Parent!, Name);

    /// <summary>The stage still holds the swap's own new object, or its placeholder.</summary>
    public bool IsStagedAfter => Staged.IsObject(Row.After);

    /// <summary>The stage holds the object before.</summary>
    public bool IsStagedBefore => Staged.IsObject(Row.Before);

    /// <summary>The target is the object before.</summary>
    public bool IsTargetBefore => Target.IsObject(Row.Before);

    /// <summary>The target is the swap's own new object, edited or not.</summary>
    public bool IsTargetAfter => Target.IsObject(Row.After);

    /// <summary>Closes the parent.</summary>
    public void Dispose() => Parent?.Dispose();
}
