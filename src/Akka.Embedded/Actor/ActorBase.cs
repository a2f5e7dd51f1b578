using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The base of all actors. An actor handles one message at a time and owns its state.</summary>
public abstract class ActorBase : IInternalActor
{
    private const string NoContext =
        "There is no active ActorContext, this is most likely due to use of async operations from "
            + "within this actor.";

    private IActorRef? _clearedSelf;
    private SupervisorStrategy? _strategy;

    /// <summary>Called by the engine only.</summary>
    /// <exception cref="ActorInitializationException">The actor was made with <c>new</c> outside of the
    /// engine.</exception>
    protected ActorBase()
    {
        if (ActorCell.Current is not { IsCreating: true } cell)
        {
            throw new ActorInitializationException(
                "Do not create actors using 'new', always create them using an ActorContext/System");
        }

        cell.Become(Receive);
    }

    IActorContext? IInternalActor.ActorContext => Context;

    /// <summary>The behaviour that knows no message.</summary>
    protected static Receive EmptyReceive => _ => false;

    /// <summary>The context of the actor that runs on this thread.</summary>
    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static IActorContext Context => ActorCell.Current ?? throw new NotSupportedException(NoContext);

    /// <summary>The sender of the message being handled; dead letters when it has none.</summary>
    protected IActorRef Sender => Context.Sender;

    /// <summary>The actor's own reference.</summary>
    protected IActorRef Self => _clearedSelf ?? Context.Self;

    internal SupervisorStrategy Strategy => _strategy ??= SupervisorStrategy();

    /// <summary>Wraps <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Wraps <see cref="PreRestart"/>.</summary>
    public virtual void AroundPreRestart(Exception cause, object? message)
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PreRestart(cause, message);
    }

    /// <summary>Wraps <see cref="PostRestart"/>.</summary>
    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    /// <summary>Wraps <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop()
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PostStop();
    }

    internal void SetStrategy(SupervisorStrategy? strategy) => _strategy = strategy;

    internal void Clear(IActorRef self) => _clearedSelf = self;

    internal void Unclear() => _clearedSelf = null;

    /// <summary>Wraps the behaviour; false when it did not know the message.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    /// <summary>The first behaviour; false when it does not know the message.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Called before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called when the actor is gone for good.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>
    /// Called on the instance that failed; stops all children and calls <see cref="PostStop"/>.
    /// </summary>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Called on the new instance; calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>What happens to children that fail.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>
    /// Called for a message that the behaviour does not know: publishes it on the event stream.
    /// </summary>
    /// <exception cref="DeathPactException">The message is <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the behaviour.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour on top of the stack.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Takes the top behaviour off the stack.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Sends <c>ReceiveTimeout</c> whenever nothing came for that long; null ends it.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}
