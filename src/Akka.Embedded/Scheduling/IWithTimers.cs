namespace Akka.Actor;

/// <summary>An actor with timers: the engine sets <see cref="Timers"/> right after the constructor.</summary>
public interface IWithTimers
{
    /// <summary>The actor's timers; they end when it restarts or stops.</summary>
    ITimerScheduler Timers { get; set; }
}
