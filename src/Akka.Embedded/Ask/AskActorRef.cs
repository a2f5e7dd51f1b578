namespace Akka.Actor.Internal;

/// <summary>The temporary reference that takes the answer to one question.</summary>
internal sealed class AskActorRef<T> : IInternalActorRef
{
    private readonly TaskCompletionSource<T> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _timeout;
    private readonly Timer? _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly CancellationToken _token;
    private ActorPath? _path;

    internal AskActorRef(ActorSystemImpl system, TimeSpan timeout, CancellationToken cancellationToken)
    {
        System = system;
        _timeout = timeout;
        _token = cancellationToken;
        if (timeout > TimeSpan.Zero) // as with Akka: anything else is no timeout
            _timer = new Timer(
                static self => ((AskActorRef<T>)self!).TimeOut(),
                this,
                timeout,
                Timeout.InfiniteTimeSpan);
        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.UnsafeRegister(
                static self => ((AskActorRef<T>)self!).Cancel(),
                this);
    }

    public ActorPath Path => _path ??= System.Root / "temp" / $"${System.NextUid()}";

    public ActorSystemImpl System { get; }

    internal Task<T> Task => _answer.Task;

    public void Tell(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            T answer => _answer.TrySetResult(answer),
            null => _answer.TrySetResult(default!),
            Status.Failure failure => _answer.TrySetException(
                failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _answer.TrySetException(
                new ArgumentException(
                    $"Received message of type [{message.GetType()}] - Ask expected message of type "
                        + $"[{typeof(T)}]")),
        };
        if (taken)
            Release();
        else if (message is not null)
            System.DeadLetterMailbox.Publish(message, sender, this);
    }

    public void SendSystem(SystemMessage message)
    {
    }

    public override string ToString() => $"[{Path}]";

    private void TimeOut()
    {
        if (_answer.TrySetException(new AskTimeoutException($"Timeout after {_timeout} seconds")))
            Release();
    }

    private void Cancel()
    {
        if (_answer.TrySetCanceled(_token))
            Release();
    }

    private void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }
}
