using Akka.Actor;
using Akka.Event;
using Argo.Actors.Ports;
using Argo.Artifacts.Files;
using static Argo.Actors.Execution.DiskProtocol;

namespace Argo.Actors.Execution;

/// <summary>
/// Makes an execution's blocking calls, one at a time, on the file dispatcher's own threads.
/// </summary>
/// <remarks>
/// It owns the hold on the workspace and lets go of it when it stops, however that comes about. Whatever a
/// call throws is its answer: whoever asked knows whether anything visible has happened, and ends
/// accordingly.
/// </remarks>
internal sealed class DiskActor : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IWorkspaceTransaction? _site;

    public DiskActor()
    {
        Receive<Open>(open => Answer(open.Attempt, () => Hold(open.Factory())));
        Receive<Call>(call => Answer(call.Attempt, () => call.Work(Site)));
        Receive<Look>(look => Answer(look.Attempt, look.Work));
    }

    private IWorkspaceTransaction Site => _site
        ?? throw new InvalidOperationException("The workspace is not open.");

    public static Props Props() =>
        Akka.Actor.Props.Create(() => new DiskActor()).WithDispatcher(ArgoDispatchers.Files);

    protected override void PostStop() => _site?.Dispose();

    private Done Hold(IWorkspaceTransaction site)
    {
        _site?.Dispose();
        _site = site;
        return Done.Instance;
    }

    private void Answer(int attempt, Func<object> work)
    {
        try
        {
            Sender.Tell(new Answer(attempt, work()));
        }
        catch (Exception no) when (no is not OutOfMemoryException)
        {
            if (no is not (WorkspaceException or IOException or UnauthorizedAccessException))
                _log.Error(no, "A call to the disk failed in an unexpected way: {0}", no.Message);
            Sender.Tell(new Fault(attempt, no));
        }
    }
}
