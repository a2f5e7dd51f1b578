using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>A child of a cell, and how often it was restarted.</summary>
internal sealed class ChildRestartStats(LocalActorRef child)
{
    private int _restarts;
    private long _windowStart;

    internal LocalActorRef Child => child;

    /// <summary>The parent has told it to stop and waits for its end.</summary>
    internal bool IsStopping { get; set; }

    /// <summary>Counts a failure; false when it is one too many.</summary>
    internal bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (withinTimeMilliseconds > 0)
            return IsWithinWindowLimit(maxNrOfRetries > 0 ? maxNrOfRetries : 1, withinTimeMilliseconds);
        return maxNrOfRetries < 0 || ++_restarts <= maxNrOfRetries;
    }

    private bool IsWithinWindowLimit(int retries, int windowMilliseconds)
    {
        if (
            _windowStart != 0
            && Stopwatch.GetElapsedTime(_windowStart).TotalMilliseconds <= windowMilliseconds)
            return ++_restarts <= retries;
        _windowStart = Stopwatch.GetTimestamp();
        _restarts = 1;
        return true;
    }
}
