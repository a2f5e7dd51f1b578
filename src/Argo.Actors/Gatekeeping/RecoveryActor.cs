using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Actors.Gatekeeping;

/// <summary>
/// Ends an execution whose process is gone: asks the journal, puts everything back, and says what it found.
/// </summary>
/// <remarks><code>
/// Asking -> Remembering -> Reopening -> RollingBack -> LookingBack -> Sealing -> Finished
///    |          `-(nothing was journaled)-> Aborting --^
///    `-(the journal has an end already)-> Settling -> LookingBack -^
/// (Settling only collects where the end was stored too.)
/// </code>
/// It never goes on with a plan: what a dead process had begun is undone, unless the journal says it was
/// done.
/// </remarks>
internal sealed class RecoveryActor : ExecutionWorker
{
    private readonly bool _onRequest;
    private readonly ConflictDecision? _decision;

    private sealed record ApprovalUsed(bool Granted);

    private bool _hasState;
    private RecoveryFacts _facts = new(End: null, EndDamage: null, ConsumedBy: null);

    public RecoveryActor(
        ExecutionRequest request, ExecutionServices services, bool onRequest, ConflictDecision? decision)
        : base(request, services) => (_onRequest, _decision) = (onRequest, decision);

    public static Props Props(
        ExecutionRequest request, ExecutionServices services, bool onRequest, ConflictDecision? decision) =>
        Akka.Actor.Props.Create(() => new RecoveryActor(request, services, onRequest, decision));

    protected override void PreStart()
    {
        base.PreStart();
        if (WhyInsecure() is { } reason)
            GiveUp(reason);
        else
            Ask();
    }

    private string? WhyInsecure() => ReadSecurity() switch
    {
        null => "recovery waits until the security monitor answers",
        { ForbidsExecution: true } => "recovery waits while the security state is COMPROMISED or LOCKDOWN",
        _ => null,
    };

    private void Ask()
    {
        Enter(ExecutionPhase.RollingBack, Asking, "asking the journal what was done");
        AskJournal(RollbackProtocol.GetState.Instance);
    }

    private void Asking() => OnState(Look);

    /// <summary>
    /// What cannot be read is not acted upon; what was asked to be journaled is tried by another recovery.
    /// </summary>
    protected override void JournalLost(string? unreadable)
    {
        if (unreadable is null || _hasState)
            base.JournalLost(unreadable);
        else
            GiveUp($"it is quarantined: its journal cannot be read, so nothing was touched ({unreadable}) "
                + "What its steps took out of the tree lies in .argo/x there; 'argo doctor' says more.");
    }

    private void Look(RollbackState state)
    {
        _hasState = true;
        if (_decision is not null && state.WhyNot(ResolveAt(default)) is { } reason)
        {
            GiveUp(reason);
            return;
        }

        Resume(() => Receive<RecoveryFacts>(facts =>
        {
            _facts = facts;
            UseApproval(state);
        }));
        RecoveryFacts.FindAsync(Services.Ledger, Request).PipeTo(Self);
    }

    /// <summary>
    /// An older Argo journaled PREPARED beside the approval's use: what was prepared has used it, and that is
    /// made durable before anything else is done.
    /// </summary>
    private void UseApproval(RollbackState state)
    {
        if (Request.Approval is not { } approval || state.Plan is null || _facts.ConsumedBy is not null)
        {
            GoOnWithRecord(state);
            return;
        }

        Resume(() => Receive<ApprovalUsed>(used =>
        {
            _facts = _facts with { ConsumedBy = used.Granted ? Request.ExecutionId.Value : "another" };
            GoOnWithRecord(state);
        }));
        UseApproval(approval).PipeTo(Self);
    }

    private async Task<ApprovalUsed> UseApproval(ApprovalArtifact approval) =>
        new(await Services.Ledger.TryConsumeAsync(approval.ApprovalId, Request.ExecutionId));

    private bool IsApprovalAnothers => _facts.ConsumedBy is not null && !HasUsedApproval;

    private bool HasUsedApproval => _facts.ConsumedBy == Request.ExecutionId.Value;

    /// <summary>
    /// An undo does not wait for evidence: a record that was altered is begun anew, and verify tells.
    /// </summary>
    private void GoOnWithRecord(RollbackState state)
    {
        var stored = _facts.End?.Record is { } record && JournalRecord.CanContinue(record) ? record : null;
        Team.Observer.Tell(new ObserverProtocol.Rebuilt(
            JournalRecord.Rebuild(Request, state, stored, Services.Time.GetUtcNow())));
        Team.Observer.Tell(new ObserverProtocol.Resumed(
            $"the process that ran it is gone; its journal says {state.Phase}"));
        if (state.Phase is not RollbackPhase.Open || HasUsedApproval)
            Account.Gates = Gates.PassedBefore(Request);
        if (IsApprovalAnothers)
            Account.Gates = Gates.WithUsedApproval(Account.Gates);
        Resume(() => Reopening(state));
        Team.Disk.Tell(
            new DiskProtocol.Open(NextAttempt(), () => Services.Sites.Reopen(Request, state.Plan)));
    }

