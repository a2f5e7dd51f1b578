using System.Text.Json;

namespace Argo.Artifacts.Records;

/// <summary>One event of a record, linked to the one before by its hash.</summary>
public sealed record StepEvent
{
    /// <summary>When.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The step's place in the plan, from 0; -1 for the execution as a whole.</summary>
    public required int StepIndex { get; init; }

    /// <summary>The step's name.</summary>
    public required string StepName { get; init; }

    /// <summary>What happened.</summary>
    public required StepEventType EventType { get; init; }

    /// <summary>Anything more, as JSON; copied in.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>SHA-256 of the event before, lower-case hex; null for the first.</summary>
    public string? PreviousEventHash { get; init; }

    /// <summary>SHA-256 of this event, with its link, lower-case hex: the next event's link.</summary>
    public string GetHash() => RecordHash.OfEvent(this);
}
