using Akka.Actor;
using Akka.Event;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;

namespace Argo.Actors.Execution;

/// <summary>
/// What a recovery finds out before it does anything: whether the journal can be the whole one. One that lost
/// events is never acted upon; the execution is quarantined.
/// </summary>
/// <remarks><code>
/// AskingMonitor -> AskingJournal -> AskingStore -> LookingAtDisk -> UsingApproval -> (begin)
///       `--------------`---------------`--> given up, and nothing was touched
/// a person's decision: Abandoning | Relocating -> AskingJournal, with the decision in the journal
/// </code></remarks>
internal abstract class RecoveryInquiry(ExecutionRequest request, ExecutionServices services)
    : ExecutionWorker(request, services)
{
    private sealed record SecurityRead(Observed<SecurityReading> Reading);

    private sealed record ApprovalUsed(bool Granted);

    private bool _hasState;

    protected RecoveryFacts Facts { get; private set; } = RecoveryFacts.None;

    protected bool HasUsedApproval => Facts.ConsumedBy == Request.ExecutionId.Value;

    protected bool IsApprovalAnothers => Facts.ConsumedBy is not null && !HasUsedApproval;

    /// <summary>Why what was asked of this recovery does not fit the journal; null when it does.</summary>
    protected abstract string? WhyNot(RollbackState state);

    /// <summary>Whether a person gives it up, whatever the journal lost; what follows is under way.</summary>
    protected abstract bool TakesAbandonment(RollbackState state);

    /// <summary>Whether a person names another workspace, and the journal does not have it yet.</summary>
    protected abstract bool TakesRelocation(RollbackState state);

    /// <summary>The journal can be trusted, or a person has given the execution up.</summary>
    protected abstract void Begin(RollbackState state);

    /// <summary>The request, on the workspace where it is by now.</summary>
    protected ExecutionRequest At(RollbackState state) =>
        state.RelocatedTo is { } root ? Request with { WorkspaceRoot = root } : Request;

    protected override void PreStart()
    {
        base.PreStart();
        Resume(() => Receive<SecurityRead>(read =>
        {
            if (WhyInsecure(read.Reading) is { } reason)
                GiveUp(reason);
            else
                AskJournal();
        }));
        ReadSecurityAsync().PipeTo(Self);
    }

    private async Task<SecurityRead> ReadSecurityAsync() => new(await Services.Probe.ReadAsync(Log));

    /// <summary>Asks the journal where the execution stands.</summary>
    protected void AskJournal()
    {
        Enter(ExecutionPhase.RollingBack, () => OnState(Judge), "asking the journal what was done");
        AskJournal(RollbackProtocol.GetState.Instance);
    }

    /// <summary>
    /// What cannot be read is not acted upon; what was asked to be journaled is tried by another recovery.
    /// </summary>
    protected override void JournalLost(RollbackProtocol.Unreadable? unreadable)
    {
        if (unreadable is null || _hasState)
            base.JournalLost(unreadable);
        else
            OnUnreadable(unreadable);
    }

    /// <summary>Only what was read, and is wrong, is quarantined: the rest may be read later.</summary>
    protected virtual void OnUnreadable(RollbackProtocol.Unreadable journal)
    {
        var reason = journal.Reason.TrimEnd('.');
        if (journal.IsUnreachable)
            GiveUp($"its journal cannot be read now ({reason}), so nothing was touched; "
                + $"'argo recover {Request.ExecutionId}' tries again");
        else
            Quarantine($"its journal cannot be read ({reason})");
    }

    protected void GiveUp(string reason)
    {
        Log.Warning("Execution {0} is not recovered now: {1}", Request.ExecutionId, reason);
        Context.Parent.Tell(new GatekeeperProtocol.NotRecovered(Request.ExecutionId, reason));
        Context.Stop(Self);
    }

    private static string? WhyInsecure(Observed<SecurityReading> reading) => reading switch
    {
        { Fault: { } fault } => $"recovery waits until the security monitor answers ({fault})",
        { Value.ForbidsExecution: true } =>
            "recovery waits while the security state is COMPROMISED or LOCKDOWN",
        _ => null,
    };

    private void Judge(RollbackState state)
    {
        _hasState = true;
        if (WhyNot(state) is { } reason)
            GiveUp(reason);
        else if (!TakesAbandonment(state))
            AskStore(state);
    }

    protected void AskStore(RollbackState state)
    {
        Resume(() => Receive<RecoveryFacts>(facts =>
        {
            Facts = facts;
            if (state.Phase is RollbackPhase.Abandoned)
                Begin(state); // nothing is done to the tree, so nothing needs to fit
            else if (JournalConsistencyCheck.WhyNot(state, facts.Told) is { } missing)
                Quarantine(missing);
            else if (!TakesRelocation(state))
                LookAtDisk(state);
        }));
        RecoveryFacts.FindAsync(Services.Ledger, Request).PipeTo(Self);
    }

    protected void LookAtDisk(RollbackState state)
    {
        Resume(() =>
        {
            OnReply<WorkspaceProtocol.TracesFound>(found =>
            {
                if (JournalConsistencyCheck.WhyNot(state, HasUsedApproval, found.Traces) is { } missing)
                    Quarantine(missing);
                else
                    UseApproval(state);
            });
            OnFault(fault =>
            {
                if (state.Phase is RollbackPhase.Open && HasUsedApproval)
                    GiveUp($"whether it changed anything cannot be seen: {fault.Message}");
                else
                    UseApproval(state); // an undo looks again, and nothing else needs the workspace
            });
        });
        // the tree is compared only where the journal is empty: that may read many files
        var isOpen = state.Phase is RollbackPhase.Open;
        AskWorkspace(new WorkspaceProtocol.FindTraces(At(state), isOpen, isOpen && HasUsedApproval));
    }

    /// <summary>
    /// An older Argo journaled PREPARED beside the approval's use: what was prepared has used it, and that is
    /// made durable before anything else is done.
    /// </summary>
    private void UseApproval(RollbackState state)
    {
        if (Request.Approval is not { } approval || state.Plan is null || Facts.ConsumedBy is not null)
        {
            Begin(state);
            return;
        }

        Resume(() => Receive<ApprovalUsed>(used =>
        {
            Facts = Facts with { ConsumedBy = used.Granted ? Request.ExecutionId.Value : "another" };
            Begin(state);
        }));
        UseApproval(approval).PipeTo(Self);
    }

    private async Task<ApprovalUsed> UseApproval(ApprovalArtifact approval) =>
        new(await Services.Ledger.TryConsumeAsync(approval.ApprovalId, Request.ExecutionId));

    /// <summary>What happened cannot be known, so nothing is done.</summary>
    private void Quarantine(string why) => GiveUp(
        $"it is quarantined: {why}, so nothing was touched. What its steps took out of the tree lies in "
        + ".argo/x there; 'argo doctor' says more.");
}
