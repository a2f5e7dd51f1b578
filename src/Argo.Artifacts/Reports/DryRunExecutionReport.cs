using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Reports;

/// <summary>The simulation of a whole plan; made without changing anything.</summary>
public sealed record DryRunExecutionReport
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The report's id.</summary>
    public required string ReportId { get; init; }

    /// <summary>The plan that was simulated.</summary>
    public required string ExecutionPlanId { get; init; }

    /// <summary>The digest of that plan.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>The plan's intent.</summary>
    public string? IntentId { get; init; }

    /// <summary>The plan's transcription.</summary>
    public string? TranscriptionId { get; init; }

    /// <summary>The workspace's name.</summary>
    public string? Workspace { get; init; }

    /// <summary>The absolute path that the workspace had.</summary>
    public string? WorkspaceRoot { get; init; }

    /// <summary>Which directory that was; another one in its place is drift. Null in older reports.</summary>
    public FileIdentity? WorkspaceIdentity { get; init; }

    /// <summary>What was found.</summary>
    public required SimulationStatus SimulationStatus { get; init; }

    /// <summary>
    /// Whether every step can be done, and every change undone; null in reports made before this was kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? AllStepsSafe { get; init; }

    /// <summary>Why it is blocked or unsafe, naming the step.</summary>
    public string? BlockingReason { get; init; }

    /// <summary>One entry a step, in order.</summary>
    public ImmutableArray<SimulatedStep> StepsSimulated
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>The highest risk of any step.</summary>
    public SafetyLevel HighestRiskDetected { get; init; }

    /// <summary>How many paths change.</summary>
    public int TotalPredictedChanges { get; init; }

    /// <summary>Steps that change something and have no undo, by id; the approval must name each.</summary>
    public ImmutableArray<int> StepsWithIrreversibleActions
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>Whether every change has an undo.</summary>
    public bool AllRollbacksExist { get; init; }

    /// <summary>Whether every undo puts back what its step changes.</summary>
    public bool AllRollbacksCoherent { get; init; }

    /// <summary>Whether every undo can be carried out.</summary>
    public bool AllRollbacksFeasible { get; init; }

    /// <summary>The undo of the whole plan, in words.</summary>
    public string RollbackSummary { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Whether the plan may be executed once approved: the simulation is SUCCESS.</summary>
    public bool ExecutionFeasible => SimulationStatus == SimulationStatus.Success;

    /// <summary>What was seen of every path that the plan reads or touches, sorted by path.</summary>
    public ImmutableArray<WitnessEntry> Witness { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>Bytes taken by <c>content_from</c>, by path as the plan has it, pinned by SHA-256.</summary>
    public ImmutableSortedDictionary<string, string> PinnedContent
    {
        get;
        init => field = JsonDefaults.ByName(value);
    } = JsonDefaults.NoNames<string>();

    /// <summary>Unified diff of text files; sizes for the rest.</summary>
    public string Diff { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The text that a person sees before approving.</summary>
    public string Summary { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>How long the simulation took.</summary>
    public double SimulationDurationMs { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Whether a person had confirmed the report when it was made. Nobody can have: it is false, and the
    /// approval has what was said later. Null in reports made before this was kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserConfirmed { get; init; }

    /// <summary>
    /// Whether a person had approved the execution when the report was made: false likewise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserApprovedExecution { get; init; }

    /// <summary>
    /// SHA-256 over the report's canonical JSON without this member and the signature. Anybody can compute
    /// it: it names the report, and proves nothing.
    /// </summary>
    public string ReportDigest { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>
    /// The host's, made at the dry run: ECDSA P-256, DER, base64, over the canonical JSON without this
    /// member. Empty in reports that were made before reports were signed; these open nothing.
    /// </summary>
    public string Signature { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;
}
