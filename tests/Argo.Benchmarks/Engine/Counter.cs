using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>Counts messages.</summary>
internal sealed class Counter : ReceiveActor
{
    public Counter(int messages, TaskCompletionSource done)
    {
        var left = messages;
        ReceiveAny(_ =>
        {
            if (--left == 0)
                done.SetResult();
        });
    }
}
