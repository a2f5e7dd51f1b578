using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message has to be of the type.</summary>
    public T ExpectMsg<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(duration, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be of the type.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync<T>((_, _) => { }, duration, hint, cancellationToken);

    /// <summary>The next message has to be equal to this one.</summary>
    public T ExpectMsg<T>(
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(message, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be equal to this one.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, _) => _assertions.AssertEqual(message, actual, Hint(hint)),
            timeout,
            hint,
            cancellationToken);

    /// <summary>The next message has to be of the type, and fit.</summary>
    public T ExpectMsg<T>(
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(isMessage, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be of the type, and fit.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, _) =>
                _assertions.AssertTrue(
                    isMessage(actual),
                    $"Got a message of the expected type <{typeof(T)}>, but it did not fit: {actual}. "
                        + $"{Hint(hint)}"),
            timeout,
            hint,
            cancellationToken);

    /// <summary>The next message has to be of the type, and the assertion must hold.</summary>
    public T ExpectMsg<T>(
        Action<T> assert,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(assert, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be of the type, and the assertion must hold.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) => ExpectAsync<T>((actual, _) =>
        assert(actual), timeout, hint, cancellationToken);

    /// <summary>The next message has to be of the type, and fit together with its sender.</summary>
    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(isMessageAndSender, timeout, hint, cancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();

    /// <summary>The next message has to be of the type, and fit together with its sender.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, sender) =>
                _assertions.AssertTrue(
                    isMessageAndSender(actual, sender!),
                    $"Got a message of the expected type <{typeof(T)}>, but it or its sender did not fit: "
                        + $"{actual} from {sender}. {Hint(hint)}"),
            timeout,
            hint,
            cancellationToken);

    /// <summary>
    /// The next message has to be of the type, and the assertion must hold for it and its sender.
    /// </summary>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(assertMessageAndSender, timeout, hint, cancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();

    /// <summary>
    /// The next message has to be of the type, and the assertion must hold for it and its sender.
    /// </summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, sender) => assertMessageAndSender(actual, sender!),
            timeout,
            hint,
            cancellationToken);

    /// <summary>The next message has to be equal to this one in the eyes of the comparer.</summary>
    public T ExpectMsg<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync(expected, comparer, timeout, hint, cancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();

    /// <summary>The next message has to be equal to this one in the eyes of the comparer.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, _) => _assertions.AssertEqual(expected, actual, comparer, Hint(hint)),
            timeout,
            hint,
            cancellationToken);

    private static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : $"Hint: {hint}";

    private async ValueTask<T> ExpectAsync<T>(
        Action<T, IActorRef?> check, TimeSpan? timeout, string? hint, CancellationToken token)
    {
        var limit = RemainingOrDilated(timeout);
        var envelope = await TakeAsync(limit, token).ConfigureAwait(false);
        if (envelope is null)
            _assertions.Fail(
                $"Failed: Timeout {limit} while waiting for a message of type {typeof(T)}. {Hint(hint)}");
        else if (envelope.Message is not T)
            _assertions.Fail(
                $"Failed: Expected a message of type {typeof(T)}, but received {envelope} (type "
                    + $"{envelope.Message.GetType()}). {Hint(hint)}");
        var message = (T)envelope!.Message;
        check(message, envelope.Sender);
        return message;
    }
}
