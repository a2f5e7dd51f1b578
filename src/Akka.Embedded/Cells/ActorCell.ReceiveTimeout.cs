using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <remarks>
/// The timer is not started again with every message: when it fires too early, because messages came since it
/// was
/// started, it is started again for the rest.
/// </remarks>
internal sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private long _lastActivity;
    private ScheduledAction? _timeoutTimer;
    private TimeoutCheck? _expectedCheck;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is { } value)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(timeout));
        _receiveTimeout = timeout;
        _timeoutTimer?.Dispose();
        _timeoutTimer = null;
        ArmReceiveTimeout();
    }

    private void ArmReceiveTimeout()
    {
        if (_receiveTimeout is not { } timeout)
            return;
        _lastActivity = Stopwatch.GetTimestamp();
        if (_timeoutTimer is null)
            StartTimeout(timeout);
    }

    private void NoteActivity(object? message)
    {
        if (message is not INotInfluenceReceiveTimeout)
            ArmReceiveTimeout();
    }

    private void StartTimeout(TimeSpan delay)
    {
        var check = _expectedCheck = new TimeoutCheck();
        _timeoutTimer = System.PoolScheduler.Start(
            delay,
            Timeout.InfiniteTimeSpan,
            () => Self.Tell(check, Self));
    }

    /// <summary>Tells the timeout, or waits for the rest of it.</summary>
    private void CheckReceiveTimeout(TimeoutCheck check)
    {
        if (_receiveTimeout is not { } timeout || check != _expectedCheck)
            return;
        _timeoutTimer = null;
        var left = timeout - Stopwatch.GetElapsedTime(_lastActivity);
        if (left > TimeSpan.Zero)
        {
            StartTimeout(left);
            return;
        }

        CurrentMessage = global::Akka.Actor.ReceiveTimeout.Instance;
        Receive(CurrentMessage);
    }

    /// <summary>The timer of the receive timeout has fired.</summary>
    private sealed class TimeoutCheck
        : IAutoReceivedMessage,
            INotInfluenceReceiveTimeout,
            IDeadLetterSuppression;
}
