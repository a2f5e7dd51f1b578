using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Staging;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// The forward half of a transaction: the steps that are staged, and what each of them does when it acts.
/// </summary>
internal sealed class StagedSteps(ConfinedRoot root, StageDirectory stage, Stager stager, Swapper swapper)
{
    private readonly ContentCheck _content = new(root);
    private readonly Dictionary<int, List<StagedSwap>> _steps = [];
    private readonly Dictionary<int, ExpectedObject> _sources = []; // of a copy, by step
    private ImmutableArray<ExpectedObject> _inTheEnd = [];
    private string? _stagingError;
    private int _swapCount;

    /// <summary>Makes the new objects of one step.</summary>
    /// <param name="stepId">The step.</param>
    /// <param name="changes">What it changes.</param>
    /// <param name="source">What it copies; null for any other step.</param>
    /// <returns>The undo of each swap, or why the step cannot be staged.</returns>
    public StagedStep Stage(int stepId, IReadOnlyList<Change> changes, string? source)
    {
        var swaps = new List<StagedSwap>();
        try
        {
            if (source is not null)
                _sources.Add(stepId, stager.SourceOf(source));
            foreach (var change in changes)
                swaps.Add(stager.Stage(stepId, _swapCount++, change));
            _steps.Add(stepId, swaps);
            return new StagedStep(stepId, [.. swaps.Select(swap => swap.Row)], Error: null);
        }
        catch (WorkspaceException refusal)
        {
            _stagingError = refusal.Message;
            return new StagedStep(stepId, [], refusal.Message);
        }
        catch (OperationCanceledException)
        {
            _stagingError = "it was cancelled"; // half of it lies in the stage, which is collected
            throw;
        }
    }

    /// <summary>Notes what moved and copied directories must hold when every step stands.</summary>
    public void NoteEnd() => _inTheEnd = [.. Placed().Select(stager.InTheEnd).OfType<ExpectedObject>()];

    /// <summary>The undo of every swap, in the order in which they are made.</summary>
    public ImmutableArray<UndoRow> UndoRows()
    {
        if (_stagingError is not null)
            throw new InvalidOperationException($"A step could not be staged: {_stagingError}");
        return [.. _steps.Values.SelectMany(step => step, (_, swap) => swap.Row).OrderBy(row => row.Swap)];
    }

    /// <summary>Makes the swaps of one step, in order; stops at the first that does not stand.</summary>
    /// <param name="stepId">The step.</param>
    /// <param name="snapshot">Looks at paths when all swaps stand.</param>
    public ActResult Act(
        int stepId, Func<IEnumerable<string>, ImmutableSortedDictionary<string, Fingerprint>> snapshot)
    {
        if (!_steps.TryGetValue(stepId, out var own))
            throw new InvalidOperationException($"Step {stepId} was not staged.");
        var applied = ImmutableArray.CreateBuilder<int>();
        try
        {
            NeedSource(stepId);
            foreach (var swap in own)
            {
                swapper.Make(swap);
                applied.Add(swap.Row.Swap);
            }
            NeedSource(stepId);
            return new ActResult(applied.ToImmutable(), snapshot(own.SelectMany(PathsOf)), Refusal: null);
        }
        catch (WorkspaceException refusal)
        {
            return new ActResult(
                applied.ToImmutable(), ImmutableSortedDictionary<string, Fingerprint>.Empty, refusal);
        }
    }

    /// <summary>
    /// Originals to which others have written since they were taken out, and moved or copied directories that
    /// others have changed.
    /// </summary>
    /// <param name="all">Whether every step stands; else only what was taken out is looked at.</param>
    public ImmutableArray<Drift> FindChangedOriginals(bool all) => new OpenWriterCheck(root, stage)
        .FindChanged(_steps.Values.SelectMany(step => step), all ? _inTheEnd : []);

    // The directories that are moved or copied, each at the path where it is then.
    private IEnumerable<ExpectedObject> Placed() => _steps.Values.SelectMany(step => step)
        .Where(swap => swap is { Row: { Kind: SwapKind.Move, Before: not null }, Tree: not null })
        .Select(swap => new ExpectedObject(swap.Row.Destination!, swap.Row.Before!, swap.Tree))
        .Concat(_sources.Values.Where(source => source.Tree is not null));

    // A copy must be of what was approved, from its first object to its last.
    private void NeedSource(int stepId)
    {
        if (_sources.TryGetValue(stepId, out var source) && _content.Difference(source) is { } difference)
        {
            throw new WorkspaceException(
                WorkspaceFault.Conflict,
                $"'{source.Path}' was changed by another program before it was copied: {difference}. "
                + "Make a new dry run.",
                source.Path);
        }
    }

    private static IEnumerable<string> PathsOf(StagedSwap swap) =>
        swap.Row.Destination is { } destination ? [swap.Row.Path, destination] : [swap.Row.Path];
}
