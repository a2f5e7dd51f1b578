using Akka.Actor;

namespace Argo.Actors.Execution;

/// <summary>Cancels the call under way as soon as the worker of an execution is stopped.</summary>
/// <remarks>
/// The worker cannot do it itself: its PostStop comes after all its children have stopped, and the one that
/// makes the call stops only after the call. This child has nothing to do, so it stops at once.
/// </remarks>
internal sealed class CallGuardActor(CallUnderWay call) : UntypedActor
{
    public static Props Props(CallUnderWay call) => Akka.Actor.Props.Create(() => new CallGuardActor(call));

    protected override void PostStop() => call.Cancel();

    protected override void OnReceive(object message) => Unhandled(message);
}
