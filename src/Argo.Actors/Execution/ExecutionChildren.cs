using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;

namespace Argo.Actors.Execution;

/// <summary>
/// The actors that every execution has: its observer, its workspace actor, its rollback actor, and an actor
/// for each step once the workspace is held.
/// </summary>
/// <remarks>
/// None is restarted. The rollback actor is made again, because it stops whenever it is unknown whether an
/// event was written; a step's actor is made again only to undo the step.
/// </remarks>
internal sealed class ExecutionChildren
{
    private readonly ExecutionId _execution;
    private readonly Dictionary<int, IActorRef> _steps = [];
    private WorkspaceHold? _hold;
    private int _rollbacks;
    private int _lostSteps;

    /// <summary>
    /// The workspace actor or the observer died; the journal decides how this execution ends.
    /// </summary>
    internal sealed record Died(string Name);

    /// <summary>The actor of a step died; what the step changed is unknown.</summary>
    internal sealed record StepDied(int StepId, IActorRef Actor);

    /// <summary>The rollback actor has stopped; it can be made again.</summary>
    internal sealed record RollbackStopped;

    public ExecutionChildren(IActorContext context, ExecutionRequest request, ExecutionServices services)
    {
        _execution = request.ExecutionId;
        Workspace = context.ActorOf(WorkspaceActor.Props(services.Sites), "workspace");
        Observer = context.ActorOf(ObserverActor.Props(request, services), "observer");
        foreach (var child in (IActorRef[])[Workspace, Observer])
            context.WatchWith(child, new Died(child.Path.Name));
        Rollback = MakeRollback(context);
    }

    public IActorRef Workspace { get; }

    public IActorRef Observer { get; }

    public IActorRef Rollback { get; private set; }

    /// <summary>Whether this execution holds its workspace.</summary>
    public bool HoldsWorkspace => _hold is not null;

    /// <summary>The workspace is open: steps can be performed on it.</summary>
    public void Hold(WorkspaceHold hold) => _hold = hold;

    /// <summary>The actors of these steps; those that are not there are made.</summary>
    public ImmutableDictionary<int, IActorRef> StepsOf(IActorContext context, IEnumerable<int> stepIds) =>
        stepIds.Distinct().ToImmutableDictionary(id => id, id => Step(context, id));

    /// <summary>The actor of one step; it is made when it is not there.</summary>
    public IActorRef Step(IActorContext context, int stepId) =>
        _steps.TryGetValue(stepId, out var step) ? step : _steps[stepId] = MakeStep(context, stepId);

    /// <summary>The actor of a step is gone: the next one who needs it gets a new one.</summary>
    public void Forget(StepDied died)
    {
        if (_steps.GetValueOrDefault(died.StepId)?.Equals(died.Actor) is true && _steps.Remove(died.StepId))
            _lostSteps++;
    }

    /// <summary>Makes the rollback actor again: it reads the journal anew.</summary>
    public void ReplaceRollback(IActorContext context) => Rollback = MakeRollback(context);

    private IActorRef MakeStep(IActorContext context, int stepId)
    {
        var hold = _hold ?? throw new InvalidOperationException("No step runs before the workspace is open.");
        var name = _lostSteps == 0 ? $"step-{stepId}" : $"step-{stepId}-{_lostSteps}";
        var step = context.ActorOf(StepActor.Props(stepId, hold), name);
        return context.WatchWith(step, new StepDied(stepId, step));
    }

    private IActorRef MakeRollback(IActorContext context)
    {
        var name = _rollbacks++ == 0 ? "rollback" : $"rollback-{_rollbacks}";
        var rollback = context.ActorOf(RollbackActor.Props(_execution, Workspace), name);
        return context.WatchWith(rollback, new RollbackStopped());
    }

    /// <summary>None is restarted: each holds what only the journal could give back.</summary>
    public static SupervisorStrategy StopAll() => new OneForOneStrategy(0, -1, _ => Directive.Stop);
}
