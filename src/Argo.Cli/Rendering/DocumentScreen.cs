using System.Text.Json.Nodes;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Cli.Input;
using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>Documents for people: plans, approvals, records, receipts; others as their JSON.</summary>
internal static class DocumentScreen
{
    private const int LongestValue = 60;

    /// <summary>The document as it is; a plan without its secrets.</summary>
    public static JsonNode Json(EvidenceKind kind, ReadOnlyMemory<byte> json) => kind is EvidenceKind.Plan
        ? CliJson.Of(Plan(json).WithoutSecrets())
        : JsonNode.Parse(json.Span)!;

    /// <summary>How it is shown.</summary>
    /// <param name="subject">The file or id as typed.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="json">Its bytes.</param>
    /// <exception cref="ArtifactFormatException">It cannot be read.</exception>
    public static Action<Screen> Of(string subject, EvidenceKind kind, ReadOnlyMemory<byte> json)
    {
        switch (kind)
        {
            case EvidenceKind.Plan:
                var shown = Plan(json).WithoutSecrets();
                return screen => Show(screen, subject, shown);
            case EvidenceKind.Approval:
                var approval = ArtifactJson.Read<ApprovalArtifact>(json);
                return screen => Show(screen, approval);
            case EvidenceKind.Record:
                var record = ArtifactJson.Read<ExecutionRecord>(json);
                return screen => RecordScreen.Show(screen, record, plan: null);
            case EvidenceKind.Receipt:
                var receipt = ArtifactJson.Read<DsseEnvelope>(json);
                return screen => ReceiptScreen.Show(screen, receipt);
            default:
                var text = CliJson.Text(Json(kind, json));
                return screen => Array.ForEach([.. Visible.Lines(text)], line => screen.Verbatim(line));
        }
    }

    private static ExecutionPlanArtifact Plan(ReadOnlyMemory<byte> json) =>
        ArtifactJson.Read<ExecutionPlanArtifact>(json, ArtifactLimits.Evidence);

    private static void Show(Screen screen, string subject, ExecutionPlanArtifact plan)
    {
        screen.Line($"Plan {Visible.Line(plan.PlanId)}", TextStyle.Strong);
        if (plan.IntentText is { Length: > 0 } intent)
            screen.Line($"intent      {Visible.Line(intent)}");
        if (plan.Workspace is { } workspace)
            screen.Line($"workspace   {Visible.Line(workspace)}");
        screen.Line($"on failure  {Word.Of(plan.OnFailure)}");
        screen.Line();
        var table = Tables.New(screen, framed: true, "#step", "action", "target", "parameters", "risk");
        foreach (var step in plan.Steps)
        {
            table.AddRow(
                Tables.Cell($"{step.StepId}"),
                Tables.Cell(step.ActionType.Name),
                Tables.Cell(step.Target, TextStyle.Strong),
                Tables.Cell(Parameters(step)),
                Tables.Cell(Word.Of(step.SafetyLevel), Words.StyleOf(step.SafetyLevel)));
        }

        screen.Table(table);
        screen.Line("A plan as it was written: nothing of it was simulated here.", TextStyle.Faint);
        if (File.Exists(subject))
            screen.Next($"argo dry-run {ShellQuoting.Of(subject)}   # what it would change");
    }

    private static string Parameters(PlanStep step) => string.Join(
        "; ",
        CliJson.Of(step.Parameters).AsObject()
            .Select(member => $"{member.Key} {Short(member.Value?.ToJsonString() ?? "null")}"));

    private static string Short(string value) =>
        value.Length <= LongestValue ? value : $"{value[..LongestValue]}... ({value.Length} letters)";

    private static void Show(Screen screen, ApprovalArtifact approval)
    {
        screen.Line($"Approval {Visible.Line(approval.ApprovalId)}", TextStyle.Strong);
        screen.Line($"report    {Visible.Line(approval.ReportId)}");
        screen.Line($"plan      {Visible.Line(approval.PlanId)}");
        screen.Line($"approved  {Words.By(approval.Approver, approval.OsUser)} ({How(approval.Method)})");
        screen.Line($"at        {screen.Time(approval.ApprovedAt)}");
        screen.Line($"until     {screen.Time(approval.ExpiresAt)}, once");
        if (approval.AcknowledgedIrreversibleSteps is { IsEmpty: false } steps)
            screen.Line($"without an undo, and known: step {string.Join(", ", steps)}", TextStyle.Warning);
    }

    private static string How(string method) => method switch
    {
        "prompt" => "typed yes at the question",
        "yes_flag" => "unasked, by --yes",
        _ => Visible.Line(method),
    };
}
