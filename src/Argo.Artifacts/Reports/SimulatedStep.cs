using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Reports;

/// <summary>What the simulation predicts of one step.</summary>
public sealed record SimulatedStep
{
    /// <summary>The plan's number for the step.</summary>
    public required int StepId { get; init; }

    /// <summary>The planner's name for it.</summary>
    public required string Operation { get; init; }

    /// <summary>The path acted on.</summary>
    public required string Target { get; init; }

    /// <summary>What is done.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Whether what the step needs was seen.</summary>
    public required PreconditionStatus PreconditionStatus { get; init; }

    /// <summary>What was looked at and seen.</summary>
    public string PreconditionDetails { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The change, in words; empty when there is none.</summary>
    public string PredictedStateChange { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Each path the step changes, as it will be afterwards.</summary>
    public ImmutableSortedDictionary<string, Fingerprint> PredictedAfter
    {
        get;
        init => field = JsonDefaults.ByName(value);
    } = JsonDefaults.NoNames<Fingerprint>();

    /// <summary>Paths the step changes.</summary>
    public ImmutableArray<string> AffectedResources { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>Whether there is an undo at all.</summary>
    public bool RollbackExists { get; init; }

    /// <summary>Whether the undo puts back what the step changes.</summary>
    public bool RollbackCoherent { get; init; }

    /// <summary>Whether the undo can be carried out here: room, mount, rights.</summary>
    public bool RollbackFeasible { get; init; }

    /// <summary>How it is undone, in words.</summary>
    public string RollbackProcedure { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The higher of the planner's rating and Argo's.</summary>
    public SafetyLevel RiskLevel { get; init; }

    /// <summary>What may still go wrong.</summary>
    public ImmutableArray<string> CanFail { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What a person must confirm before the plan may run, in the plan's words.</summary>
    [OmitWhenEmpty]
    public ImmutableArray<string> RequiredConfirmations
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>False when the step cannot be simulated.</summary>
    [JsonRequired]
    public bool CanSimulate { get; init; } = true;

    /// <summary>Why it cannot be simulated.</summary>
    public string? SimulationBlockedReason { get; init; }

    /// <summary>When it was simulated; null in reports made before this was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Timestamp { get; init; }
}
