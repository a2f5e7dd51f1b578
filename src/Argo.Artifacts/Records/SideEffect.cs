using System.Text.Json;

namespace Argo.Artifacts.Records;

/// <summary>One thing that an execution changes outside itself.</summary>
public sealed record SideEffect
{
    /// <summary>When it was seen; null for one that is only declared.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What kind of thing it touches.</summary>
    public required SideEffectCategory Category { get; init; }

    /// <summary>What was done, in words.</summary>
    public required string Description { get; init; }

    /// <summary>Whether Argo can put it back until the execution has ended.</summary>
    public bool Reversible { get; init; }

    /// <summary>The step's place in the plan, from 0; null for the execution as a whole.</summary>
    public int? StepIndex { get; init; }

    /// <summary>Anything more, as JSON; copied in.</summary>
    public JsonElement? Details { get; init; }
}
