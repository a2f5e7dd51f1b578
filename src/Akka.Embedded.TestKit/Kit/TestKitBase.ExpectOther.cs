using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message has to be of the type, from this sender.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgFromAsync<T>(sender, duration, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be of the type, from this sender.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default) => ExpectAsync<T>((_, actual) =>
        CheckSender(sender, actual, hint), duration, hint, cancellationToken);

    /// <summary>The next message has to be equal to this one, from this sender.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgFromAsync(sender, message, timeout, hint, cancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();

    /// <summary>The next message has to be equal to this one, from this sender.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, actualSender) =>
            {
                CheckSender(sender, actualSender, hint);
                _assertions.AssertEqual(message, actual, Hint(hint));
            },
            timeout,
            hint,
            cancellationToken);

    /// <summary>The next message has to be the end of this actor; it must have been watched.</summary>
    public Terminated ExpectTerminated(
        IActorRef target,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectTerminatedAsync(target, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be the end of this actor; it must have been watched.</summary>
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<Terminated>(
            terminated =>
                _assertions.AssertTrue(
                    target.Equals(terminated.ActorRef),
                    $"Expected the end of {target}, got that of {terminated.ActorRef}."),
            timeout,
            hint,
            cancellationToken);

    /// <summary>No message may come in the default time.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>No message may come in that time.</summary>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(duration, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>No message may come in that time.</summary>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>No message may come in the default time.</summary>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(RemainingOr(TestKitSettings.ExpectNoMessageDefault), cancellationToken);

    /// <summary>No message may come in that time.</summary>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>No message may come in that time.</summary>
    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var envelope = await TakeAsync(Dilated(duration), cancellationToken).ConfigureAwait(false);
        if (envelope is not null)
            _assertions.Fail(
                $"Failed: Expected no messages during {duration}, instead we received {envelope}");
        _lastWasNoMsg = true;
    }

    /// <summary>The next message has to be equal to one of these.</summary>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectMsgAnyOfAsync(messages, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message has to be equal to one of these.</summary>
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(
        IEnumerable<T> messages,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(
            (actual, _) => _assertions.AssertTrue(messages.Contains(actual), $"Found unexpected {actual}"),
            null,
            null,
            cancellationToken);

    /// <summary>The next messages have to be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) =>
        ExpectMsgAllOf((IReadOnlyCollection<T>)messages);

    /// <summary>The next messages have to be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectMsgAllOf(RemainingOrDefault, messages, cancellationToken);

    /// <summary>The next messages have to be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) =>
        ExpectMsgAllOf(max, (IReadOnlyCollection<T>)messages);

    /// <summary>The next messages have to be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Collect(ExpectMsgAllOfAsync(max, messages, cancellationToken));

    /// <summary>The next messages have to be these, in any order.</summary>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectMsgAllOfAsync(RemainingOrDefault, messages, cancellationToken);

    /// <summary>The next messages have to be these, in any order.</summary>
    public async IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        TimeSpan max,
        IReadOnlyCollection<T> messages,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var missing = messages.ToList();
        var got = new List<T>();
        await foreach (
            var message in ReceiveNAsync(messages.Count, max, cancellationToken).ConfigureAwait(false))
        {
            _assertions.AssertTrue(
                message is T typed && missing.Remove(typed),
                $"Found unexpected {message}");
            got.Add((T)message);
        }

        foreach (var message in got)
            yield return message;
    }

    private void CheckSender(IActorRef expected, IActorRef? actual, string? hint) =>
        _assertions.AssertTrue(
            expected.Equals(actual),
            $"Expected a message from {expected}, but it was from {actual}. {Hint(hint)}");
}
