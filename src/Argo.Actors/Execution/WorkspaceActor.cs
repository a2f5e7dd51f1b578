using Akka.Actor;
using Akka.Event;
using Argo.Actors.Ports;
using Argo.Artifacts.Files;
using static Argo.Actors.Execution.WorkspaceProtocol;

namespace Argo.Actors.Execution;

/// <summary>
/// Owns an execution's hold on its workspace and does the disk work that belongs to no single step, one call
/// at a time, on the file dispatcher's own threads.
/// </summary>
/// <remarks>
/// It lets go of the workspace when it stops, however that comes about. What a call throws is its reply:
/// whoever asked knows whether anything visible has happened, and ends accordingly.
/// </remarks>
internal sealed class WorkspaceActor : ReceiveActor
{
    private readonly IWorkspaceTransactions _workspaces;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private WorkspaceHold? _hold;

    public WorkspaceActor(IWorkspaceTransactions workspaces)
    {
        _workspaces = workspaces;
        Receive<Request>(Answer);
    }

    public static Props Props(IWorkspaceTransactions workspaces) =>
        Akka.Actor.Props.Create(() => new WorkspaceActor(workspaces)).WithDispatcher(ArgoDispatchers.Files);

    protected override void PostStop() => _hold?.Dispose();

    private void Answer(Request request)
    {
        Reply reply;
        try
        {
            reply = request is FindDrift or FindTraces or FindHolder or CompareRelocated
                ? Look(request)
                : Perform(request);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!DiskFailures.IsExpected(failure))
                _log.Error(
                    failure, "A call to the disk failed in an unexpected way: {0}", failure.Message);
            reply = new Failed(failure);
        }

        Sender.Tell(reply with { Attempt = request.Attempt });
    }

    /// <summary>Without holding the workspace.</summary>
    private Reply Look(Request request) => request switch
    {
        FindDrift look => new DriftFound(_workspaces.FindDrift(look.Execution, look.Cancel)),
        FindTraces look => new TracesFound(TracesOf(look)),
        FindHolder look => new HolderFound(_workspaces.FindHolder(look.Execution)),
        CompareRelocated look => new RelocatedCompared(
            _workspaces.CompareRelocated(look.Execution, look.Plan, look.Root, look.Cancel)),
        _ => throw new ArgumentException($"Nobody looks for a {request.GetType().Name}.", nameof(request)),
    };

    private Reply Perform(Request request) => request switch
    {
        Open open => Hold(_workspaces.Open(open.Execution)),
        Reopen open => Hold(_workspaces.Reopen(open.Execution, open.Plan)),
        Flush => Do(site => site.Flush(), new Flushed()),
        VerifyWitness => Use(site => new WitnessVerified(site.VerifyWitness(request.Cancel))),
        BuildUndoPlan => Use(site => new UndoPlanBuilt(site.BuildUndoPlan())),
        TakeSnapshot => Use(site => new SnapshotTaken(site.Snapshot(request.Cancel))),
        CheckOriginals => Use(site => new OriginalsChecked(site.FindChangedOriginals(request.Cancel))),
        Fence fence => Do(site => site.Fence(fence.Epoch), new Fenced()),
        FindMissing find => Use(site => new MissingFound(site.FindMissing(find.Rows, find.Decisions))),
        VerifyRestored => Use(site => new RestoredVerified(site.VerifyRestored(request.Cancel))),
        FindUndeclared => Use(site => new UndeclaredFound(site.FindUndeclared(request.Cancel))),
        Collect => Use(site => new Collected(site.Collect())),
        _ => throw new ArgumentException($"Nobody does a {request.GetType().Name}.", nameof(request)),
    };

    private DiskTraces TracesOf(FindTraces look)
    {
        var traces = _workspaces.FindTraces(look.Execution);
        return look.ComparesAlways || (look.ComparesTree && traces.Epoch is not null)
            ? traces with { Drifts = _workspaces.FindDrift(look.Execution, look.Cancel) }
            : traces;
    }

    private Opened Hold(IWorkspaceTransaction transaction)
    {
        _hold?.Dispose();
        _hold = new WorkspaceHold(transaction);
        return new Opened(_hold);
    }

    private Reply Use(Func<IWorkspaceTransaction, Reply> call) => Held.Use(call);

    private Reply Do(Action<IWorkspaceTransaction> call, Reply done) => Held.Use(site =>
    {
        call(site);
        return done;
    });

    private WorkspaceHold Held => _hold ?? throw new InvalidOperationException("The workspace is not open.");
}
