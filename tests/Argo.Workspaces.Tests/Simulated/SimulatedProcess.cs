using System.Collections.Frozen;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>One process that runs or recovers an execution, as gatekeeper, recovery and rollback actor
/// do.</summary>
internal sealed class SimulatedProcess(
    SimulatedKernel kernel,
    SimulatedJournal journal,
    IReadOnlyList<Change[]> steps,
    Func<bool> isAsSimulated,
    long ballastBytes,
    Mutation mutation)
{
    private const string Root = "/simulated";
    private const string Id = "exec-1";
    private readonly TransactionOptions _options = new()
    {
        Kernel = kernel,
        BallastBytes = ballastBytes,
        Failpoint = null,
        HolderName = "simulated",
    };

    private int _known = journal.Length;

    /// <summary>Whether the process dies once the end is journaled, and leaves its stage.</summary>
    public bool LeavesStage { get; init; }

    /// <summary>Runs the plan.</summary>
    public void Execute()
    {
        WorkspaceTransaction site;
        try
        {
            site = WorkspaceTransaction.Open(Root, "ws", Id, _options);
        }
        catch (WorkspaceException)
        {
            Append(JournalPhase.Aborted);
            return;
        }
        using (site)
        {
            if (!TryStage(site))
                End(site, JournalPhase.Aborted);
            else
                Swap(site, site.BuildUndoPlan());
        }
    }

    /// <summary>Ends what another process had begun.</summary>
    public void Recover()
    {
        WorkspaceTransaction site;
        try
        {
            site = WorkspaceTransaction.Reopen(Root, "ws", Id, journal.Plan, _options);
        }
        catch (WorkspaceException)
        {
            return; // it can be tried again
        }
        using (site)
        {
            if (journal.HasEnded)
                TryTo(() => site.Collect());
            else if (journal.Phase is JournalPhase.Open)
                End(site, JournalPhase.Aborted);
            else
                RollBack(site, journal.Plan!);
        }
    }

    private bool TryStage(WorkspaceTransaction site)
    {
        for (var step = 0; step < steps.Count; step++)
        {
            if (site.Stage(step, steps[step]).Error is not null)
                return false;
        }
        return Flush(site, Mutation.NoFirstBarrier) && isAsSimulated();
    }

    private void Swap(WorkspaceTransaction site, UndoPlan plan)
    {
        if (mutation is not Mutation.PreparedLate)
            Append(JournalPhase.Prepared, plan);
        var isWhole = true;
        for (var step = 0; step < steps.Count && isWhole; step++)
            isWhole = site.Act(step).Refusal is null;
        if (mutation is Mutation.PreparedLate)
            Append(JournalPhase.Prepared, plan);
        if (isWhole && Flush(site, Mutation.NoSecondBarrier) && IsUntouched(site))
            End(site, JournalPhase.Completed);
        else
            RollBack(site, plan);
    }

    private void RollBack(WorkspaceTransaction site, UndoPlan plan)
    {
        Append(JournalPhase.RollingBack);
        if (mutation is not Mutation.NoFence && !TryTo(() => site.Fence(journal.Epoch)))
        {
            Append(JournalPhase.Parked);
            return;
        }
        var missing = new List<UndoOutcome>();
        if (!TryTo(() => missing.AddRange(site.FindMissing(
            plan.Rows, FrozenDictionary<string, ConflictChoice>.Empty))) || missing.Count > 0)
        {
            Append(JournalPhase.Parked, left: missing);
            return;
        }
        var left = plan.Rows.Reverse().Select(site.Undo)
            .Where(outcome => outcome.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed).ToList();
        if (!Flush(site, Mutation.NoUndoBarrier) || left.Count > 0)
            Append(JournalPhase.Parked, left: left);
        else
            End(site, JournalPhase.RolledBack);
    }

    private void End(WorkspaceTransaction site, JournalPhase phase)
    {
        if (mutation is Mutation.CollectEarly)
            TryTo(() => site.Collect());
        Append(phase);
        if (!LeavesStage)
            TryTo(() => site.Collect()); // what cannot be removed now can be later
    }

    private bool Flush(WorkspaceTransaction site, Mutation without) =>
        mutation == without || TryTo(site.Barrier) || mutation is Mutation.FlushErrorIgnored;

    private static bool IsUntouched(WorkspaceTransaction site)
    {
        var isUntouched = false;
        return TryTo(() => isUntouched = site.FindChangedOriginals(all: true).IsEmpty) && isUntouched;
    }

    private void Append(JournalPhase phase, UndoPlan? plan = null, IReadOnlyList<UndoOutcome>? left = null) =>
        _known = journal.Append(kernel, _known, phase, plan, left);

    private static bool TryTo(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (WorkspaceException)
        {
            return false;
        }
    }
}
