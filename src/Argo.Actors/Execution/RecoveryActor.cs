using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// Ends an execution whose process is gone: asks the journal, puts everything back, and says what it found.
/// </summary>
/// <remarks><code>
/// (inquiry) -> Reopening -> RollingBack -> LookingBack -> Sealing -> Finished
///    |          `-(nothing was journaled)-> Aborting --^
///    `-(the journal has an end already)-> Settling -> LookingBack -^
/// (Settling only collects where the end was stored too.)
/// a person's decision: Asking -> Abandoning | Relocating -> Asking, with the decision in the journal
/// </code>
/// It never goes on with a plan: what a dead process had begun is undone, unless the journal says it was
/// done.
/// </remarks>
internal sealed class RecoveryActor : SettlementActor
{
    private readonly string? _fault;

    public RecoveryActor(
        ExecutionRequest request, ExecutionServices services, ExecutionProtocol.Recover order, string? fault)
        : base(request, services, order) => _fault = fault;

    private ConflictDecision? Decision => Order.Decision;

    /// <param name="request">The execution.</param>
    /// <param name="services">What the host supplies.</param>
    /// <param name="order">What a person asked for, or decided.</param>
    /// <param name="fault">What ended its worker in this process; null when its process is gone.</param>
    public static Props Props(
        ExecutionRequest request, ExecutionServices services, ExecutionProtocol.Recover order,
        string? fault) =>
        Akka.Actor.Props.Create(() => new RecoveryActor(request, services, order, fault));

    protected override string? WhyNot(RollbackState state) =>
        Decision is null ? null : state.WhyNot(ResolveAt(default));

    /// <summary>What ended it, as the beginning of a sentence.</summary>
    private string WhatEndedIt =>
        _fault is null ? "The process that ran it ended" : $"A failure in this process ended it ({_fault})";

    private string WhenFound => _fault is null
        ? "found applied after its process had ended"
        : "found applied after a failure had ended it";

    /// <summary>
    /// An undo does not wait for evidence: a record that was altered is begun anew, and verify tells.
    /// </summary>
    protected override void Begin(RollbackState state)
    {
        var stored = Facts.End?.Record is { } record && JournalRecord.CanContinue(record) ? record : null;
        Team.Observer.Tell(new ObserverProtocol.Rebuilt(
            JournalRecord.Rebuild(Request, state, stored, Services.Time.GetUtcNow())));
        Team.Observer.Tell(new ObserverProtocol.Resumed(
            _fault is null
                ? $"the process that ran it is gone; its journal says {state.Phase}"
                : $"a failure in this process ended it ({_fault}); its journal says {state.Phase}"));
        if (state.Phase is not RollbackPhase.Open || HasUsedApproval)
            Account.Gates = Gates.PassedBefore(Request);
        if (IsApprovalAnothers)
            Account.Gates = Gates.WithUsedApproval(Account.Gates);

        if (state.Phase is RollbackPhase.Abandoned)
        {
            Settle(state); // the workspace may be gone, and nothing is to be done in it
            return;
        }

        var request = At(state);
        Resume(() => Reopening(state));
        AskWorkspace(new WorkspaceProtocol.Reopen(request, state.Plan));
    }

    private void Reopening(RollbackState state)
    {
        OnReply<WorkspaceProtocol.Opened>(opened =>
        {
            Team.Hold(opened.Hold);
            GoOn(state);
        });
        OnFault(fault =>
        {
            if (MustUndo(state) || fault is WorkspaceException { Fault: WorkspaceFault.Busy })
                GiveUp(WithWayOut(fault));
            else
                GoOn(state); // there is nothing to undo, so an unreachable workspace does not matter
        });
    }

    private bool MustUndo(RollbackState state) =>
        state.Phase is RollbackPhase.Prepared or RollbackPhase.RollingBack or RollbackPhase.Parked
        || (state.Phase is RollbackPhase.Halted && Order.ExecutionId is not null);

    private void GoOn(RollbackState state)
    {
        if (MustUndo(state))
            Undo(state);
        else if (state.Phase is RollbackPhase.Open)
            Abort(ExecutionOutcome.Aborted($"{WhatEndedIt} before anything changed."));
        else
            Settle(state);
    }

    /// <summary>
    /// The end was stored too where only the stage is left, as after a power loss: that is all there is to
    /// do.
    /// </summary>
    private void Settle(RollbackState state)
    {
        if (Facts.EndDamage is { } damage)
            GiveUp($"what was stored with its end cannot be read ({damage}); 'argo verify --all' says more");
        else if (Facts.End is { State: not (ExecutionState.Parked or ExecutionState.Halted) } end)
            Seal(new SealingProtocol.Collect(end));
        else
            Conclude(state);
    }

