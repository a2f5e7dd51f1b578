using Argo.Artifacts;
using Argo.Storage;

namespace Argo.Hosting.Joining;

/// <summary>Artifacts in the store: written as canonical JSON, read strictly.</summary>
internal sealed class ArtifactArchive(ArgoStore store)
{
    /// <summary>Keeps what an execution came from; what is kept already stays as it is.</summary>
    public Task KeepAsync(
        ExecutionPlanArtifact plan, DryRunExecutionReport? report = null, ApprovalArtifact? approval = null)
    {
        List<Task> kept = [store.Artifacts.PutAsync(Pack(plan))];
        if (report is not null)
            kept.Add(store.Artifacts.PutAsync(Pack(report)));
        if (approval is not null)
            kept.Add(store.Artifacts.PutAsync(Pack(approval)));
        return Task.WhenAll(kept);
    }

    public Task KeepAsync(ApprovalArtifact approval) => store.Artifacts.PutAsync(Pack(approval));

    public async Task<T?> ReadAsync<T>(string? digest)
        where T : class
    {
        if (digest is null || await store.Artifacts.GetAsync(digest).ConfigureAwait(false) is not { } stored)
            return null;
        return ArtifactJson.Read<T>(stored.Json, ArtifactLimits.Evidence);
    }

    public static NewArtifact Pack(ExecutionPlanArtifact plan) =>
        new("plan", plan.PlanId, ArtifactDigest.Of(plan), ArtifactJson.Canonical(plan.WithoutSecrets()))
        {
            Sources = [.. Source("intent", plan.IntentId), .. Source("transcription", plan.TranscriptionId)],
        };

    public static NewArtifact Pack(DryRunExecutionReport report) =>
        new("report", report.ReportId, ArtifactDigest.Of(report), ArtifactJson.Canonical(report))
        {
            Sources = [.. Source("plan", report.PlanDigest)],
        };

    public static NewArtifact Pack(ApprovalArtifact approval) =>
        new("approval", approval.ApprovalId, ArtifactDigest.Of(approval), ArtifactJson.Canonical(approval))
        {
            Sources = [.. Source("report", approval.ReportDigest)],
        };

    public static NewArtifact Pack(ExecutionResultArtifact result) =>
        new("result", result.ResultId, ArtifactDigest.Of(result), ArtifactJson.Canonical(result))
        {
            Sources = [.. Source("execution", result.ExecutionId)],
        };

    public static NewArtifact Pack(ExecutionRecord record) =>
        new("record", record.ExecutionId, ArtifactDigest.Of(record), ArtifactJson.Canonical(record));

    public static NewArtifact PackReceipt(DsseEnvelope receipt, string executionId) =>
        new("receipt", executionId, ArtifactDigest.Of(receipt), ArtifactJson.Canonical(receipt));

    private static IEnumerable<string> Source(string kind, string? id) => id is null ? [] : [$"{kind}:{id}"];
}
