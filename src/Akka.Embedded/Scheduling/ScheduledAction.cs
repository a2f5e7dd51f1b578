namespace Akka.Actor.Internal;

/// <summary>
/// A function that runs once or repeatedly until disposed, cancelled, or its system has ended.
/// </summary>
internal sealed class ScheduledAction : IDisposable
{
    private readonly PoolScheduler _scheduler;
    private readonly Action _action;
    private readonly bool _repeats;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private volatile bool _disposed;

    internal ScheduledAction(
        PoolScheduler scheduler, TimeSpan delay, TimeSpan interval, Action action, CancellationToken token)
    {
        _scheduler = scheduler;
        _action = action;
        _repeats = interval != Timeout.InfiniteTimeSpan;
        _timer = new Timer(
            static self => ((ScheduledAction)self!).Fire(),
            this,
            Timeout.Infinite,
            Timeout.Infinite);
        _cancellation = token.UnsafeRegister(static self => ((ScheduledAction)self!).Dispose(), this);
        if (!_disposed)
            Arm(delay, interval);
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void Arm(TimeSpan delay, TimeSpan interval)
    {
        try
        {
            _timer.Change(delay, interval);
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
        if (!_repeats || _scheduler.IsStopped)
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
