using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>Sends back what it gets.</summary>
internal sealed class Echo : ReceiveActor
{
    public Echo() => Receive<string>(message => Sender.Tell(message));
}
