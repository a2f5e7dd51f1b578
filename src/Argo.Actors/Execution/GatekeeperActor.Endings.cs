using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;

namespace Argo.Actors.Execution;

/// <summary>
/// Aborting, Committing, RollingBack, Halting, Sealing: each ending is durable before it is told.
/// </summary>
internal sealed partial class GatekeeperActor
{
    private void AbortOn(string reason)
    {
        Account.Fail(reason);
        Abort(ExecutionOutcome.Aborted(reason));
    }

    /// <summary>Nothing visible has happened.</summary>
    private void Abort(ExecutionOutcome outcome)
    {
        if (_isApprovalUsed)
            outcome = outcome.WithUsedApproval();
        Enter(ExecutionPhase.Committing, () => Ended(outcome), $"nothing was changed: {outcome.Reason}");
        if (!HoldsWorkspace)
            // the workspace was never opened: there is nothing to journal or to collect
            StartSealing(outcome);
        else
            Journal(now => new RollbackProtocol.Abort(outcome.Reason, now));
    }

    private void StartCommitting()
    {
        if (_applied.Count == 0 && Account.Failed > 0)
        {
            RollBack("a step failed, and nothing that was done stands");
            return;
        }

        var outcome = Account.Failed == 0
            ? ExecutionOutcome.Completed($"All {Steps.Length} step(s) completed and were verified.")
            : ExecutionOutcome.Partial(
                $"{Account.Failed} of {Steps.Length} step(s) failed and were undone; the rest stands.");
        Enter(ExecutionPhase.Committing, () => Committing(outcome), "making the end durable");
        OnDisk(site => site.Flush());
    }

    private void Committing(ExecutionOutcome outcome)
    {
        OnAnswer<DiskProtocol.Done>(_ => OnDisk(site => site.Snapshot()));
        OnAnswer<StateSnapshot>(after =>
        {
            Account.After = after;
            OnDisk(site => site.FindChangedOriginals()); // last, because nobody looks again before the end
        });
        OnAnswer<ImmutableArray<Drift>>(changed =>
        {
            if (changed.IsEmpty)
                Journal(now => new RollbackProtocol.Complete([.. _applied], now));
            else
                RollBackFor(changed);
        });
        OnFault(fault => RollBack($"the changes could not be made durable: {fault.Message}"));
        Ended(outcome);
    }

    /// <summary>What others wrote goes back with the objects that they wrote to.</summary>
    private void RollBackFor(ImmutableArray<Drift> changed)
    {
        Account.Diverge(changed);
        RollBack($"other programs wrote to what the plan changes while it ran. {Gates.Describe(changed)}");
    }

    private void RollBack(string reason)
    {
        Account.Fail(reason);
        Enter(ExecutionPhase.RollingBack, () => RollingBack(reason), $"undoing everything: {reason}");
        Journal(now => new RollbackProtocol.RollBack(reason, now));
    }

    private void RollingBack(string reason) => OnUndone((undone, phase) =>
    {
        Account.Undone(undone);
        Team.Observer.Tell(new ObserverProtocol.Compensated(
            [.. undone.Outcomes.Where(outcome => Account.HasRun(outcome.Row.StepId))]));
        Resume(() => RolledBack(ExecutionOutcome.AfterUndo(undone, phase, reason, refused: false)));
        OnDisk(site => site.Snapshot());
    });

    private void RolledBack(ExecutionOutcome outcome)
    {
        OnAnswer<StateSnapshot>(after =>
        {
            Account.After = after;
            StartSealing(outcome);
        });
        // the end is journaled; a snapshot that cannot be taken is left out
        OnFault(_ => StartSealing(outcome));
    }

    private void StartHalting(GatekeeperProtocol.Halt halt)
    {
        var outcome = ExecutionOutcome.Halted(halt.Reason, _applied.Count > 0);
        Account.Fail($"Security escalation: {halt.Reason}");
        Enter(ExecutionPhase.Halting, () => Halting(outcome), $"halted by security: {halt.Reason}");
        OnDisk(site => site.Flush());
    }

    private void Halting(ExecutionOutcome outcome)
    {
        OnAnswer<DiskProtocol.Done>(_ => OnDisk(site => site.Snapshot()));
        OnAnswer<StateSnapshot>(after =>
        {
            Account.After = after;
            Journal(now => new RollbackProtocol.Halt(outcome.Reason, [.. _applied], now));
        });
        OnFault(fault => RollBack($"the changes could not be made durable: {fault.Message}"));
        Ended(outcome);
    }

    /// <summary>The journal answers: from here on the ending is a fact.</summary>
    private void Ended(ExecutionOutcome outcome) => OnJournaled(_ => StartSealing(outcome));
}
