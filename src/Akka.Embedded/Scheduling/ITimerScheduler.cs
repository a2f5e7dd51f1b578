namespace Akka.Actor;

/// <summary>The timers of one actor. Starting one with a key in use replaces it.</summary>
public interface ITimerScheduler
{
    /// <summary>The keys of the timers that are running.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends the message to the actor again and again.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends the message to the actor again and again, with a sender.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);

    /// <summary>
    /// Sends the message to the actor again and again, the first time after a delay of its own.
    /// </summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends the message to the actor again and again, with a delay and a sender.</summary>
    void StartPeriodicTimer(
        object key,
        object msg,
        TimeSpan initialDelay,
        TimeSpan interval,
        IActorRef sender);

    /// <summary>Sends the message to the actor once.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Sends the message to the actor once, with a sender.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);

    /// <summary>True while the timer runs.</summary>
    bool IsTimerActive(object key);

    /// <summary>Ends a timer; a message of it that is queued already is discarded.</summary>
    void Cancel(object key);

    /// <summary>Ends all timers.</summary>
    void CancelAll();
}
