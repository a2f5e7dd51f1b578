using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>Starts and stops many watched children at once.</summary>
internal sealed class AllAtOnce : ReceiveActor
{
    private readonly int _children;

    public AllAtOnce(int children, TaskCompletionSource done)
    {
        _children = children;
        var left = children;
        Receive<Terminated>(_ =>
        {
            if (--left == 0)
                done.SetResult();
        });
    }

    protected override void PreStart()
    {
        for (var i = 0; i < _children; i++)
        {
            var number = i;
            var child = Context.ActorOf(Props.Create(() => new Once(number)));
            Context.Watch(child);
            Context.Stop(child);
        }
    }
}
