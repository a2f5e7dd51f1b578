namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private TimeSpan? _end;
    private bool _lastWasNoMsg;

    /// <summary>What is left of the innermost <c>Within</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no <c>Within</c>.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Left(end)
        : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    /// <summary>What is left of the innermost <c>Within</c>, or the default for one message.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    /// <summary>
    /// The duration, dilated; without one what is left of <c>Within</c>, or the default for one message.
    /// </summary>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) =>
        duration is { } given ? Dilated(given) : RemainingOrDefault;

    /// <summary>
    /// The duration, dilated; without one what is left of <c>Within</c>, or the default for one message.
    /// </summary>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => RemainingOrDilated(timeout);

    /// <summary>Fails when the block takes longer; what it expects has to come in that time.</summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue);

    /// <summary>Fails when the block takes longer, or not as long.</summary>
    public void Within(
        TimeSpan min,
        TimeSpan max,
        Action action,
        string? hint = null,
        TimeSpan? epsilonValue = null) =>
        Within(
            min,
            max,
            () =>
            {
                action();
                return 0;
            },
            hint,
            epsilonValue);

    /// <summary>Fails when the block takes longer; what it expects has to come in that time.</summary>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue);

    /// <summary>Fails when the block takes longer, or not as long.</summary>
    public T Within<T>(
        TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null)
    {
        var outer = Enter(min, max, out var start);
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _end = outer;
        }

        Check(start, min, max, hint, epsilonValue);
        return result;
    }

    /// <summary>Fails when the block takes longer; what it expects has to come in that time.</summary>
    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue);

    /// <summary>Fails when the block takes longer, or not as long.</summary>
    public Task WithinAsync(
        TimeSpan min,
        TimeSpan max,
        Func<Task> actionAsync,
        string? hint = null,
        TimeSpan? epsilonValue = null) =>
        WithinAsync(
            min,
            max,
            async () =>
            {
                await actionAsync();
                return 0;
            },
            hint,
            epsilonValue);

    /// <summary>Fails when the block takes longer; what it expects has to come in that time.</summary>
    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue);

    /// <summary>Fails when the block takes longer, or not as long.</summary>
    public async Task<T> WithinAsync<T>(
        TimeSpan min,
        TimeSpan max,
        Func<Task<T>> function,
        string? hint = null,
        TimeSpan? epsilonValue = null)
    {
        var outer = Enter(min, max, out var start);
        T result;
        try
        {
            result = await function();
        }
        finally
        {
            _end = outer;
        }

        Check(start, min, max, hint, epsilonValue);
        return result;
    }

    /// <summary>What is left of the innermost <c>Within</c>, or the duration.</summary>
    protected TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? Left(end) : duration;

    private static TimeSpan Left(TimeSpan end) =>
        end - Now is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private TimeSpan? Enter(TimeSpan min, TimeSpan max, out TimeSpan start)
    {
        start = Now;
        max = Dilated(max);
        _assertions.AssertTrue(
            _end is null || _end - start >= min,
            "Required min time {0} not possible, only {1} left.",
            min,
            _end - start);
        _lastWasNoMsg = false;
        var outer = _end;
        _end = start + max is var end && outer < end ? outer : start + max;
        return outer;
    }

    private void Check(TimeSpan start, TimeSpan min, TimeSpan max, string? hint, TimeSpan? epsilon)
    {
        var took = Now - start;
        var slack = epsilon ?? TimeSpan.Zero;
        var what = hint is null ? "" : $" [{hint}]";
        _assertions.AssertTrue(
            took >= min - slack,
            $"Failed: Block took {took}, should have at least been {min}{what}");
        // Expecting no message for the whole time is bound to take a little longer.
        if (!_lastWasNoMsg)
            _assertions.AssertTrue(
                took <= Dilated(max) + slack,
                $"Failed: Block took {took}, exceeding {Dilated(max)}{what}");
    }
}
