using Argo.Artifacts.Undo;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>What the undo of every kind of swap works with.</summary>
/// <param name="root">The workspace.</param>
/// <param name="stage">The stage of the execution: new objects that were not swapped in, and the objects that
/// they replaced.</param>
/// <param name="mover">Renames on this class of file systems.</param>
/// <param name="shelf">Where objects of other programs are kept.</param>
/// <param name="plan">The journaled undo plan.</param>
/// <param name="markBoot">
/// The id of this start of the machine, where marks in the stage hold only until the next one; else null.
/// </param>
internal sealed class UndoContext(
    ConfinedRoot root,
    StageDirectory stage,
    NameMover mover,
    ConflictShelf shelf,
    UndoPlan plan,
    string? markBoot)
{
    private UndoObserver? _observer;

    /// <summary>The workspace.</summary>
    public ConfinedRoot Root => root;

    /// <summary>The stage of the execution.</summary>
    public StageDirectory Stage => stage;

    /// <summary>Renames on this class of file systems.</summary>
    public NameMover Mover => mover;

    /// <summary>Where objects of other programs are kept.</summary>
    public ConflictShelf Shelf => shelf;

    /// <summary>The journaled undo plan.</summary>
    public UndoPlan Plan => plan;

    /// <summary>This start of the machine, where marks need it; else null.</summary>
    public string? MarkBoot => markBoot;

    /// <summary>What the rows of the plan say about each other.</summary>
    public SwapHistory History { get; } = new(plan);

    /// <summary>
    /// Whether the machine has restarted on a file system of class B or C: any change of names since the last
    /// flush can be missing, and a rename between two directories can have reached only one of them.
    /// </summary>
    public bool MayBeHalf { get; } = markBoot is not null && markBoot != plan.BootId;

    /// <summary>Looks at the tree and the stage.</summary>
    public UndoObserver Observer => _observer ??= new UndoObserver(this);

    /// <summary>Whether a later swap could not be undone so far.</summary>
    public bool HasUnsettled { get; set; }

    /// <summary>Whether a mark says that the swap was undone.</summary>
    public bool IsMarkedUndone(UndoRow row) => stage.Stat(StageEntry.Undone(row.Swap, markBoot)) is not null;

    /// <summary>Whether a person left what is at the swap's path to others.</summary>
    public bool IsReleased(UndoRow row) => stage.Stat(StageEntry.Kept(row.Swap)) is not null;

    /// <summary>Where the stage has the swap's object.</summary>
    public DirectoryEntryRef StagedAt(UndoRow row) => At(StageEntry.Of(row.Swap));

    /// <summary>An entry of the stage.</summary>
    public DirectoryEntryRef At(string entry) => new(stage.At, stage.Entry(entry));
}
