using System.Collections.Concurrent;
using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;

namespace Argo.Actors.Tests.Doubles;

/// <summary>A store in memory.</summary>
internal sealed class FakeRepository : IExecutionRepository
{
    private readonly ConcurrentDictionary<ExecutionId, ExecutionRequest> _requests = new();
    private readonly ConcurrentDictionary<ExecutionId, ExecutionEnd> _ends = new();
    private readonly ConcurrentDictionary<string, string> _consumers = new();

    /// <summary>Every use of an approval; a test may have the disk and the journal write here too.</summary>
    public ConcurrentQueue<string> Calls { get; init; } = new();

    /// <summary>What happens while an approval is used.</summary>
    public Action OnConsume { get; set; } = () => { };

    /// <summary>Executions that a dead process left.</summary>
    public ConcurrentDictionary<ExecutionId, bool> Abandoned { get; } = new();

    /// <summary>How many of the next ends cannot be stored.</summary>
    public int FailingFinishes { get; set; }

    /// <summary>How many of the next looks for abandoned executions fail.</summary>
    public int FailingLooks { get; set; }

    /// <summary>What a look at refused approvals throws.</summary>
    public Exception? RefusalFault { get; set; }

    /// <summary>What a look at used approvals throws.</summary>
    public Exception? ConsumerFault { get; set; }

    public IReadOnlyDictionary<ExecutionId, ExecutionEnd> Ends => _ends;

    public void Know(ExecutionRequest request) => _requests[request.ExecutionId] = request;

    public void Consume(string approvalId, string execution) => _consumers[approvalId] = execution;

    public Task<Admission> AdmitAsync(ExecutionRequest request)
    {
        var existing = !_requests.TryAdd(request.ExecutionId, request);
        var known = _requests[request.ExecutionId];
        return Task.FromResult(new Admission(
            new ExecutionEntry
            {
                ExecutionId = request.ExecutionId.Value,
                PlanId = known.Plan.PlanId,
                PlanDigest = ArtifactDigest.Of(known.Plan),
                Workspace = known.Workspace,
                WorkspaceRoot = known.WorkspaceRoot,
                State = ExecutionState.Queued,
                SubmittedAt = Some.Noon,
            },
            existing));
    }

    public Task MarkRunningAsync(ExecutionId execution) => Task.CompletedTask;

    public Task FinishAsync(
        ExecutionId execution, ExecutionState state, ExecutionResultArtifact result, ExecutionRecord record)
    {
        if (FailingFinishes-- > 0)
            return Task.FromException(new IOException("the store is full"));
        _ends[execution] = new ExecutionEnd(state, result, record);
        if (state is not ExecutionState.Parked)
            Abandoned.TryRemove(execution, out _);
        return Task.CompletedTask;
    }

    public Task<ExecutionEnd?> FindEndAsync(ExecutionId execution) =>
        Task.FromResult(_ends.GetValueOrDefault(execution));

    public Task<ImmutableArray<ExecutionState>> FindToldStatesAsync(ExecutionId execution) => Task.FromResult(
        _ends.TryGetValue(execution, out var end) ? [end.State] : ImmutableArray<ExecutionState>.Empty);

    public Task<ImmutableArray<ExecutionEntry>> FindAbandonedAsync() => FailingLooks-- > 0
        ? Task.FromException<ImmutableArray<ExecutionEntry>>(new IOException("the store does not answer"))
        : Task.FromResult(Left());

    private ImmutableArray<ExecutionEntry> Left() =>
    [
        .. Abandoned.Keys.Select(id => new ExecutionEntry
        {
            ExecutionId = id.Value, PlanId = "plan-1", PlanDigest = "", Workspace = "ws",
                WorkspaceRoot = Some.Root,
            State = ExecutionState.Running, SubmittedAt = Some.Noon,
        }),
    ];

    /// <summary>The process that executions run in.</summary>
    public string? LiveOwner { get; set; }

    public Task<string?> FindLiveOwnerAsync(ExecutionId execution) => Task.FromResult(LiveOwner);

    public Task<ExecutionRequest?> LoadRequestAsync(ExecutionId execution) =>
        Task.FromResult(_requests.GetValueOrDefault(execution));

    public Task<ExecutionRequest?> LoadRemainsAsync(ExecutionId execution) => LoadRequestAsync(execution);

    public Task<string?> FindConsumerAsync(string approvalId) => ConsumerFault is { } fault
        ? throw fault
        : Task.FromResult(_consumers.GetValueOrDefault(approvalId));

    /// <summary>The execution that index and journal tell to have run under the approval.</summary>
    public string? ToldUser { get; set; }

    public Task<string?> FindUserAsync(string approvalId) => Task.FromResult(ToldUser);

    /// <summary>Approvals that were refused for good, and why.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = new();

    public Task<string?> FindRefusalAsync(string approvalId) => RefusalFault is { } fault
        ? throw fault
        : Task.FromResult(Refusals.GetValueOrDefault(approvalId));

    public Task RefuseAsync(string approvalId, ExecutionId execution, string refusal)
    {
        Refusals.TryAdd(approvalId, refusal);
        return Task.CompletedTask;
    }

    public Task<bool> TryConsumeAsync(string approvalId, ExecutionId execution)
    {
        Calls.Enqueue($"consume {approvalId}");
        OnConsume();
        return Task.FromResult(_consumers.GetOrAdd(approvalId, execution.Value) == execution.Value);
    }
}
