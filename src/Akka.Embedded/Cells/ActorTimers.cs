namespace Akka.Actor.Internal;

/// <summary>The timers of one cell. Used only by the thread that runs the actor.</summary>
internal sealed class ActorTimers(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (Tick Tick, ScheduledAction Schedule)> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => [.. _timers.Keys];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        Start(key, msg, interval, PoolScheduler.Positive(interval), cell.Self);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, interval, PoolScheduler.Positive(interval), sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, PoolScheduler.Positive(interval), cell.Self);

    public void StartPeriodicTimer(
        object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, initialDelay, PoolScheduler.Positive(interval), sender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) =>
        Start(key, msg, timeout, Timeout.InfiniteTimeSpan, cell.Self);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) =>
        Start(key, msg, timeout, Timeout.InfiniteTimeSpan, sender);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Schedule.Dispose();
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
            timer.Schedule.Dispose();
        _timers.Clear();
    }

    /// <summary>
    /// True when the tick is of a running timer, not of one that was cancelled or replaced.
    /// </summary>
    internal bool Accept(Tick tick)
    {
        if (!_timers.TryGetValue(tick.Key, out var timer) || timer.Tick != tick)
            return false;
        if (!tick.Repeats)
            _timers.Remove(tick.Key);
        return true;
    }

    private void Start(object key, object message, TimeSpan delay, TimeSpan interval, IActorRef sender)
    {
        Cancel(key);
        var tick = new Tick(key, message, interval != Timeout.InfiniteTimeSpan);
        var schedule = cell.System.PoolScheduler.Start(delay, interval, () => cell.Self.Tell(tick, sender));
        _timers[key] = (tick, schedule);
    }

    /// <summary>What a timer sends; one instance a generation, so identity tells generations apart.</summary>
    internal sealed class Tick(object key, object message, bool repeats)
        : IAutoReceivedMessage, IDeadLetterSuppression
    {
        internal object Key => key;

        internal object Message => message;

        internal bool Repeats => repeats;
    }
}
