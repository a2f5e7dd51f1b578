using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// Opening, Staging, Consuming, Preparing: everything is made beside the tree, the approval is used up, and
/// then the undo plan becomes durable.
/// </summary>
internal sealed partial class GatekeeperActor
{
    private sealed record LookAgain;

    private sealed record Consumed(Observed<bool> Granted);

    private readonly List<IActorRef> _steps = [];
    private long? _waitingSince;
    private bool _isApprovalUsed;

    private void StartOpening()
    {
        Enter(ExecutionPhase.Staging, Opening, "taking the workspace");
        TryToOpen();
    }

    private void TryToOpen() =>
        Team.Disk.Tell(new DiskProtocol.Open(NextAttempt(), () => Services.Sites.Open(Request)));

    private void Opening()
    {
        OnAnswer<DiskProtocol.Done>(_ =>
        {
            HoldsWorkspace = true;
            OnDisk(site => site.Snapshot());
        });
        OnAnswer<StateSnapshot>(before =>
        {
            Account.Before = before;
            StartStaging();
        });
        OnFault(fault =>
        {
            if (fault is WorkspaceException { Fault: WorkspaceFault.Busy } && MayWaitLonger())
                Timers.StartSingleTimer(nameof(LookAgain), new LookAgain(), Services.Limits.BusyRetry);
            else
                AbortOn(fault.Message);
        });
        Receive<LookAgain>(_ =>
        {
            if (!AbortIfAsked())
                TryToOpen();
        });
    }

    private bool MayWaitLonger()
    {
        _waitingSince ??= Services.Time.GetTimestamp();
        return Services.Time.GetElapsedTime(_waitingSince.Value) < Services.Limits.BusyTimeout;
    }

    private void StartStaging()
    {
        foreach (var step in Steps)
        {
            var actor = Context.ActorOf(StepActor.Props(step.StepId, Team.Disk), $"step-{step.StepId}");
            _steps.Add(Context.WatchWith(actor, new StepDied(step.StepId)));
        }

        StageFrom(0);
    }

    private void StageFrom(int index)
    {
        if (AbortIfAsked())
            return;
        if (index == 0)
            Enter(ExecutionPhase.Staging, () => Staging(index), $"staging {Steps.Length} step(s)");
        else
            Resume(() => Staging(index));
        if (index < _steps.Count)
            _steps[index].Tell(new StepProtocol.Prepare(NextAttempt()));
        else
            OnDisk(site => site.Flush());
    }

    private void Staging(int index)
    {
        Receive<StepProtocol.Outcome.Prepared>(_ => StageFrom(index + 1));
        Receive<StepProtocol.Outcome.Failed>(failed =>
            AbortOn($"step {Steps[index].StepId} ({Steps[index].Target}): {failed.Reason}"));
        Receive<StepDied>(
            died => AbortOn($"step {died.StepId} died while it was staged; nothing has changed"));
        OnAnswer<DiskProtocol.Done>(_ => OnDisk(site => site.VerifyWitness()));
        OnAnswer<ImmutableArray<Drift>>(drifts =>
        {
            if (drifts.IsEmpty)
            {
                OnDisk(site => site.BuildUndoPlan());
                return;
            }

            Account.Diverge(drifts);
            AbortOn($"The workspace changed while the plan was staged. {Gates.Describe(drifts)}");
        });
        OnAnswer<UndoPlan>(StartConsuming);
        OnFault(fault => AbortOn(fault.Message));
    }

    private void StartConsuming(UndoPlan plan)
    {
        if (AbortIfAsked())
            return;
        Enter(ExecutionPhase.Preparing, () => Consuming(plan), "using the approval up");
        Consume().PipeTo(Self);
    }

    private async Task<Consumed> Consume() => new(await Observe.OfAsync(
        async () =>
        {
            var running = Services.Ledger.MarkRunningAsync(Request.ExecutionId);
            var granted = await Services.Ledger.TryConsumeAsync(
                Request.Approval!.ApprovalId, Request.ExecutionId);
            await running;
            return granted;
        },
        otherwise: false));

    /// <summary>
    /// The approval is used up, durably, before PREPARED is journaled: side by side, a crash between the two
    /// commits could leave an execution to undo and an approval that serves once more.
    /// </summary>
    private void Consuming(UndoPlan plan) => Receive<Consumed>(consumed =>
    {
        _isApprovalUsed = consumed.Granted.Value;
        if (consumed.Granted.Fault is { } fault)
            AbortOn($"Whether the store has used the approval up is not known ({fault}): approve the report "
                + "again.");
        else if (!consumed.Granted.Value)
            RefuseUsedApproval();
        else if (!AbortIfAsked())
            StartPreparing(plan);
    });

    private void StartPreparing(UndoPlan plan)
    {
        Enter(ExecutionPhase.Preparing, Preparing, $"journaling the undo of {plan.Rows.Length} change(s)");
        Journal(now => new RollbackProtocol.Prepare(plan, now));
    }

    private void Preparing() => OnJournaled(_ => ExecuteFrom(0));

    /// <summary>Another execution was quicker between the gates and here; nothing is journaled.</summary>
    private void RefuseUsedApproval()
    {
        Account.Gates = Gates.WithUsedApproval(Account.Gates);
        AbortOn(Gates.ApprovalUsed);
    }
}
