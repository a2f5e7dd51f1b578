using System.Text.Json;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Adapters;

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

    public static NewArtifact Pack(ExecutionPlanArtifact plan) => Pack(
        "plan", plan.PlanId, ArtifactDigest.Of(plan), ArtifactJson.Canonical(plan.WithoutSecrets()));

    public static NewArtifact Pack(DryRunExecutionReport report) =>
        Pack("report", report.ReportId, ArtifactDigest.Of(report), ArtifactJson.Canonical(report));

    public static NewArtifact Pack(ApprovalArtifact approval) => Pack(
        "approval", approval.ApprovalId, ArtifactDigest.Of(approval), ArtifactJson.Canonical(approval));

    public static NewArtifact Pack(ExecutionResultArtifact result) =>
        Pack("result", result.ResultId, ArtifactDigest.Of(result), ArtifactJson.Canonical(result));

    public static NewArtifact Pack(ExecutionRecord record) =>
        Pack("record", record.ExecutionId, ArtifactDigest.Of(record), ArtifactJson.Canonical(record));

    public static NewArtifact PackReceipt(DsseEnvelope receipt, string executionId) =>
        Pack("receipt", executionId, ArtifactDigest.Of(receipt), ArtifactJson.Canonical(receipt));

    /// <summary>What a document says that it came from, each as <c>kind:id</c> or
    /// <c>kind:digest</c>.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="json">Its bytes.</param>
    public static IEnumerable<string> SourcesOf(string kind, ReadOnlySpan<byte> json)
    {
        (string Source, string Member)[] members = kind switch
        {
            "plan" => [("intent", "intent_id"), ("transcription", "transcription_id")],
            "report" => [("plan", "plan_digest")],
            "approval" => [("report", "report_digest")],
            "result" => [("execution", "execution_id")],
            _ => [],
        };
        if (members is [])
            return [];
        var document = JsonElement.Parse(json);
        return
        [
            .. from member in members
               let id = document.TryGetProperty(member.Member, out var value) ? value.GetString() : null
               where id is not null
               select $"{member.Source}:{id}",
        ];
    }

    private static NewArtifact Pack(string kind, string id, string digest, byte[] json) =>
        new(kind, id, digest, json) { Sources = [.. SourcesOf(kind, json)] };
}
