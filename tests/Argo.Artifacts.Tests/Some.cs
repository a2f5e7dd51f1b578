using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Tests;

/// <summary>Values that tests start from.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 22, 3, 1, 31, TimeSpan.FromHours(2));

    public static PlanStep WriteStep => new()
    {
        StepId = 1,
        ActionType = ActionType.Write,
        Operation = "write_file",
        Target = "notes/today.txt",
        Parameters = new StepParameters { Content = "hello" },
        SafetyLevel = SafetyLevel.Cautious,
    };

    public static ExecutionPlanArtifact Plan => new()
    {
        PlanId = "plan_1",
        IntentId = "intent_1",
        TranscriptionId = "transcription_1",
        IntentText = "Write a note",
        Workspace = "home",
        Steps = [WriteStep],
        CreatedAt = Moment,
    };

    public static Fingerprint File =>
        new() { Kind = EntryKind.File, Size = 5, Mode = "0644", Sha256 = new('a', 64) };

    public static FileIdentity Identity =>
        new(18_446_744_073_709_551_615, 1_763_780_491_123_456_789, 5, 1_763_780_491_123_456_789, 1);

    public static DryRunExecutionReport Report => new()
    {
        ReportId = "report_1",
        ExecutionPlanId = "plan_1",
        PlanDigest = ArtifactDigest.Of(Plan),
        SimulationStatus = SimulationStatus.Success,
        StepsSimulated = [Simulated],
        Witness = [new() { Path = "notes/today.txt", Fingerprint = Fingerprint.Absent }, Witness],
        PinnedContent = ImmutableSortedDictionary<string, string>.Empty.Add("b.bin", new('b', 64)),
        CreatedAt = Moment,
        SimulationDurationMs = 1.5,
    };

    public static SimulatedStep Simulated => new()
    {
        StepId = 1,
        Operation = "write_file",
        Target = "notes/today.txt",
        ActionType = ActionType.Write,
        PreconditionStatus = PreconditionStatus.Met,
        PredictedAfter = ImmutableSortedDictionary<string, Fingerprint>.Empty.Add("notes/today.txt", File),
        AffectedResources = ["notes/today.txt"],
    };

    public static WitnessEntry Witness => new()
    {
        Path = "old",
        Fingerprint = new() { Kind = EntryKind.Directory, Mode = "0755", ManifestEntries = 1 },
        Identity = Identity,
        Manifest =
            [new() { NameBytes = "/w==", Fingerprint = File, MtimeNs = long.MaxValue, Identity = Identity }],
    };

    public static ApprovalArtifact Approval => new()
    {
        ApprovalId = "approval_1",
        ReportId = "report_1",
        ReportDigest = new('c', 64),
        PlanId = "plan_1",
        Approver = "ada",
        ApprovedAt = Moment,
        ExpiresAt = Moment.AddMinutes(15),
        AcknowledgedIrreversibleSteps = [3],
    };

    public static ExecutionResultArtifact Result => new()
    {
        ResultId = "result_1",
        ExecutionId = "exec_1",
        IntentId = "intent_1",
        TranscriptionId = "transcription_1",
        DryRunReportId = "report_1",
        ExecutionPlanId = "plan_1",
        UserApproved = true,
        ApprovalTimestamp = Moment,
        Approver = "ada",
        ExecutionStatus = ExecutionStatus.RolledBack,
        StepsExecuted = [new() { StepId = 1, Operation = "write_file", Target = "a.txt",
            ActionType = ActionType.Write }],
        TotalSteps = 1,
        StepsFailed = 1,
        BeforeStateSnapshot = new() { CapturedAt = Moment, Paths = ImmutableSortedDictionary<string,
            Fingerprint>.Empty.Add("a.txt", File) },
        Gates = [new(1, "report exists", true, "report_1")],
        Errors = ["disk full"],
    };

    public static ExecutionRecord Record => new()
    {
        ExecutionId = "exec_1",
        PlanId = "plan_1",
        LiveModeState = "LIVE",
        Status = RecordStatus.Started,
        TimestampStart = Moment,
        SecuritySnapshotPre = new(Moment, SecurityState.Secure, BoundaryState.Nominal, "Pre-execution"),
    };

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
