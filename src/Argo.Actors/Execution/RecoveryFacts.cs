using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;

namespace Argo.Actors.Execution;

/// <summary>What the store says of an execution beside its journal.</summary>
/// <param name="End">How it ended; null where no end was stored, or it cannot be read.</param>
/// <param name="EndDamage">Why the stored end cannot be read; null when it can.</param>
/// <param name="ConsumedBy">The execution that has used the approval; null when none has.</param>
/// <param name="Told">The states that index and receipts tell of.</param>
internal sealed record RecoveryFacts(
    ExecutionEnd? End, string? EndDamage, string? ConsumedBy, ImmutableArray<ExecutionState> Told)
{
    /// <summary>Before they are read.</summary>
    public static readonly RecoveryFacts None = new(null, null, null, []);

    /// <summary>Reads them; writes nothing.</summary>
    public static async Task<RecoveryFacts> FindAsync(IExecutionRepository ledger, ExecutionRequest request)
    {
        var consumer = request.Approval is { ApprovalId: var approval }
            ? await ledger.FindConsumerAsync(approval)
            : null;
        var told = await ledger.FindToldStatesAsync(request.ExecutionId);
        try
        {
            return new RecoveryFacts(await ledger.FindEndAsync(request.ExecutionId), null, consumer, told);
        }
        catch (Exception altered) when (altered is ArtifactFormatException or InvalidDataException)
        {
            return new RecoveryFacts(null, altered.Message, consumer, told);
        }
    }
}