    private void Reopening(RollbackState state)
    {
        OnAnswer<DiskProtocol.Done>(_ =>
        {
            HoldsWorkspace = true;
            GoOn(state);
        });
        OnFault(fault =>
        {
            if (MustUndo(state) || fault is WorkspaceException { Fault: WorkspaceFault.Busy })
                GiveUp(fault.Message);
            else
                GoOn(state); // there is nothing to undo, so an unreachable workspace does not matter
        });
    }

    private bool MustUndo(RollbackState state) =>
        state.Phase is RollbackPhase.Prepared or RollbackPhase.RollingBack or RollbackPhase.Parked
        || (state.Phase is RollbackPhase.Halted && _onRequest);

    private void GoOn(RollbackState state)
    {
        if (MustUndo(state))
            Undo(state);
        else if (state.Phase is RollbackPhase.Open)
            Abort(Ending.Aborted("The process that ran it ended before anything changed."));
        else
            Settle(state);
    }

    /// <summary>
    /// The end was stored too where only the stage is left, as after a power loss: that is all there is to
    /// do.
    /// </summary>
    private void Settle(RollbackState state)
    {
        if (_facts.EndDamage is { } damage)
            GiveUp($"what was stored with its end cannot be read ({damage}); 'argo verify --all' says more");
        else if (_facts.End is { State: not (ExecutionState.Parked or ExecutionState.Halted) } end)
            Collect(end);
        else
            Conclude(state);
    }

    private void Undo(RollbackState state)
    {
        var reason = state.Phase switch
        {
            RollbackPhase.Halted => "Undone on request after a security halt.",
            RollbackPhase.Parked => "An earlier undo could not finish; it was taken up again.",
            _ => "The process that ran it ended before it was done; the undo was taken over.",
        };
        Account.Before = FromWitness();
        Account.Fail(reason);
        Enter(
            ExecutionPhase.RollingBack, () => RollingBack(reason), "undoing what the dead process had done");
        if (_decision is null || state.Knows(_decision))
            Journal(now => new RollbackProtocol.RollBack(reason, now));
        else
            Journal(ResolveAt);
    }

    private RollbackProtocol.Resolve ResolveAt(DateTimeOffset now) => new(_decision!, now);

    private void RollingBack(string reason)
    {
        OnJournaled(_ => Journal(now => new RollbackProtocol.RollBack(reason, now)));
        OnUndone((undone, phase) =>
        {
            NoteFound(undone.Outcomes);
            Account.Undone(undone);
            Team.Observer.Tell(new ObserverProtocol.Compensated(undone.Outcomes, FoundByRecovery: true));
            LookBack(Ending.AfterUndo(undone, phase, reason, refused: IsApprovalAnothers));
        });
    }

    private void NoteFound(ImmutableArray<UndoOutcome> outcomes)
    {
        var applied = outcomes.Where(o => o.Verdict is not UndoVerdict.NothingToDo)
            .Select(o => o.Row.StepId).ToHashSet();
        foreach (var step in Steps.Where(step => applied.Contains(step.StepId)))
            Account.StepFound(step, success: true, "found applied after its process had ended");
    }

    private void Abort(Ending ending)
    {
        if (HasUsedApproval)
            ending = ending.WithUsedApproval();
        Account.Fail(ending.Reason);
        Resume(() => OnJournaled(_ => StartSealing(ending)));
        Journal(now => new RollbackProtocol.Abort(ending.Reason, now));
    }

    /// <summary>
    /// The journal has the end; only the result was not stored. Timings are not known any more.
    /// </summary>
    private void Conclude(RollbackState state)
    {
        Account.Before = FromWitness();
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
                step, stands, stands ? "journaled as applied and verified" : "journaled as not applied");
        }

        LookBack(Ending.Journaled(state, failed));
    }

    private void LookBack(Ending ending)
    {
        if (!HoldsWorkspace)
        {
            StartSealing(ending);
            return;
        }

        Resume(() => LookingBack(ending));
        OnDisk(site => site.Snapshot());
    }

    private void LookingBack(Ending ending)
    {
        OnAnswer<StateSnapshot>(after =>
        {
            Account.After = after;
            StartSealing(ending);
        });
        // the end is journaled; a snapshot that cannot be taken is left out
        OnFault(_ => StartSealing(ending));
    }

    /// <summary>PREPARED is journaled only after the disk was seen to equal the witness.</summary>
    private StateSnapshot? FromWitness() => Request.Report is not { } report ? null : new StateSnapshot
    {
        CapturedAt = report.CreatedAt,
        Paths = report.Witness.ToImmutableSortedDictionary(
            w => w.Path, w => w.Fingerprint, StringComparer.Ordinal),
    };

    private void GiveUp(string reason)
    {
        Log.Warning("Execution {0} is not recovered now: {1}", Request.ExecutionId, reason);
        Context.Parent.Tell(new GatekeeperProtocol.NotRecovered(Request.ExecutionId, reason));
        Context.Stop(Self);
    }
}
