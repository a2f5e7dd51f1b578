namespace Argo.Actors.Supervision;

/// <summary>Bounds of one supervisor.</summary>
public sealed record ExecutionLimits
{
    private static readonly TimeSpan LongestStorePause = TimeSpan.FromMinutes(1);

    /// <summary>Executions that may wait; one more is refused with a reason.</summary>
    public int MaxQueued { get; init; } = 1_000;

    /// <summary>Executions that run at once.</summary>
    public int MaxRunning { get; init; } = 16;

    /// <summary>How long an execution waits for a workspace that another process holds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it looks whether the workspace is free.</summary>
    public TimeSpan BusyRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How often the recovery of one execution is tried before it is left for the next start.
    /// </summary>
    public int RecoveryAttempts { get; init; } = 3;

    /// <summary>The pause before the second attempt; each further pause is twice as long.</summary>
    public TimeSpan RecoveryBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How often a write to journal or store is tried whose outcome is unknown, such as after a lost
    /// connection.
    /// </summary>
    public int StoreAttempts { get; init; } = 6;

    /// <summary>The pause before the second try; each further one is twice as long, up to a minute.</summary>
    public TimeSpan StoreBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The pause after a number of failures, from 1.</summary>
    public TimeSpan StorePause(int failures)
    {
        var pause = StoreBackoff;
        for (var nth = 1; nth < failures && pause < LongestStorePause; nth++)
            pause *= 2;
        return pause < LongestStorePause ? pause : LongestStorePause;
    }

    /// <summary>
    /// How long the security monitor may take to answer; after that nothing runs until it does.
    /// </summary>
    public TimeSpan MonitorTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The shortest pause before a start tries a parked execution again.</summary>
    public TimeSpan ParkedBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest such pause.</summary>
    public TimeSpan MaxParkedBackoff { get; init; } = TimeSpan.FromHours(24);
}
