using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>Answers once and stops.</summary>
internal sealed class Once : ReceiveActor
{
    public Once(int answer) => Receive<string>(_ =>
    {
        Sender.Tell(answer);
        Context.Stop(Self);
    });
}
