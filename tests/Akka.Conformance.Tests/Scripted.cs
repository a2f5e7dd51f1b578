using Akka.Actor;

namespace Akka.Conformance.Tests;

/// <summary>An actor whose behaviour and hooks a test writes down where it uses them.</summary>
public sealed class Scripted : ReceiveActor, IWithUnboundedStash, IWithTimers
{
    public Scripted(Action<Scripted> script) => script(this);

    public IStash Stash { get; set; } = null!;

    public ITimerScheduler Timers { get; set; } = null!;

    public Action? OnPreStart { get; set; }

    public Action? OnPostStop { get; set; }

    public Action<Exception, object>? OnPreRestart { get; set; }

    public Action<Exception>? OnPostRestart { get; set; }

    public SupervisorStrategy? Strategy { get; set; }

    /// <summary>When set, <c>PreRestart</c> does not call its base, so the children stay.</summary>
    public bool KeepChildren { get; set; }

    public new IActorContext Context => ActorBase.Context;

    public new IActorRef Sender => base.Sender;

    public new IActorRef Self => base.Self;

    public static Props Props(Action<Scripted> script) => Actor.Props.Create(() => new Scripted(script));

    public void On<T>(Action<T> handler) => Receive(handler);

    public void OnAsync<T>(Func<T, Task> handler) => ReceiveAsync(handler);

    public void Switch(Action configure) => Become(configure);

    public void Push(Action configure) => BecomeStacked(configure);

    public void Pop() => UnbecomeStacked();

    public void Run(Func<Task> work) => RunTask(work);

    protected override void PreStart() => OnPreStart?.Invoke();

    protected override void PostStop() => OnPostStop?.Invoke();

    protected override void PreRestart(Exception reason, object? message)
    {
        OnPreRestart?.Invoke(reason, message!);
        if (!KeepChildren)
            base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        OnPostRestart?.Invoke(reason);
        base.PostRestart(reason);
    }

    protected override SupervisorStrategy SupervisorStrategy() => Strategy ?? base.SupervisorStrategy();
}
