namespace Akka.Actor.Internal;

/// <summary>
/// A function that runs once or repeatedly until disposed, cancelled, or its system has ended.
/// </summary>
internal sealed class ScheduledAction : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1); // zero would be once only

    private readonly PoolScheduler _scheduler;
    private readonly Action _action;
    private readonly TimeSpan _interval;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private TimeSpan _left;
    private volatile bool _disposed;

    internal ScheduledAction(
        PoolScheduler scheduler, TimeSpan delay, TimeSpan interval, Action action, CancellationToken token)
    {
        _scheduler = scheduler;
        _action = action;
        _interval = Repeats(interval) && interval < Shortest ? Shortest : interval;
        _timer = new Timer(
            static self => ((ScheduledAction)self!).Fire(),
            this,
            Timeout.Infinite,
            Timeout.Infinite);
        _cancellation = token.UnsafeRegister(static self => ((ScheduledAction)self!).Dispose(), this);
        if (!_disposed)
            Wait(delay);
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private static bool Repeats(TimeSpan interval) => interval != Timeout.InfiniteTimeSpan;

    /// <summary>Waits in steps that the runtime's timer can take.</summary>
    private void Wait(TimeSpan time)
    {
        var step = time < Longest ? time : Longest;
        _left = time - step;
        var repeatsByItself = _left == TimeSpan.Zero && _interval <= Longest;
        try
        {
            _timer.Change(step, repeatsByItself ? _interval : Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Cancelled between the look and the start.
        }
    }

    private void Fire()
    {
        if (_disposed)
            return;
        if (_left > TimeSpan.Zero && !_scheduler.IsStopped)
        {
            Wait(_left);
            return;
        }

        if (_interval > Longest)
            Wait(_interval);
        if (!Repeats(_interval) || _scheduler.IsStopped)
        {
            Dispose();
            _cancellation.Unregister();
        }

        if (!_scheduler.IsStopped)
            Run();
    }

    private void Run()
    {
        try
        {
            _action();
        }
        catch (Exception failure)
        {
            // A timer thread has no supervisor, and an exception here would end the process.
            Console.Error.WriteLine($"A scheduled action failed: {failure}");
        }
    }
}
