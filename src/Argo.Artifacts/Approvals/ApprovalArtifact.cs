using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Approvals;

/// <summary>A signed, expiring, single-use statement by a named person over one report digest.</summary>
public sealed record ApprovalArtifact
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The approval's id; consumed once.</summary>
    public required string ApprovalId { get; init; }

    /// <summary>The report approved.</summary>
    public required string ReportId { get; init; }

    /// <summary>The digest of that report: everything the person saw is in it.</summary>
    public required string ReportDigest { get; init; }

    /// <summary>The plan that the report simulates.</summary>
    public required string PlanId { get; init; }

    /// <summary>Who approved, as that person says: a claim, which nobody has checked.</summary>
    public required string Approver { get; init; }

    /// <summary>
    /// The operating-system user who signed, such as <c>ada (uid 1000)</c>, as the system says. Left out of
    /// older approvals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OsUser { get; init; }

    /// <summary>
    /// How the word was given: <c>prompt</c>, <c>yes_flag</c>, <c>dashboard</c> or the host's own.
    /// </summary>
    public string Method { get; init => field = JsonDefaults.Text(value, "prompt"); } = "prompt";

    /// <summary>When.</summary>
    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>Until when it may be used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Steps that the person knows cannot be undone.</summary>
    public ImmutableArray<int> AcknowledgedIrreversibleSteps
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>
    /// What the person confirmed of what the steps demand; gate 3 fails where one is missing.
    /// </summary>
    [OmitWhenEmpty]
    public ImmutableArray<StepConfirmation> Confirmations
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>ECDSA P-256, DER, base64, over the canonical JSON without this member.</summary>
    public string Signature { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;
}
