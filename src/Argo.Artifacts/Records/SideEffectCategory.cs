using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>What kind of thing a side effect touches.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<SideEffectCategory>))]
public enum SideEffectCategory
{
    /// <summary>Files and directories.</summary>
    FileSystem,

    /// <summary>Connections.</summary>
    Network,

    /// <summary>Databases.</summary>
    DataMutation,

    /// <summary>Settings and environment.</summary>
    Configuration,

    /// <summary>The machine itself.</summary>
    System,

    /// <summary>Anything else.</summary>
    Other,
}
