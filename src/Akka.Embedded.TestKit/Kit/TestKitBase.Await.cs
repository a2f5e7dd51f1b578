namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Repeats the assertion until it does not throw; fails with what it threw last when time is up.
    /// </summary>
    public void AwaitAssert(
        Action assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default)
    {
        var end = Now + RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (Now < end)
            {
                cancellationToken.WaitHandle.WaitOne(Pause(end, interval));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>
    /// Repeats the assertion until it does not throw; fails with what it threw last when time is up.
    /// </summary>
    public Task AwaitAssertAsync(
        Action assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            duration,
            interval,
            cancellationToken);

    /// <summary>
    /// Repeats the assertion until it does not throw; fails with what it threw last when time is up.
    /// </summary>
    public async Task AwaitAssertAsync(
        Func<Task> assertion,
        TimeSpan? duration = null,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default)
    {
        var end = Now + RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Now < end)
            {
                await Task.Delay(Pause(end, interval), cancellationToken);
            }
        }
    }

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        string message,
        CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        AwaitAssert(
            () => _assertions.AssertTrue(conditionIsFulfilled(), TimeUp(limit, message)),
            max,
            interval,
            cancellationToken);
    }

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        string message,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(
            () => Task.FromResult(conditionIsFulfilled()),
            max,
            interval,
            message,
            cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        string message,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Repeats the question until the answer is true; fails when time is up.</summary>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        return AwaitAssertAsync(
            async () => _assertions.AssertTrue(await conditionIsFulfilled(), TimeUp(limit, message)),
            max,
            interval,
            cancellationToken);
    }

    private static string TimeUp(TimeSpan limit, string? message) =>
        $"Timeout - {limit} while waiting for a condition. {message}";

    private static TimeSpan Pause(TimeSpan end, TimeSpan? interval) =>
        (interval ?? PollInterval) is var pause && pause < Left(end) ? pause : Left(end);
}
