namespace Argo.Actors.Tests.Observation;

/// <summary>A clock that moves one second each time it is looked at.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 1, 31, TimeSpan.Zero);

    private long _looks = -1;

    public override DateTimeOffset GetUtcNow() => Start.AddSeconds(Interlocked.Increment(ref _looks));
}
