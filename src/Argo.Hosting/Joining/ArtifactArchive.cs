using Argo.Artifacts;
using Argo.Storage;

namespace Argo.Hosting.Joining;

/// <summary>Artifacts in the store: written as canonical JSON, read strictly.</summary>
internal sealed class ArtifactArchive(ArgoStore store)
{
    /// <summary>Keeps a plan; one that is kept already stays as it is.</summary>
    public Task KeepAsync(ExecutionPlanArtifact plan) => store.Artifacts.PutAsync(Pack(plan));

    /// <summary>Keeps a plan and the report of its dry run, which is signed.</summary>
    /// <exception cref="ArgoException">Another report has that id.</exception>
    public async Task KeepAsync(ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        var kept = store.Artifacts.PutAsync(Pack(plan));
        if (!await store.Reports.KeepAsync(Pack(report)).ConfigureAwait(false))
        {
            throw new ArgoException(
                ArgoFault.Refused,
                $"report_id: this store keeps another report as {report.ReportId} already; simulate the plan "
                + "again.");
        }

        await kept.ConfigureAwait(false);
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
