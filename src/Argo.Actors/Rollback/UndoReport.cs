using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Rollback;

/// <summary>
/// What an undo of everything came to, as far as it is known: the outcome of each swap, and then what the
/// tree looks like. No clock, no disk, no actor.
/// </summary>
/// <param name="State">The journal, with the claim.</param>
/// <param name="Outcomes">One for each swap so far, in the order of undoing.</param>
internal sealed record UndoReport(RollbackState State, ImmutableArray<UndoOutcome> Outcomes)
{
    /// <summary>The swaps of each step, last step first, each in the order of undoing.</summary>
    public static ImmutableArray<ImmutableArray<UndoRow>> InOrder(UndoPlan plan)
    {
        var steps = new List<List<UndoRow>>();
        foreach (var row in plan.Rows.Reverse())
        {
            if (steps is [.., var last] && last[0].StepId == row.StepId)
                last.Add(row);
            else
                steps.Add([row]);
        }

        return [.. steps.Select(rows => rows.ToImmutableArray())];
    }

    public UndoReport With(ImmutableArray<UndoOutcome> more) =>
        this with { Outcomes = Outcomes.AddRange(more) };

    /// <summary>It could not be carried out to its end.</summary>
    public Undone GivenUp(string reason) => Told([reason], []);

    /// <summary>
    /// Something that it needs is missing, so that nothing was touched: the outcomes only tell what.
    /// </summary>
    public Undone NotBegun() =>
        Told([.. Outcomes.Select(outcome => outcome.Detail)], []) with { WasBegun = false };

    /// <summary>It was carried out and flushed, and the tree was compared.</summary>
    /// <param name="drifts">Paths that are not what the dry run saw.</param>
    /// <remarks>
    /// What was undone must be as it was. What was never touched, and what others have written into an
    /// original that is back, is theirs and is told. Where a person kept what others made, the rest cannot be
    /// as it was either: that is told too, not parked.
    /// </remarks>
    public Undone Compared(ImmutableArray<Drift> drifts)
    {
        var isKept = Outcomes.Any(o => o.Verdict is UndoVerdict.Kept);
        var undone = Outcomes.Where(o => o.Verdict is UndoVerdict.Undone && !isKept)
            .SelectMany(o => new[] { o.Row.Path, o.Row.Destination }).ToHashSet();
        return Told(
            [
                .. Outcomes.Where(o => o.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
                    .Select(o => o.Detail),
                .. drifts.Where(IsOurs).Select(d => $"{d.Path}: expected {d.Expected}, found {d.Found}"),
            ],
            [.. drifts.Where(d => !IsOurs(d))]);

        bool IsOurs(Drift drift) => undone.Contains(drift.Path) && !drift.IsForeignContent;
    }

    private Undone Told(ImmutableArray<string> left, ImmutableArray<Drift> foreign) =>
        new(Outcomes, left, foreign, left.IsEmpty ? [] : Conflicts(), State.History.Length);

    /// <summary>
    /// One for each path, in the order of the plan; an undo that never began leaves those of the last one.
    /// </summary>
    private ImmutableArray<RollbackConflict> Conflicts() => Outcomes.IsEmpty
        ? State.Conflicts
        : [.. Outcomes.Select(o => o.Conflict).OfType<RollbackConflict>().DistinctBy(c => c.Path)
            .OrderBy(c => c.Swap)];
}
