using Argo.Actors.Rollback;
using Argo.Artifacts.Executions;
using Argo.Hosting.Evidence;
using Argo.Storage;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Finds who ran under an approval by what else the store has: index, journal and signed receipts. A row that
/// was deleted from the list of used approvals must not make the approval serve again.
/// </summary>
internal sealed class ApprovalUsers(ArgoStore store)
{
    /// <summary>The id of the first execution that ran under it; null when none has.</summary>
    public async Task<string?> FindAsync(string approvalId)
    {
        foreach (var approval in await store.Artifacts.WithIdAsync(approvalId).ConfigureAwait(false))
        {
            if (approval.Kind is "approval"
                && await FindByDigestAsync(approval.Digest).ConfigureAwait(false) is { } user)
                return user;
        }

        return null;
    }

    private async Task<string?> FindByDigestAsync(string digest)
    {
        foreach (var entry in await store.Executions.OfAsync(digest).ConfigureAwait(false))
        {
            if (await HasRunAsync(entry.ExecutionId).ConfigureAwait(false))
                return entry.ExecutionId;
        }

        foreach (var end in await store.Log.WithoutExecutionAsync().ConfigureAwait(false))
        {
            var receipt = await store.Artifacts.GetAsync(end.ReceiptDigest).ConfigureAwait(false);
            if (EvidenceLoader.TryRead(receipt) is { } said && said.ApprovalDigest == digest
                && await HasRunAsync(end.ExecutionId).ConfigureAwait(false))
                return end.ExecutionId;
        }

        return null;
    }

    /// <summary>
    /// Whether it came as far as PREPARED. What a gate refused has not used the approval that it was handed.
    /// </summary>
    private async Task<bool> HasRunAsync(string execution)
    {
        var reported = await ReportedStates.ReadAsync(store, execution).ConfigureAwait(false);
        if (reported.Any(state => state is ExecutionState.Completed or ExecutionState.Partial
            or ExecutionState.RolledBack or ExecutionState.Parked or ExecutionState.Halted))
            return true;
        var facts = await store.Streams.ReadAsync(RollbackState.PersistenceIdOf(execution))
            .ConfigureAwait(false);
        return RollbackJournal.TryFold(facts).State is { Plan: not null };
    }
}
