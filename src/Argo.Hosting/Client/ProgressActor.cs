using System.Threading.Channels;
using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;

namespace Argo.Hosting.Client;

/// <summary>Passes one execution's progress to a channel until it ends.</summary>
internal sealed class ProgressActor : ReceiveActor
{
    private readonly ChannelWriter<ExecutionProgress> _lines;

    public ProgressActor(ExecutionId execution, IActorRef supervisor, ChannelWriter<ExecutionProgress> lines)
    {
        _lines = lines;
        Receive<ExecutionProgress>(line => _lines.TryWrite(line), line => line.ExecutionId == execution);
        Receive<ExecutionProgress>(_ => { }); // of another execution
        ReceiveAny(_ => Context.Stop(Self)); // the end, or that it is not known here
        supervisor.Tell(new ExecutionProtocol.AwaitEnd(execution));
    }

    public static Props Props(
        ExecutionId execution, IActorRef supervisor, ChannelWriter<ExecutionProgress> lines) =>
        Akka.Actor.Props.Create(() => new ProgressActor(execution, supervisor, lines));

    protected override void PreStart() =>
        Context.System.EventStream.Subscribe(Self, typeof(ExecutionProgress));

    protected override void PostStop() => _lines.TryComplete();
}
