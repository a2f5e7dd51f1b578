using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Results;

/// <summary>How an execution ended.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<ExecutionStatus>))]
public enum ExecutionStatus
{
    /// <summary>Every step was done and verified.</summary>
    Success,

    /// <summary>Some steps are applied and some are not.</summary>
    Partial,

    /// <summary>Everything was undone, and the tree was seen to equal what it was.</summary>
    RolledBack,

    /// <summary>Nothing visible happened.</summary>
    Aborted,
}
