namespace Akka.TestKit;

/// <summary>What a test does about events that fit: expects so many of them, or mutes them.</summary>
public interface IEventFilterApplier
{
    /// <summary>Adds another kind of event; both count.</summary>
    EventFilterFactory And { get; }

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    void Expect(
        int expectedCount,
        TimeSpan timeout,
        Action action,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    T Expect<T>(
        int expectedCount,
        TimeSpan timeout,
        Func<T> func,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    Task ExpectAsync(
        int expectedCount,
        Func<Task> actionAsync,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    Task ExpectAsync(
        int expectedCount,
        Func<Task> actionAsync,
        TimeSpan? timeout,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    Task ExpectAsync(
        int expectedCount,
        TimeSpan timeout,
        Func<Task> action,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    Task<T> ExpectAsync<T>(
        int expectedCount,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; so many events have to come of it, not more.</summary>
    Task<T> ExpectAsync<T>(
        int expectedCount,
        TimeSpan timeout,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; one event has to come of it, not more.</summary>
    Task<T> ExpectOneAsync<T>(
        TimeSpan timeout,
        Func<Task<T>> func,
        CancellationToken cancellationToken = default);

    /// <summary>Runs the code; the events are kept out of the log.</summary>
    T Mute<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; the events are kept out of the log.</summary>
    void Mute(Action action, CancellationToken cancellationToken = default);

    /// <summary>Keeps the events out of the log until the result is disposed.</summary>
    IUnmutableFilter Mute();

    /// <summary>Runs the code; the events are kept out of the log.</summary>
    Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the code; the events are kept out of the log.</summary>
    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);
}
