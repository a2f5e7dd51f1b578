using Akka.Actor;
using Akka.Persistence;

namespace Akka.Conformance.Tests;

/// <summary>A persistent actor whose behaviour and hooks a test writes down where it uses them.</summary>
public sealed class Stored : ReceivePersistentActor
{
    public Stored(string persistenceId, Action<Stored> script)
    {
        PersistenceId = persistenceId;
        script(this);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery => HowToRecover ?? base.Recovery;

    public Recovery? HowToRecover { get; set; }

    public Action? OnPreStart { get; set; }

    public Action? OnPostStop { get; set; }

    public Action<Exception, object?>? OnPreRestart { get; set; }

    public Action<Exception, object, long>? OnFailure { get; set; }

    public Action<Exception, object, long>? OnRejected { get; set; }

    public Action<Exception, object?>? OnRecoveryFailed { get; set; }

    public Action? OnReplayed { get; set; }

    public new IActorContext Context => ActorBase.Context;

    public new IActorRef Sender => base.Sender;

    public new IActorRef Self => base.Self;

    public static Props Props(string persistenceId, Action<Stored> script) =>
        Actor.Props.Create(() => new Stored(persistenceId, script));

    public void On<T>(Action<T> handler) => Command(handler);

    public void OnAsync<T>(Func<T, Task> handler) => CommandAsync(handler);

    public void OnAny(Action<object> handler) => CommandAny(handler);

    public void Replay<T>(Action<T> handler) => Recover(handler);

    public void Switch(Action configure) => Become(configure);

    public void Run(Func<Task> work) => RunTask(work);

    protected override void PreStart() => OnPreStart?.Invoke();

    protected override void PostStop() => OnPostStop?.Invoke();

    protected override void PreRestart(Exception reason, object? message)
    {
        OnPreRestart?.Invoke(reason, message);
        base.PreRestart(reason, message);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        OnFailure?.Invoke(cause, @event, sequenceNr);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        OnRejected?.Invoke(cause, @event, sequenceNr);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        OnRecoveryFailed?.Invoke(reason, message);

    protected override void OnReplaySuccess() => OnReplayed?.Invoke();
}
