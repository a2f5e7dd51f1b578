using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a pilot returns to go on as it is.</summary>
public sealed class KeepRunning : AutoPilot
{
    /// <summary>The only instance.</summary>
    public static readonly KeepRunning Instance = new();

    private KeepRunning()
    {
    }

    /// <inheritdoc/>
    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException("KeepRunning is returned by a pilot; it is not one.");
}
