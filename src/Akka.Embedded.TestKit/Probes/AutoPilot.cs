using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Answers messages of a test actor by itself, as they come.</summary>
public abstract class AutoPilot
{
    /// <summary>Does nothing, and nothing from then on.</summary>
    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>Returned by a pilot that goes on as it is.</summary>
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    /// <summary>Takes a message; returns the pilot for the next one.</summary>
    public abstract AutoPilot Run(IActorRef sender, object message);
}
