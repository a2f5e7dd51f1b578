using System.Collections.Immutable;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>Guidance for a person who must undo a step by hand; Argo shows it and never runs it.</summary>
public sealed record RollbackHint
{
    /// <summary>What the hint is for.</summary>
    public required string Description { get; init; }

    /// <summary>What to do, in order.</summary>
    public ImmutableArray<string> Actions { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What must be at hand, by name.</summary>
    public ImmutableSortedDictionary<string, string> RequiredInputs
    {
        get;
        init => field = JsonDefaults.ByName(value);
    } = JsonDefaults.NoNames<string>();

    /// <summary>What may go wrong.</summary>
    public ImmutableArray<string> Risks { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>How long it takes, in the planner's words.</summary>
    public string? EstimatedDuration { get; init; }
}
