namespace Akka.Actor;

/// <summary>Runs functions later, on the thread pool.</summary>
public interface IAdvancedScheduler : IActionScheduler;
