using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>Starts a child, has its answer, sees its end, and goes on with the next.</summary>
internal sealed class OneByOne : ReceiveActor
{
    public OneByOne(int children, TaskCompletionSource done)
    {
        var left = children;
        Receive<int>(_ => { });
        Receive<Terminated>(_ =>
        {
            if (--left == 0)
                done.SetResult();
            else
                Next(left);
        });
    }

    protected override void PreStart() => Next(0);

    private static void Next(int number)
    {
        var child = Context.ActorOf(Props.Create(() => new Once(number)));
        Context.Watch(child);
        child.Tell("go");
    }
}
