using System.Collections;
using System.Runtime.CompilerServices;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message, or null when none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        ReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message, or null when none comes in time.</summary>
    public async ValueTask<object?> ReceiveOneAsync(
        TimeSpan? max = null,
        CancellationToken cancellationToken = default) =>
        (await TakeAsync(RemainingOrDilated(max), cancellationToken).ConfigureAwait(false))?.Message;

    /// <summary>The next message with its sender; false when none comes in time.</summary>
    public bool TryReceiveOne(
        out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        (var came, envelope) = TryReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();
        return came;
    }

    /// <summary>The next message with its sender; false when none comes in time.</summary>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(
        TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var envelope = await TakeAsync(RemainingOrDilated(max), cancellationToken).ConfigureAwait(false);
        return (envelope is not null, (MessageEnvelope?)envelope ?? NullMessageEnvelope.Instance);
    }

    /// <summary>So many messages, whatever they are.</summary>
    public IReadOnlyCollection<object> ReceiveN(
        int numberOfMessages,
        CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>So many messages, whatever they are.</summary>
    public IReadOnlyCollection<object> ReceiveN(
        int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        Collect(ReceiveNAsync(numberOfMessages, max, cancellationToken));

    /// <summary>So many messages, whatever they are.</summary>
    public IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages,
        CancellationToken cancellationToken = default) =>
        ReceiveNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>So many messages, whatever they are.</summary>
    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages,
        TimeSpan max,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + Dilated(max);
        for (var i = 0; i < numberOfMessages; i++)
        {
            var envelope = await TakeAsync(Left(end), cancellationToken).ConfigureAwait(false);
            _assertions.AssertTrue(
                envelope is not null,
                $"Timeout ({max}) while expecting {numberOfMessages} messages. Only got {i} after {max}.");
            yield return envelope!.Message;
        }
    }

    /// <summary>Messages as long as they fit, at most so many; what does not fit stays.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max,
        Func<object, T?> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default)
        where T : class => ReceiveWhile(filter, max, null, msgs, cancellationToken);

    /// <summary>
    /// Messages as long as they fit, at most so many, and not too long apart; what does not fit stays.
    /// </summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default)
        where T : class => Collect(ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>
    /// Messages as long as they fit, at most so many, and not too long apart; what does not fit stays.
    /// </summary>
    public async IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        var end = Now + RemainingOrDilated(max);
        for (var i = 0; i < msgs; i++)
        {
            var wait = idle < Left(end) ? idle.Value : Left(end);
            if (!await _box.WaitAsync(wait, cancellationToken).ConfigureAwait(false)
                || !_box.TryPeek(out var next) || filter(next!.Message) is not { } fits)
                yield break;
            await TakeAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            yield return fits;
        }
    }

    /// <summary>Skips messages until one fits.</summary>
    public object FishForMessage(
        Predicate<object> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Skips messages until one of the type fits.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, max, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Skips messages until one of the type fits, and adds what it skipped to a list.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage,
        ArrayList? allMessages,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, allMessages, max, hint, cancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();

    /// <summary>Skips messages until one fits.</summary>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Skips messages until one of the type fits.</summary>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, null, max, hint, cancellationToken);

    /// <summary>Skips messages until one of the type fits, and adds what it skipped to a list.</summary>
    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage,
        ArrayList? allMessages,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (await TakeAsync(Left(end), cancellationToken).ConfigureAwait(false) is { } envelope)
        {
            if (envelope.Message is T message && isMessage(message))
                return message;
            allMessages?.Add(envelope.Message);
        }

        _assertions.Fail($"Timeout ({limit}) during fishForMessage, hint: {hint}");
        return default!;
    }

    /// <summary>Skips messages until one of the type comes.</summary>
    public async Task FishUntilMessageAsync<T>(
        TimeSpan? max = null,
        CancellationToken cancellationToken = default) =>
        await FishForMessageAsync<T>(_ => true, max, "", cancellationToken).ConfigureAwait(false);

    private static List<T> Collect<T>(IAsyncEnumerable<T> source)
    {
        async Task<List<T>> All()
        {
            var all = new List<T>();
            await foreach (var item in source.ConfigureAwait(false))
                all.Add(item);
            return all;
        }

        return All().GetAwaiter().GetResult();
    }

    private async ValueTask<RealMessageEnvelope?> TakeAsync(TimeSpan max, CancellationToken token)
    {
        var envelope = await _box.TakeAsync(max, token).ConfigureAwait(false);
        _lastWasNoMsg = false;
        _last = (MessageEnvelope?)envelope ?? NullMessageEnvelope.Instance;
        return envelope;
    }
}
