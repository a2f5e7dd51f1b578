using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>Returns the ball until it has had enough.</summary>
internal sealed class Ping : ReceiveActor
{
    public Ping(int rounds, TaskCompletionSource done)
    {
        var left = rounds;
        Receive<string>(ball =>
        {
            if (--left == 0)
                done.SetResult();
            else
                Sender.Tell(ball);
        });
    }
}
