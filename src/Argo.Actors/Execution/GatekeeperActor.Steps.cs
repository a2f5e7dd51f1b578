using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>Executing(k) and UndoingStep: the steps run in the plan's order, one at a time.</summary>
internal sealed partial class GatekeeperActor
{
    private sealed record StepDied(int StepId);

    private readonly List<int> _applied = [];
    private DateTimeOffset _stepStartedAt;

    private void ExecuteFrom(int index)
    {
        if (_halt is { } halt)
            StartHalting(halt);
        else if (_stop is { } stop)
            RollBack($"Stopped: {stop.Reason}");
        else if (index >= _steps.Count)
            StartCommitting();
        else
            Execute(index);
    }

    private void Execute(int index)
    {
        if (index == 0)
            Enter(ExecutionPhase.Executing, () => Executing(index), $"running {Steps.Length} step(s)");
        else
            Resume(() => Executing(index));
        _stepStartedAt = Services.Time.GetUtcNow();
        Team.Observer.Tell(new ObserverProtocol.StepStarted(index));
        _steps[index].Tell(new StepProtocol.Act(NextAttempt()));
    }

    private void Executing(int index)
    {
        Receive<StepProtocol.Outcome.Acted>(acted => StepEnded(index, acted.Found));
        Receive<StepProtocol.Outcome.Failed>(failed => StepLost(index, failed.Reason));
        Receive<StepDied>(_ => StepLost(index, "its actor died"), died => died.StepId == Steps[index].StepId);
    }

    private void StepEnded(int index, StepOutcome outcome)
    {
        Note(index, outcome);
        if (outcome.Success)
            ExecuteFrom(index + 1);
        else
            AfterFailure(index, outcome);
    }

    /// <summary>Nobody can say what the step applied: only the journaled plan undoes it surely.</summary>
    private void StepLost(int index, string reason)
    {
        var step = Steps[index];
        Account.StepEnded(
            step, _stepStartedAt, new StepOutcome { StepId = step.StepId, Success = false, Error = reason });
        Team.Observer.Tell(new ObserverProtocol.StepFailed(index, reason, Outcome: null));
        RollBack($"step {step.StepId} ({step.Target}) was lost: {reason}");
    }

    private void Note(int index, StepOutcome outcome)
    {
        Account.StepEnded(Steps[index], _stepStartedAt, outcome);
        _applied.AddRange(outcome.AppliedSwaps);
        Team.Observer.Tell(outcome.Success
            ? new ObserverProtocol.StepCompleted(index, outcome)
            : new ObserverProtocol.StepFailed(index, outcome.Error ?? "the step failed", outcome));
        Context.Parent.Tell(new GatekeeperProtocol.Progressed(
            Request.ExecutionId, ExecutionPhase.Executing, Account.Succeeded));
    }

    private void AfterFailure(int index, StepOutcome outcome)
    {
        var reason = $"step {outcome.StepId} ({Steps[index].Target}) failed: {outcome.Error}";
        Log.Warning("Execution {0}: {1}", Request.ExecutionId, reason);
        if (Request.Plan.OnFailure is OnFailure.Rollback)
            RollBack(reason);
        else
            UndoStep(index);
    }

    private void UndoStep(int index)
    {
        var step = Steps[index].StepId;
        Resume(() => UndoingStep(index));
        OnDisk(site => UndoSwaps(site, step));
    }

    /// <summary>
    /// All swaps of the step: one whose call said that it failed may have been made, and the undo looks at
    /// the disk.
    /// </summary>
    private static ImmutableArray<UndoOutcome> UndoSwaps(
        IWorkspaceTransaction site, int step)
    {
        var none = ImmutableDictionary<string, ConflictChoice>.Empty;
        UndoRow[] rows = [.. site.BuildUndoPlan().Rows.Where(row => row.StepId == step).Reverse()];
        var missing = site.FindMissing(rows, none);
        return missing.IsEmpty ? [.. rows.Select(row => site.Undo(row, none))] : missing;
    }

    /// <summary>
    /// What is in the way of one step's undo can only be journaled, shown and decided about as that of the
    /// whole: PARKED.
    /// </summary>
    private void UndoingStep(int index)
    {
        OnAnswer<ImmutableArray<UndoOutcome>>(outcomes =>
        {
            if (outcomes.FirstOrDefault(o =>
                o.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed) is { } stuck)
            {
                RollBack($"step {Steps[index].StepId} cannot be undone by itself: {stuck.Detail}");
                return;
            }

            Account.StepUndone(outcomes);
            Team.Observer.Tell(new ObserverProtocol.Compensated(outcomes));
            _applied.RemoveAll(swap =>
                outcomes.Any(o => o.Row.Swap == swap && o.Verdict is UndoVerdict.Undone));
            AfterStepUndo(index);
        });
        OnFault(fault => RollBack($"the undo of step {Steps[index].StepId} failed: {fault.Message}"));
    }

    private void AfterStepUndo(int index)
    {
        if (Request.Plan.OnFailure is OnFailure.Continue)
            ExecuteFrom(index + 1);
        else
            StartCommitting();
    }
}
