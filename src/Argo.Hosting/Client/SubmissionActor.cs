using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Hosting.Client;

/// <summary>
/// Stands between one caller and the supervisor: submits, passes progress on, and completes with the end.
/// </summary>
internal sealed class SubmissionActor : ReceiveActor
{
    /// <summary>The caller wants a safe stop.</summary>
    internal sealed record StopAsked;

    private readonly ExecutionRequest _request;
    private readonly IActorRef _supervisor;
    private readonly IProgress<ExecutionProgress>? _progress;
    private readonly TaskCompletionSource<ExecutionEnd> _end;
    private bool _stopAsked;

    public SubmissionActor(
        ExecutionRequest request,
        IActorRef supervisor,
        IProgress<ExecutionProgress>? progress,
        TaskCompletionSource<ExecutionEnd> end)
    {
        (_request, _supervisor, _progress, _end) = (request, supervisor, progress, end);
        Receive<ExecutionProgress>(
            line => _progress?.Report(line), line => line.ExecutionId == _request.ExecutionId);
        Receive<ExecutionProgress>(_ => { }); // of another execution
        Receive<Submitted>(_ => OnSubmitted());
        Receive<Refused>(refused => Fail(
            refused.IsInputWrong ? ArgoFault.InvalidInput : ArgoFault.NotReachable, refused.Reason));
        Receive<Ended>(ended => Complete(new ExecutionEnd(ended.State, ended.Result, ended.Record)));
        Receive<NotKnown>(lost => Fail(
            lost.IsStoreFault ? ArgoFault.NotReachable : ArgoFault.LeftUnfinished,
            $"{lost.ExecutionId}: {lost.Reason}"));
        Receive<StopAsked>(_ => AskToStop());
        Receive<CancelAnswer>(_ => { }); // the end tells
    }

    public static Props Props(
        ExecutionRequest request,
        IActorRef supervisor,
        IProgress<ExecutionProgress>? progress,
        TaskCompletionSource<ExecutionEnd> end) =>
        Akka.Actor.Props.Create(() => new SubmissionActor(request, supervisor, progress, end));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(ExecutionProgress));
        _supervisor.Tell(new Submit(_request));
    }

    protected override void PostStop() => _end.TrySetException(
        new ArgoException(
            ArgoFault.LeftUnfinished, $"The host stopped before {_request.ExecutionId} had ended."));

    private void OnSubmitted()
    {
        _supervisor.Tell(new AwaitEnd(_request.ExecutionId));
        if (_stopAsked)
            AskToStop();
    }

    /// <summary>
    /// Before the submission is durable the supervisor knows nothing to cancel, so it is asked again then.
    /// </summary>
    private void AskToStop()
    {
        _stopAsked = true;
        _supervisor.Tell(new Cancel(_request.ExecutionId, "the caller asked for a stop"));
    }

    private void Complete(ExecutionEnd end)
    {
        _end.TrySetResult(end);
        Context.Stop(Self);
    }

    private void Fail(ArgoFault fault, string reason)
    {
        _end.TrySetException(new ArgoException(fault, reason));
        Context.Stop(Self);
    }
}
