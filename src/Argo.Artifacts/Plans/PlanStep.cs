using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>One typed step of a plan.</summary>
public sealed record PlanStep
{
    /// <summary>The step's number; ascending within the plan, not necessarily without gaps.</summary>
    public required int StepId { get; init; }

    /// <summary>What is done.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>
    /// The planner's name for it, such as <c>write_file</c>; free text, but for <c>backup_existing</c>.
    /// </summary>
    public string Operation { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The path acted on, relative to the workspace, parts separated by <c>/</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What the action needs beside its target.</summary>
    public StepParameters Parameters { get; init => field = value ?? new(); } = new();

    /// <summary>The planner's own rating; the report has the higher of this and Argo's.</summary>
    public SafetyLevel SafetyLevel { get; init; }

    /// <summary>
    /// What the planner says of the undo; <see cref="RollbackCapability.None"/> makes a change UNSAFE.
    /// </summary>
    public RollbackCapability RollbackCapability { get; init; }

    /// <summary>
    /// The planner's words on the undo. Argo's own undo does not depend on them, but words that do not fit
    /// the step make the plan UNSAFE.
    /// </summary>
    public string? RollbackProcedure { get; init; }

    /// <summary>
    /// What a person must confirm, each by its text; an approval without them does not pass gate 3.
    /// </summary>
    public ImmutableArray<string> RequiredConfirmations
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>The planner's conditions, in its words.</summary>
    public ImmutableArray<string> Constraints { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>The planner's estimate, carried along unread.</summary>
    public JsonElement? ResourceCost { get; init; }

    /// <summary>Guidance for an undo by hand.</summary>
    public ImmutableArray<RollbackHint> RollbackHints { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>
    /// True accepts that the step has no feasible undo; the approval must then name the step.
    /// </summary>
    public bool Irreversible { get; init; }

    /// <summary>Python plans: when the planner made the step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Timestamp { get; init; }
}
