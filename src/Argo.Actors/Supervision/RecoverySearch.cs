using System.Collections.Immutable;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>Finds in the store what is to be recovered; writes nothing.</summary>
internal sealed class RecoverySearch(ExecutionServices services)
{
    /// <summary>What an order is about, with everything that a recovery of it needs.</summary>
    /// <param name="order">What was asked for.</param>
    /// <param name="isStart">
    /// Whether nobody asks but the start of the process: a parked execution is then left alone until its
    /// pause is over.
    /// </param>
    public async Task<RecoveryProtocol.Found> FindAsync(Recover order, bool isStart)
    {
        if (order.ExecutionId is { } one
            && (await WhyNotRecoverable(one) ?? await WhyNotDecidable(one, order)) is { } reason)
            return new RecoveryProtocol.Found([], [new NotKnown(one, reason)], order, null);
        var ids = order.ExecutionId is { } given ? [given] : await FindIds(isStart, order.WorkspaceRoot);
        var requests = ImmutableArray.CreateBuilder<ExecutionRequest>();
        var lost = ImmutableArray.CreateBuilder<NotKnown>();
        foreach (var id in ids)
        {
            var (request, why) = await TryLoad(id);
            if (request is null && order.Abandonment is not null)
                request = await services.Ledger.LoadRemainsAsync(id);
            if (request is not null)
                requests.Add(request);
            else
                lost.Add(new NotKnown(
                    id, $"{why}: it cannot be recovered by itself. Restore the store from a backup, or give "
                    + $"it up: 'argo recover {id} --abandon --reason TEXT'."));
        }

        return new RecoveryProtocol.Found(requests.ToImmutable(), lost.ToImmutable(), order, null);
    }

    private async Task<ExecutionId[]> FindIds(bool isStart, string? root)
    {
        var now = services.Time.GetUtcNow();
        return
        [
            .. from entry in await services.Ledger.FindAbandonedAsync()
               where root is null || entry.WorkspaceRoot == root
               where !isStart || ParkedBackoff.IsDue(entry, now, services.Limits)
               select new ExecutionId(entry.ExecutionId),
        ];
    }

    /// <summary>One execution's damaged artifacts must not keep the others from being recovered.</summary>
    private async Task<(ExecutionRequest? Request, string Why)> TryLoad(ExecutionId execution)
    {
        try
        {
            return (await services.Ledger.LoadRequestAsync(execution),
                "Its plan is missing in the store, or was altered");
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException) // store or document
        {
            return (null, $"What was stored with it cannot be read ({unreadable.Message.TrimEnd('.')})");
        }
    }

    private async Task<string?> WhyNotRecoverable(ExecutionId execution)
    {
        try
        {
            return await services.Ledger.FindEndAsync(execution)
                is { State: not (ExecutionState.Parked or ExecutionState.Halted) } end
                ? $"It has ended ({end.State}): there is nothing to recover."
                : null;
        }
        catch (Exception unreadable) when (unreadable is ArtifactFormatException or InvalidDataException)
        {
            return null; // the recovery asks the journal, and says of a stored end what is wrong with it
        }
    }

    /// <summary>While a process is at work on an execution, no decision about it is taken.</summary>
    private async Task<string?> WhyNotDecidable(ExecutionId execution, Recover order) =>
        order is { Abandonment: null, Relocation: null }
            || await services.Ledger.FindLiveOwnerAsync(execution) is not { } owner
            ? null
            : $"It runs in process {owner}; 'argo cancel {execution}' stops it safely. Nothing was changed.";
}
