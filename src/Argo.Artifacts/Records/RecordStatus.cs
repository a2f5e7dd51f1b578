using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>Where an execution stands, as its record says.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<RecordStatus>))]
public enum RecordStatus
{
    /// <summary>It began and has not ended.</summary>
    Started,

    /// <summary>Every step was done.</summary>
    Completed,

    /// <summary>Some steps were done, as the plan allows.</summary>
    CompletedPartial,

    /// <summary>It failed; what was undone is in the events.</summary>
    Failed,

    /// <summary>A security escalation stopped it.</summary>
    Incomplete,
}
