using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>What happens to the rest of a plan when one step fails.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<OnFailure>))]
public enum OnFailure
{
    /// <summary>Stop, and undo every step: the tree is as before.</summary>
    Rollback,

    /// <summary>Stop, undo the failed step only, and keep those before it.</summary>
    Stop,

    /// <summary>Undo the failed step, and go on with the next.</summary>
    Continue,
}
