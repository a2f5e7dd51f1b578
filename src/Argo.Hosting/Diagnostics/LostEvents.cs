using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Reports;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Hosting.Diagnostics;

/// <summary>
/// Whether a recovery would leave an execution alone, because its journal is damaged or lost events.
/// </summary>
internal static class LostEvents
{
    /// <summary>Why it is quarantined; null when it is not.</summary>
    /// <param name="entry">The execution.</param>
    /// <param name="facts">Its journal; null when that has ended, or has nothing of it.</param>
    /// <param name="store">What else the store holds.</param>
    public static string? WhyQuarantined(
        ExecutionEntry entry, IReadOnlyList<StoredEvent>? facts, StoreInspection store)
    {
        var hasEnded = facts is null
            && store.LastEvents.ContainsKey(RollbackState.PersistenceIdOf(entry.ExecutionId));
        if (hasEnded)
            return null; // what journal and index say of its end is compared by itself
        var (journal, damage) = RollbackJournal.TryFold(facts ?? []);
        if (damage is not null)
            return $"its journal cannot be read ({damage.TrimEnd('.')})";
        var hadChanged = entry.State is not ExecutionState.Halted || journal!.Plan is not null;
        return JournalConsistencyCheck.WhyNot(journal!, hadChanged ? [entry.State] : [])
            ?? (IsLeft(entry) ? JournalConsistencyCheck.WhyNot(
                journal!, store.Consumers.Contains(entry.ExecutionId), TracesOf(entry, store)) : null);
    }

    /// <summary>Whether its process is gone: what lives still writes its stage.</summary>
    private static bool IsLeft(ExecutionEntry entry) =>
        entry.State is ExecutionState.Parked or ExecutionState.Halted
        || (entry.State is ExecutionState.Queued or ExecutionState.Running
            && ProcessOwner.LifeOf(entry.Owner) switch
            {
                OwnerLife.Alive => false,
                OwnerLife.Gone => true,
                _ => ExecutionCheck.HolderOf(entry.WorkspaceRoot) is null,
            });

    private static DiskTraces TracesOf(ExecutionEntry entry, StoreInspection store)
    {
        try
        {
            var stage = StageTraces.Look(entry.WorkspaceRoot, entry.ExecutionId, WitnessOf(entry, store));
            return new DiskTraces(stage?.Epoch, stage?.Originals ?? [], []);
        }
        catch (WorkspaceException)
        {
            return DiskTraces.None; // the check of the workspace says so
        }
    }

    private static ImmutableArray<WitnessEntry> WitnessOf(ExecutionEntry entry, StoreInspection store)
    {
        if (entry.ReportDigest is not { } digest || !store.OpenReports.TryGetValue(digest, out var json))
            return [];
        try
        {
            return ArtifactJson.Read<DryRunExecutionReport>(json, ArtifactLimits.Evidence).Witness;
        }
        catch (ArtifactFormatException)
        {
            return []; // 'argo verify' names it
        }
    }
}
