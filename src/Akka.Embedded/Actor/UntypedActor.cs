using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>An actor that takes every message in one method.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <summary>The context of the actor that runs on this thread.</summary>
    protected static new IUntypedActorContext Context => (IUntypedActorContext)ActorBase.Context;

    /// <inheritdoc/>
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Takes a message; calls <c>Unhandled</c> for one it does not know.</summary>
    protected abstract void OnReceive(object message);

    /// <summary>Replaces the behaviour.</summary>
    protected void Become(UntypedReceive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour on top of the stack.</summary>
    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);

    /// <summary>Runs asynchronous work as the actor; no other message is taken until it ends.</summary>
    protected void RunTask(Func<Task> action) => ActorTaskScheduler.RunTask(action);

    /// <summary>Runs work as the actor.</summary>
    protected void RunTask(Action action) =>
        ActorTaskScheduler.RunTask(() =>
        {
            action();
            return Task.CompletedTask;
        });
}
