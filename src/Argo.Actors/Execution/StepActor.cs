using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Artifacts.Undo;
using static Argo.Actors.Execution.StepProtocol;

namespace Argo.Actors.Execution;

/// <summary>
/// Performs the file action of one step, on the file dispatcher's threads: stages it, applies and verifies
/// it, undoes it.
/// </summary>
/// <remarks>
/// Never restarted: after a bug only the journal knows how far the step came, so the gatekeeper decides.
/// </remarks>
internal sealed class StepActor : ReceiveActor
{
    private readonly int _stepId;
    private readonly WorkspaceHold _hold;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public StepActor(int stepId, WorkspaceHold hold)
    {
        (_stepId, _hold) = (stepId, hold);
        Receive<Stage>(stage => Answer(stage, () => Perform(stage)));
        Receive<Apply>(apply => Answer(apply, () => Perform(apply)));
        Receive<Undo>(undo => Answer(undo, () => Perform(undo)));
    }

    public static Props Props(int stepId, WorkspaceHold hold) =>
        Akka.Actor.Props.Create(() => new StepActor(stepId, hold)).WithDispatcher(ArgoDispatchers.Files);

    private Outcome.Staged Perform(Stage stage) =>
        new(stage.Attempt, _hold.Use(site => site.Stage(_stepId, stage.Cancel)));

    private Outcome.Applied Perform(Apply apply) =>
        new(apply.Attempt, _hold.Use(site => site.Apply(_stepId, apply.Cancel)));

    /// <summary>A swap that cannot be undone does not keep the others from being put back.</summary>
    private Outcome.Undone Perform(Undo undo) =>
        new(undo.Attempt, [.. undo.Rows.Select(row => Undone(row, undo.Decisions))]);

    private UndoOutcome Undone(UndoRow row, ImmutableDictionary<string, ConflictChoice> decisions)
    {
        try
        {
            return _hold.Use(site => site.Undo(row, decisions));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log(failure);
            return new UndoOutcome(row, UndoVerdict.Failed, failure.Message);
        }
    }

    private void Answer(Order order, Func<Outcome> perform)
    {
        Outcome outcome;
        try
        {
            outcome = perform();
        }
        catch (OperationCanceledException)
        {
            outcome = new Outcome.Cancelled(order.Attempt);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log(failure);
            outcome = new Outcome.Failed(order.Attempt, failure.Message);
        }

        Sender.Tell(outcome);
    }

    private void Log(Exception failure)
    {
        if (!DiskFailures.IsExpected(failure))
            _log.Error(failure, "Step {0} failed in an unexpected way: {1}", _stepId, failure.Message);
    }
}
