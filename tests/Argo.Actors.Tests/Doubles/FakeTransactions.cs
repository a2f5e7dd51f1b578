using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Tests.Doubles;

/// <summary>Opens the fake disk that the test made for an execution.</summary>
internal sealed class FakeTransactions(Func<ExecutionRequest, FakeTransaction> open) : IWorkspaceTransactions
{
    /// <summary>How often opening answers that another process holds the workspace.</summary>
    public int BusyTimes { get; set; }

    public ImmutableArray<Drift> Drifts { get; set; } = [];

    /// <summary>What opening throws, and reopening too.</summary>
    public WorkspaceException? Refusal { get; set; }

    public DiskTraces Traces { get; set; } = DiskTraces.None;

    /// <summary>What a look at the disk throws.</summary>
    public Exception? LookFault { get; set; }

    /// <summary>What opening throws that is no answer of the disk.</summary>
    public Exception? OpenFault { get; set; }

    public ImmutableArray<Drift> FindDrift(ExecutionRequest request, CancellationToken cancel) =>
        LookFault is { } fault ? throw fault : Drifts;

    public DiskTraces FindTraces(ExecutionRequest request) => Traces;

    public IWorkspaceTransaction Open(ExecutionRequest request)
    {
        if (BusyTimes-- > 0)
            throw new WorkspaceException(WorkspaceFault.Busy, "process 42 holds the workspace");
        if (OpenFault is { } fault)
            throw fault;
        return Refusal is { } refusal ? throw refusal : open(request);
    }

    /// <summary>Who holds the workspace.</summary>
    public string? Holder { get; set; }

    /// <summary>What a comparison with another directory finds.</summary>
    public RelocationFinding Relocation { get; set; } = new(null, []);

    /// <summary>Where an undo was carried out last.</summary>
    public string? ReopenedAt { get; private set; }

    public string? FindHolder(ExecutionRequest request) => Refusal is { } refusal ? throw refusal : Holder;

    public RelocationFinding CompareRelocated(
        ExecutionRequest request, UndoPlan plan, string root, CancellationToken cancel) => Relocation;

    public IWorkspaceTransaction Reopen(ExecutionRequest request, UndoPlan? plan) =>
        Refusal is { } refusal ? throw refusal : Reopened(request);

    private FakeTransaction Reopened(ExecutionRequest request)
    {
        ReopenedAt = request.WorkspaceRoot;
        return open(request);
    }
}
