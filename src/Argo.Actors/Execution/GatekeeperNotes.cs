using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using static Argo.Actors.Execution.GatekeeperCommand;

namespace Argo.Actors.Execution;

/// <summary>Keeps a gatekeeper's notes: what goes into the result, and what the observer is told.</summary>
internal sealed class GatekeeperNotes(ExecutionRequest request, ResultBuilder account, TimeProvider time)
{
    private DateTimeOffset _stepStartedAt;

    /// <summary>A step begins.</summary>
    public void Begin() => _stepStartedAt = time.GetUtcNow();

    /// <summary>Notes one thing; returns what the observer is to be told of it, or null.</summary>
    public object? Take(GatekeeperCommand command)
    {
        switch (command)
        {
            case NoteGates noted: account.Gates = noted.Gates; return null;
            case NoteDrifts noted: account.Diverge(noted.Drifts); return null;
            case NoteUsedApproval: account.Gates = Gates.WithUsedApproval(account.Gates); return null;
            case NoteError noted: account.Fail(noted.Error); return null;
            case NoteBefore noted: account.Before = noted.Snapshot; return null;
            case NoteAfter noted: account.After = noted.Snapshot; return null;
            case NoteStep noted: return StepEnded(noted);
            case NoteStepUndone noted:
                account.StepUndone(noted.Outcomes);
                return new ObserverProtocol.Compensated(noted.Outcomes);
            case NoteUndone noted:
                account.Undone(noted.Undone);
                return new ObserverProtocol.Compensated(
                    [.. noted.Undone.Outcomes.Where(outcome => account.HasRun(outcome.Row.StepId))]);
            default: throw new ArgumentException($"{command} is nothing to note.", nameof(command));
        }
    }

    private object StepEnded(NoteStep noted)
    {
        var (index, outcome) = (noted.Index, noted.Outcome);
        account.StepEnded(request.Plan.Steps[index], _stepStartedAt, outcome);
        return outcome.Success
            ? new ObserverProtocol.StepCompleted(index, outcome)
            : new ObserverProtocol.StepFailed(
                index, outcome.Error ?? "the step failed", noted.IsKnown ? outcome : null);
    }
}
