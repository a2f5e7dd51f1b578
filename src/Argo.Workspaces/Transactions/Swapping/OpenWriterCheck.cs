using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Staging;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>
/// P7, before COMPLETED: whether other programs have written to what the swaps took out of the tree, or into
/// the directories that were moved or copied.
/// </summary>
/// <remarks>
/// A program that has an original open goes on writing into it, in the stage. An undo brings those bytes back
/// with the object; after COMPLETED nobody would look for them there.
/// </remarks>
internal sealed class OpenWriterCheck(ConfinedRoot root, StageDirectory stage)
{
    private readonly ContentCheck _content = new(root);

    /// <summary>Every path whose original is not what it was when its swap was staged.</summary>
    /// <param name="swaps">The swaps; those that do not stand are passed over.</param>
    /// <param name="places">Directories that must hold this in the end.</param>
    /// <exception cref="WorkspaceException">Something cannot be looked at.</exception>
    public ImmutableArray<Drift> FindChanged(
        IEnumerable<StagedSwap> swaps, IEnumerable<ExpectedObject> places) =>
    [
        .. swaps.Select(Taken).OfType<Drift>(),
        .. places.Select(Placed).OfType<Drift>(),
    ];

    private Drift? Taken(StagedSwap swap)
    {
        var row = swap.Row;
        if (row.Kind is not (SwapKind.Overwrite or SwapKind.Delete) || FindOriginal(row) is not { } name)
            return null;
        var found = stage.Stat(name)!;
        if (!found.IsStill(row.Before))
            return Changed(row.Path, row.Before!, ((EntryStat?)found).InWords());
        var entry = new DirectoryEntryRef(stage.At, stage.Entry(name));
        return swap.Tree is { } tree && _content.Difference(tree, entry, row.Path) is { } difference
            ? Changed(row.Path, row.Before!, $"the same directory, but {difference}")
            : null;
    }

    // Under its own name, or under the second one, where its own has been taken by the new object.
    private string? FindOriginal(UndoRow row) =>
        new[] { StageEntry.Of(row.Swap), row.BackupName }.OfType<string>()
            .FirstOrDefault(entry => stage.Stat(entry).IsObject(row.Before));

    private Drift? Placed(ExpectedObject place) => _content.Difference(place) is { } difference
        ? Changed(place.Path, place.Identity, difference)
        : null;

    private static Drift Changed(string path, FileIdentity before, string found) =>
        new(path, before.InWords(), $"{found}: another program wrote to it while the plan ran");
}
