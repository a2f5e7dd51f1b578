using Argo.Artifacts.Executions;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Results;

namespace Argo.Hosting.Adapters;

/// <summary>The states that index and receipts tell of, as the journal must have them.</summary>
internal static class ReportedStates
{
    /// <param name="index">The state in the index of executions.</param>
    /// <param name="receipts">What the receipts say, the oldest first.</param>
    public static IEnumerable<ExecutionState> Of(
        ExecutionState index, IReadOnlyCollection<ReceiptPredicate> receipts)
    {
        var told = receipts.Select(said => Of(said.State, said.ExecutionStatus)).ToArray();
        return told.Append(receipts.LastOrDefault() is { } last ? Of(index, last.ExecutionStatus) : index);
    }

    /// <summary>What security stopped before anything had changed is an abort to the journal.</summary>
    private static ExecutionState Of(ExecutionState state, ExecutionStatus status) =>
        state is ExecutionState.Halted && status is ExecutionStatus.Aborted ? ExecutionState.Aborted : state;
}