    private void Undo(RollbackState state)
    {
        var reason = state.Phase switch
        {
            RollbackPhase.Halted => "Undone on request after a security halt.",
            RollbackPhase.Parked => "An earlier undo could not finish; it was taken up again.",
            _ => $"{WhatEndedIt} before it was done; the undo was taken over.",
        };
        Account.Before = FromWitness();
        Account.Fail(reason);
        var steps = state.Plan!.Rows.Select(row => row.StepId).ToArray();
        Enter(
            ExecutionPhase.RollingBack,
            () => RollingBack(state, reason, steps),
            _fault is null ? "undoing what the dead process had done" : "undoing what was done until then");
        if (Decision is null || state.Knows(Decision))
            Undo(steps, now => new RollbackProtocol.RollBack(reason, now));
        else
            Journal(ResolveAt);
    }

    private RollbackProtocol.Resolve ResolveAt(DateTimeOffset now) => new(Decision!, now);

    private void RollingBack(RollbackState state, string reason, int[] steps)
    {
        OnJournaled(_ => Undo(steps, now => new RollbackProtocol.RollBack(reason, now)));
        OnUndone((undone, phase) =>
        {
            var found = FoundSteps.In(undone, state, Facts.End?.Result);
            foreach (var step in Steps.Where(step => found.ContainsKey(step.StepId)))
                Account.StepFound(step, success: true, found[step.StepId] ?? WhenFound);
            Account.Undone(undone);
            Team.Observer.Tell(new ObserverProtocol.Compensated(undone.Outcomes, [.. found.Keys]));
            LookBack(ExecutionOutcome.AfterUndo(undone, phase, reason, refused: IsApprovalAnothers));
        });
    }

    private void Abort(ExecutionOutcome outcome)
    {
        if (HasUsedApproval)
            outcome = outcome.WithUsedApproval();
        Account.Fail(outcome.Reason);
        Resume(() => OnJournaled(_ => StartSealing(outcome)));
        Journal(now => new RollbackProtocol.Abort(outcome.Reason, now));
    }

    /// <summary>
    /// The journal has the end; only the result was not stored. Timings are not known any more.
    /// </summary>
    private void Conclude(RollbackState state)
    {
        Account.Before = FromWitness();
        if (state.Phase is RollbackPhase.Abandoned)
            Account.Fail($"Given up by {state.Reason}");
        if (state.Phase is RollbackPhase.RolledBack)
            Account.Kept = state.Kept;
        var failed = 0;
        var found = state.Phase is RollbackPhase.Completed or RollbackPhase.Halted ? Steps : [];
        foreach (var (index, step) in found.Index())
        {
            var swaps = state.Plan!.Rows.Where(row => row.StepId == step.StepId)
                .Select(row => row.Swap).ToArray();
            var stands = swaps.All(state.AppliedSwaps.Contains);
            failed += stands ? 0 : 1;
            if (swaps.Length == 0)
                continue;
            if (stands)
                Team.Observer.Tell(new ObserverProtocol.FoundApplied(index));
            Account.StepFound(
                step, stands, stands ? FoundSteps.Journaled : "journaled as not applied");
        }

        LookBack(ExecutionOutcome.Journaled(state, failed, IsJournalUnreadable));
    }

    private void LookBack(ExecutionOutcome outcome)
    {
        if (!HoldsWorkspace)
        {
            StartSealing(outcome);
            return;
        }

        Resume(() => LookingBack(outcome));
        AskWorkspace(new WorkspaceProtocol.TakeSnapshot());
    }

    private void LookingBack(ExecutionOutcome outcome)
    {
        OnReply<WorkspaceProtocol.SnapshotTaken>(after =>
        {
            Account.After = after.Snapshot;
            StartSealing(outcome);
        });
        // the end is journaled; a snapshot that cannot be taken is left out
        OnFault(_ => StartSealing(outcome));
    }

    /// <summary>PREPARED is journaled only after the disk was seen to equal the witness.</summary>
    private StateSnapshot? FromWitness() => Request.Report is not { } report ? null : new StateSnapshot
    {
        CapturedAt = report.CreatedAt,
        Paths = report.Witness.ToImmutableSortedDictionary(
            w => w.Path, w => w.Fingerprint, StringComparer.Ordinal),
    };
}
