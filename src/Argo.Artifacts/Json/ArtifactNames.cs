using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Json;

/// <summary>What the artifacts are called, and which versions of each are read.</summary>
internal static class ArtifactNames
{
    /// <summary>The word for a type of artifact, as in <c>argo schema plan</c>.</summary>
    public static string Of(Type type) =>
        type == typeof(ExecutionPlanArtifact) ? "plan"
        : type == typeof(DryRunExecutionReport) ? "report"
        : type == typeof(ApprovalArtifact) ? "approval"
        : type == typeof(ExecutionResultArtifact) ? "result"
        : type == typeof(ExecutionRecord) ? "record"
        : type == typeof(RollbackScaffold) ? "scaffold"
        : type == typeof(ScaffoldHint) ? "hint"
        : type == typeof(DsseEnvelope) ? "envelope"
        : type == typeof(ReceiptStatement) ? "statement"
        : type == typeof(LogHead) ? "log head"
        : type == typeof(LogProof) ? "log proof"
        : type.Name;

    /// <summary>Why an artifact's version cannot be read; null when it can.</summary>
    public static string? WhyNotVersion(object artifact) => artifact switch
    {
        ExecutionPlanArtifact { IsPython: true } => null,
        ExecutionPlanArtifact plan => WhyNot(plan.SchemaVersion, ExecutionPlanArtifact.CurrentSchemaVersion),
        DryRunExecutionReport report => WhyNot(
            report.SchemaVersion, DryRunExecutionReport.CurrentSchemaVersion),
        ApprovalArtifact approval => WhyNot(approval.SchemaVersion, ApprovalArtifact.CurrentSchemaVersion),
        ExecutionResultArtifact result => WhyNot(
            result.SchemaVersion, ExecutionResultArtifact.CurrentSchemaVersion),
        ExecutionRecord record => WhyNot(record.SchemaVersion, ExecutionRecord.CurrentSchemaVersion),
        RollbackScaffold scaffold => WhyNot(scaffold.SchemaVersion, RollbackScaffold.CurrentSchemaVersion),
        ReceiptStatement statement => WhyNot(
            statement.Predicate.SchemaVersion, ReceiptPredicate.CurrentSchemaVersion),
        LogHead head => WhyNot(head.SchemaVersion, LogHead.CurrentSchemaVersion),
        LogProof proof => WhyNot(proof.SchemaVersion, LogProof.CurrentSchemaVersion),
        _ => null,
    };

    private static string? WhyNot(string version, string known) =>
        version == known
            ? null
            : $"{JsonPath.Quoted(version)} is not known to this Argo, which reads {known}";
}
