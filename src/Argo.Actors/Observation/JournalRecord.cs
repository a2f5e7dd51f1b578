using System.Text.Json.Nodes;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackEvents;

namespace Argo.Actors.Observation;

/// <summary>
/// The record of an execution whose process is gone, as far as it can still be told: what was stored of it,
/// then what the journal says since, each fact at its own time, in one chain.
/// </summary>
internal static class JournalRecord
{
    /// <summary>Rebuilds a record, to be gone on with.</summary>
    /// <param name="request">The execution.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="stored">The record of an earlier end, such as a parked one; null when none was
    /// stored.</param>
    /// <param name="now">For an execution of which the journal says nothing.</param>
    public static ExecutionRecord Rebuild(
        ExecutionRequest request, RollbackState journal, ExecutionRecord? stored, DateTimeOffset now)
    {
        var began = journal.History is [var first, ..] ? first.At : now;
        var soFar = stored ?? new ExecutionRecord
        {
            ExecutionId = request.ExecutionId.Value,
            PlanId = request.Plan.PlanId,
            LiveModeState = request.LiveModeState,
            Status = RecordStatus.Started,
            TimestampStart = began,
            SecuritySnapshotPre = new SecuritySnapshot(
                began, SecurityState.Unknown, BoundaryState.Unknown,
                "Pre-execution (not kept: rebuilt from the journal)"),
        };
        var chain = new EventChain(soFar.StepEvents);
        return soFar with
        {
            StepEvents =
            [
                .. soFar.StepEvents,
                .. journal.History.Where(fact => stored?.TimestampEnd is not { } end || fact.At > end)
                    .Select(fact => Tell(chain, fact, journal)),
            ],
        };
    }

    /// <summary>
    /// Whether a stored record can be gone on with: a broken chain must not keep anyone from an undo.
    /// </summary>
    public static bool CanContinue(ExecutionRecord stored) => RecordVerifier.Verify(stored).IsIntact;

    private static StepEvent Tell(EventChain chain, IRollbackEvent fact, RollbackState journal)
    {
        var (sentence, details) = Words(fact, journal);
        return chain.Append(fact.At, StepEventType.JournalFact, -1, sentence, JsonDetails.Of([.. details]));
    }

    private static (string Sentence, (string Name, JsonNode? Value)[] Details) Words(
        IRollbackEvent fact, RollbackState journal) =>
        fact switch
        {
            Prepared prepared => (
                $"prepared: the undo of {prepared.Plan.Rows.Length} change(s) was made durable",
                [("fact", "prepared"), ("swaps", prepared.Plan.Rows.Length),
                    ("steps", Steps(prepared.Plan))]),
            Completed completed => (
                $"completed: {completed.AppliedSwaps.Length} change(s) stand",
                [("fact", "completed"), ("swaps", completed.AppliedSwaps.Length)]),
            Aborted aborted => ($"aborted: {aborted.Reason}", [("fact", "aborted")]),
            UndoingStep step => (
                $"undo of step {step.StepId} begun: {step.Reason}",
                [("fact", "undoing_step"), ("step", step.StepId)]),
            RollingBack claim => (
                $"undo begun: {claim.Reason}", [("fact", "rolling_back"), ("epoch", claim.Epoch)]),
            RolledBack => ($"rolled back: {journal.UndoneInWords}", [("fact", "rolled_back")]),
            Parked parked => ($"parked: {string.Join("; ", parked.Left)}", [("fact", "parked")]),
            Resolved resolved => (
                $"decided by {resolved.By}: {resolved.Choice} at {resolved.Path}",
                [("fact", "resolved"), ("path", resolved.Path)]),
            Abandoned given => (
                $"given up by {given.By}: {given.Reason}", [("fact", "abandoned")]),
            Relocated moved => (
                $"found at {moved.Plan.WorkspaceRoot}, as {moved.By} said: what is there was compared",
                [("fact", "relocated"), ("workspace_root", moved.Plan.WorkspaceRoot)]),
            Halted halted => (
                $"halted: {halted.Reason}", [("fact", "halted"), ("swaps", halted.AppliedSwaps.Length)]),
            _ => (fact.GetType().Name, []),
        };

    private static JsonArray Steps(UndoPlan plan) =>
        [.. plan.Rows.Select(row => row.StepId).Distinct().Select(id => JsonValue.Create(id))];
}
