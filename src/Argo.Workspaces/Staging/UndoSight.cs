using Argo.Artifacts;
using Argo.Workspaces.Handles;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Staging;

/// <summary>
/// What an undo sees of one swap: the target, the stage, and the row that says what should be there.
/// </summary>
internal sealed record UndoSight(
    UndoRow Row,
    SafeFileHandle? Parent,
    PathBytes Name,
    EntryStat? Target,
    EntryStat? Staged,
    Spot StagedSpot) : IDisposable
{
    /// <summary>Where the object belongs; only while there is a parent.</summary>
    public Spot TargetSpot => new(Parent!, Name);

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
