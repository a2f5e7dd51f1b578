using System.Collections.Immutable;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Results;
using Argo.Hosting.Evidence;
using Argo.Storage;

namespace Argo.Hosting.Adapters;

/// <summary>The states that index and receipts tell of, as the journal must have them.</summary>
internal static class ReportedStates
{
    /// <summary>What the store tells of an execution now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="execution">The execution's id.</param>
    public static async Task<ImmutableArray<ExecutionState>> ReadAsync(ArgoStore store, string execution)
    {
        var receipts = new List<ReceiptPredicate>();
        foreach (var end in await store.Log.OfAsync(execution).ConfigureAwait(false))
        {
            var receipt = await store.Artifacts.GetAsync(end.ReceiptDigest).ConfigureAwait(false);
            if (EvidenceLoader.TryRead(receipt) is { } said)
                receipts.Add(said);
        }

        var entry = await store.Executions.GetAsync(execution).ConfigureAwait(false);
        return [.. Of(entry?.State ?? ExecutionState.Queued, receipts)];
    }

    /// <param name="index">The state in the index of executions.</param>
    /// <param name="receipts">What the receipts say, the oldest first.</param>
    public static IEnumerable<ExecutionState> Of(
        ExecutionState index, IReadOnlyCollection<ReceiptPredicate> receipts)
    {
        var reported = receipts.Select(said => Of(said.State, said.ExecutionStatus)).ToArray();
        return reported.Append(
            receipts.LastOrDefault() is { } last ? Of(index, last.ExecutionStatus) : index);
    }

    /// <summary>What security stopped before anything had changed is an abort to the journal.</summary>
    private static ExecutionState Of(ExecutionState state, ExecutionStatus status) =>
        state is ExecutionState.Halted && status is ExecutionStatus.Aborted ? ExecutionState.Aborted : state;
}
