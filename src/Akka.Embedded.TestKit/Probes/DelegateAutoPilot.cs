using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A pilot that is a function.</summary>
public sealed class DelegateAutoPilot(Func<IActorRef, object, AutoPilot> run) : AutoPilot
{
    /// <inheritdoc/>
    public override AutoPilot Run(IActorRef sender, object message) => run(sender, message);
}
