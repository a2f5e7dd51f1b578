using Akka.Actor.Internal;

namespace Akka.TestKit.Internal;

/// <summary>Counts and mutes the events that fit one of its predicates.</summary>
internal sealed class EventFilterApplier(
    TestKitBase kit,
    ActorSystemImpl system,
    IReadOnlyList<Func<object, bool>> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(kit, system, filters);

    public IUnmutableFilter Mute() => new Muted(this);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Run(expectedCount, null, AsFunc(action), cancellationToken);

    public void Expect(
        int expectedCount,
        TimeSpan timeout,
        Action action,
        CancellationToken cancellationToken = default) =>
        Run(expectedCount, timeout, AsFunc(action), cancellationToken);

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Run(expectedCount, null, func, cancellationToken);

    public T Expect<T>(
        int expectedCount,
        TimeSpan timeout,
        Func<T> func,
        CancellationToken cancellationToken = default) =>
        Run(expectedCount, timeout, func, cancellationToken);

    public Task ExpectAsync(
        int expectedCount,
        Func<Task> actionAsync,
        CancellationToken cancellationToken = default) =>
        RunAsync(expectedCount, null, AsFunc(actionAsync), cancellationToken);

    public Task ExpectAsync(
        int expectedCount,
        Func<Task> actionAsync,
        TimeSpan? timeout,
        CancellationToken cancellationToken = default) =>
        RunAsync(expectedCount, timeout, AsFunc(actionAsync), cancellationToken);

    public Task ExpectAsync(
        int expectedCount,
        TimeSpan timeout,
        Func<Task> action,
        CancellationToken cancellationToken = default) =>
        RunAsync(expectedCount, timeout, AsFunc(action), cancellationToken);

    public Task<T> ExpectAsync<T>(
        int expectedCount,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default) =>
        RunAsync(expectedCount, null, func, cancellationToken);

    public Task<T> ExpectAsync<T>(
        int expectedCount,
        TimeSpan timeout,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default) =>
        RunAsync(expectedCount, timeout, func, cancellationToken);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) =>
        Run(1, null, AsFunc(action), cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Run(1, timeout, AsFunc(action), cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Run(1, null, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Run(1, timeout, func, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        RunAsync(1, null, AsFunc(actionAsync), cancellationToken);

    public Task ExpectOneAsync(
        TimeSpan timeout,
        Func<Task> action,
        CancellationToken cancellationToken = default) =>
        RunAsync(1, timeout, AsFunc(action), cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(1, null, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(
        TimeSpan timeout,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default) => RunAsync(1, timeout, func, cancellationToken);

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Run(null, null, func, cancellationToken);

    public void Mute(Action action, CancellationToken cancellationToken = default) =>
        Run(null, null, AsFunc(action), cancellationToken);

    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(null, null, func, cancellationToken);

    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) =>
        RunAsync(null, null, AsFunc(action), cancellationToken);

    private static Func<int> AsFunc(Action action) => () =>
    {
        action();
        return 0;
    };

    private static Func<Task<int>> AsFunc(Func<Task> action) => async () =>
    {
        await action();
        return 0;
    };

    private T Run<T>(int? expected, TimeSpan? timeout, Func<T> code, CancellationToken token)
    {
        using var muted = new Muted(this);
        var result = code();
        if (expected is { } count)
            AwaitCountAsync(muted, count, timeout, token).GetAwaiter().GetResult();
        return result;
    }

    private async Task<T> RunAsync<T>(
        int? expected,
        TimeSpan? timeout,
        Func<Task<T>> code,
        CancellationToken token)
    {
        using var muted = new Muted(this);
        var result = await code();
        if (expected is { } count)
            await AwaitCountAsync(muted, count, timeout, token);
        return result;
    }

    private async Task AwaitCountAsync(Muted muted, int expected, TimeSpan? timeout, CancellationToken token)
    {
        var limit = kit.Dilated(timeout ?? kit.TestKitSettings.TestEventFilterLeeway);
        // To see that none comes, the whole time has to pass.
        await muted.WaitForAsync(Math.Max(expected, 1), limit, token).ConfigureAwait(false);
        if (muted.Count != expected)
            throw new Xunit.Sdk.XunitException(
                $"Expected {expected} matching events within {limit}, got {muted.Count}.");
    }

    private sealed class Muted : IUnmutableFilter
    {
        private readonly EventFilterApplier _owner;
        private readonly SemaphoreSlim _seen = new(0);
        private int _count;
        private int _unmuted;

        internal Muted(EventFilterApplier owner)
        {
            _owner = owner;
            owner.System.LogSink.AddFilter(Match);
        }

        internal int Count => Volatile.Read(ref _count);

        public void Unmute()
        {
            if (Interlocked.Exchange(ref _unmuted, 1) == 0)
                _owner.System.LogSink.RemoveFilter(Match);
        }

        public void Dispose() => Unmute();

        internal async Task WaitForAsync(int count, TimeSpan limit, CancellationToken token)
        {
            var end = TestKitBase.Now + limit;
            for (var i = 0; i < count; i++)
            {
                var left = end - TestKitBase.Now;
                if (
                    !await _seen
                        .WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, token)
                        .ConfigureAwait(false))
                    return;
            }
        }

        private bool Match(object published)
        {
            if (!_owner.Fits(published))
                return false;
            Interlocked.Increment(ref _count);
            _seen.Release();
            return true;
        }
    }

    private ActorSystemImpl System => system;

    private bool Fits(object published) => filters.Any(filter => filter(published));
}
