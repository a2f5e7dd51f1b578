using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>What happened to a step.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<StepEventType>))]
public enum StepEventType
{
    /// <summary>It began.</summary>
    StepStarted,

    /// <summary>It was done and verified.</summary>
    StepCompleted,

    /// <summary>It failed.</summary>
    StepFailed,

    /// <summary>A new process took the execution over after a crash.</summary>
    ExecutionResumed,

    /// <summary>Recovery found it applied.</summary>
    StepFoundApplied,

    /// <summary>It was undone.</summary>
    StepCompensated,

    /// <summary>It could not be undone.</summary>
    CompensationFailed,

    /// <summary>
    /// A fact of the journal, at the time it was journaled: what a dead process had still told.
    /// </summary>
    JournalFact,
}
