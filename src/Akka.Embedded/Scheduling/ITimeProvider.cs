namespace Akka.Actor;

/// <summary>The clock of a system.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day, in UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since some moment; never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, as exact as the machine can.</summary>
    TimeSpan HighResMonotonicClock { get; }
}
