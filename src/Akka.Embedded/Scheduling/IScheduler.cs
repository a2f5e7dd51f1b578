namespace Akka.Actor;

/// <summary>
/// Sends messages later. What it schedules is not tied to an actor's life: actors use timers.
/// </summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Runs functions later.</summary>
    IAdvancedScheduler Advanced { get; }
}
