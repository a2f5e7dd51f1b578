using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Rollback;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Actors.Gatekeeping;

/// <summary>
/// Opening, Staging, Preparing: everything is made beside the tree, then the undo plan becomes durable.
/// </summary>
internal sealed partial class GatekeeperActor
{
    private sealed record LookAgain;

    private sealed record Consumed(bool Granted);

    private readonly List<IActorRef> _steps = [];
    private long? _waitingSince;
    private bool _journaled;
    private Consumed? _consumed;

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
        OnAnswer<UndoPlan>(StartPreparing);
        OnFault(fault => AbortOn(fault.Message));
    }

    private void StartPreparing(UndoPlan plan)
    {
        if (AbortIfAsked())
            return;
        Enter(ExecutionPhase.Preparing, Preparing, $"journaling the undo of {plan.Rows.Length} change(s)");
        // these two share a commit where one writer serves both
        Team.Rollback.Tell(new RollbackProtocol.Prepare(plan));
        Consume().PipeTo(Self);
    }

    private async Task<Consumed> Consume()
    {
        var running = Services.Ledger.MarkRunningAsync(Request.ExecutionId);
        var granted = await Services.Ledger.TryConsumeAsync(
            Request.Approval!.ApprovalId, Request.ExecutionId);
        await running;
        return new Consumed(granted);
    }

    private void Preparing()
    {
        Receive<RollbackProtocol.Journaled>(_ =>
        {
            _journaled = true;
            ExecuteWhenPrepared();
        });
        Receive<Consumed>(consumed =>
        {
            _consumed = consumed;
            ExecuteWhenPrepared();
        });
    }

    private void ExecuteWhenPrepared()
    {
        if (!_journaled || _consumed is null)
            return;
        if (_consumed.Granted)
            ExecuteFrom(0);
        else
            RefuseUsedApproval();
    }

    /// <summary>Another execution was quicker between the gates and here; no step has acted.</summary>
    private void RefuseUsedApproval()
    {
        const string reason = "The approval was used or refused by another execution: approve the report again.";
        Account.Gates = [.. Account.Gates.Select(
            gate => gate.Gate == 3 ? gate with { Passed = false, Detail = reason } : gate)];
        RollBack(reason);
    }
}
