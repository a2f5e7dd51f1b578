using System.Collections.Immutable;
using Akka.Actor;
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
/// a person's decision: Asking -> Abandoning | Relocating -> Asking, with the decision in the journal
/// </code>
/// It never goes on with a plan: what a dead process had begun is undone, unless the journal says it was
/// done.
/// </remarks>
internal sealed class RecoveryActor : DecidedWorker
{
    /// <summary>What the store has of an end; damaged, it cannot be read.</summary>
    private sealed record StoredEnd(ExecutionEnd? End, string? Damage = null);

    private StoredEnd _stored = new(End: null);

    public RecoveryActor(
        ExecutionRequest request, ExecutionServices services, ExecutionProtocol.Recover order)
        : base(request, services, order)
    {
    }

    private ConflictDecision? Decision => Order.Decision;

    public static Props Props(
        ExecutionRequest request, ExecutionServices services, ExecutionProtocol.Recover order) =>
        Akka.Actor.Props.Create(() => new RecoveryActor(request, services, order));

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

    protected override void Ask()
    {
        Enter(ExecutionPhase.RollingBack, Asking, "asking the journal what was done");
        Team.Rollback.Tell(RollbackProtocol.GetState.Instance);
    }

    private void Asking()
    {
        Receive<RollbackState>(OnState);
        Receive<RollbackProtocol.Unreadable>(OnUnreadable);
    }

    private void OnState(RollbackState state)
    {
        if (Decision is not null && state.WhyNot(new RollbackProtocol.Resolve(Decision)) is { } reason)
        {
            GiveUp(reason);
            return;
        }

        if (!TakesDecision(state))
            GoOnFrom(state);
    }

    protected override void GoOnFrom(RollbackState state)
    {
        Resume(() => Receive<StoredEnd>(stored =>
        {
            _stored = stored;
            GoOnWithRecord(state);
        }));
        FindEnd().PipeTo(Self);
    }

    private async Task<StoredEnd> FindEnd()
    {
        try
        {
            return new StoredEnd(await Services.Ledger.FindEndAsync(Request.ExecutionId));
        }
        catch (Exception altered) when (altered is ArtifactFormatException or InvalidDataException)
        {
            return new StoredEnd(null, altered.Message);
        }
    }

    /// <summary>
    /// An undo does not wait for evidence: a record that was altered is begun anew, and verify tells.
    /// </summary>
    private void GoOnWithRecord(RollbackState state)
    {
        var stored = _stored.End?.Record is { } record && JournalRecord.CanContinue(record) ? record : null;
        Team.Observer.Tell(new ObserverProtocol.Rebuilt(
            JournalRecord.Rebuild(Request, state, stored, Services.Time.GetUtcNow())));
        Team.Observer.Tell(new ObserverProtocol.Resumed(
            $"the process that ran it is gone; its journal says {state.Phase}"));
        if (state.Phase is not RollbackPhase.Open)
            Account.Gates = Gates.PassedBefore(Request);
        if (state.Phase is RollbackPhase.Abandoned)
        {
            Settle(state); // the workspace may be gone, and nothing is to be done in it
            return;
        }

        var request = state.RelocatedTo is { } root ? Request with { WorkspaceRoot = root } : Request;
        Resume(() => Reopening(state));
        Team.Disk.Tell(
            new DiskProtocol.Open(NextAttempt(), () => Services.Sites.Reopen(request, state.Plan)));
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
            Abort("The process that ran it ended before anything changed.");
        else
            Settle(state);
    }

    /// <summary>
    /// The end was stored too where only the stage is left, as after a power loss: that is all there is to
    /// do.
    /// </summary>
    private void Settle(RollbackState state)
    {
        if (_stored.Damage is { } damage)
            GiveUp($"what was stored with its end cannot be read ({damage}); 'argo verify --all' says more");
        else if (_stored.End is { State: not (ExecutionState.Parked or ExecutionState.Halted) } end)
            Collect(end, isStored: true);
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
        if (Decision is null || state.Knows(Decision))
            Team.Rollback.Tell(new RollbackProtocol.RollBack(reason));
        else
            Team.Rollback.Tell(new RollbackProtocol.Resolve(Decision));
    }

    private void RollingBack(string reason)
    {
        Receive<RollbackProtocol.Journaled>(_ => Team.Rollback.Tell(new RollbackProtocol.RollBack(reason)));
        Receive<RollbackProtocol.UndoEnded>(end =>
        {
            NoteFound(end.Outcomes);
            Account.Undone(end);
            Team.Observer.Tell(new ObserverProtocol.Compensated(end.Outcomes, FoundByRecovery: true));
            LookBack(Ending.AfterUndo(end, reason, refused: false));
        });
    }

    private void NoteFound(ImmutableArray<UndoOutcome> outcomes)
    {
        var applied = outcomes.Where(o => o.Verdict is not UndoVerdict.NothingToDo)
            .Select(o => o.Row.StepId).ToHashSet();
        foreach (var step in Steps.Where(step => applied.Contains(step.StepId)))
            Account.StepFound(step, success: true, "found applied after its process had ended");
    }

    private void Abort(string reason)
    {
        Account.Fail(reason);
        Resume(() => Receive<RollbackProtocol.Journaled>(_ => StartSealing(Ending.Aborted(reason))));
        Team.Rollback.Tell(new RollbackProtocol.Abort(reason));
    }

    /// <summary>
    /// The journal has the end; only the result was not stored. Timings are not known any more.
    /// </summary>
    private void Conclude(RollbackState state)
    {
        Account.Before = FromWitness();
        if (state.Phase is RollbackPhase.Abandoned)
            Account.Fail($"Given up by {state.Reason}");
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

        LookBack(state.Phase switch
        {
            RollbackPhase.Completed when failed == 0 =>
                Ending.Completed("All steps completed, as the journal says."),
            RollbackPhase.Completed => Ending.Partial($"{failed} step(s) do not stand, as the journal says."),
            RollbackPhase.Halted => Ending.Halted(state.Reason, state.AppliedSwaps.Length > 0),
            RollbackPhase.RolledBack when Kept(state) is { Length: > 0 } kept =>
                Ending.RolledBackBut(state.Reason, kept),
            RollbackPhase.RolledBack => Ending.RolledBack(state.Reason),
            RollbackPhase.Abandoned => Ending.Abandoned(
                state.Reason, mayStand: state.Plan is not null || IsJournalUnreadable),
            _ => Ending.Aborted(state.Reason),
        });
    }

    private static string[] Kept(RollbackState state) =>
        [.. state.Decisions.Where(d => d.Value is ConflictChoice.KeepTheirs).Select(d => d.Key)
            .Order(StringComparer.Ordinal)];

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
}
