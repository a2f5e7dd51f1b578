using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>How much harm a step may do, in rising order.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<SafetyLevel>))]
public enum SafetyLevel
{
    /// <summary>Changes nothing.</summary>
    Safe,

    /// <summary>Changes something that can be put back.</summary>
    Cautious,

    /// <summary>Replaces or removes something.</summary>
    Risky,

    /// <summary>Removes much, or cannot be put back.</summary>
    Critical,
}
