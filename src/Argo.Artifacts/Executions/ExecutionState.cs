using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Executions;

/// <summary>Where an execution stands in the store's index; the journal is the truth.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<ExecutionState>))]
public enum ExecutionState
{
    /// <summary>Accepted, waiting for its turn.</summary>
    Queued,

    /// <summary>A process works on it, or died doing so.</summary>
    Running,

    /// <summary>Every step stands.</summary>
    Completed,

    /// <summary>Some steps stand, as the plan allows.</summary>
    Partial,

    /// <summary>Everything is undone.</summary>
    RolledBack,

    /// <summary>Nothing happened.</summary>
    Aborted,

    /// <summary>The undo met conflicts or could not finish; recovery tries again.</summary>
    Parked,

    /// <summary>Security stopped it; undone only on request.</summary>
    Halted,

    /// <summary>
    /// A person gave it up: the tree was left as it was found, and the originals are kept; its undo is never
    /// tried again.
    /// </summary>
    Abandoned,
}
