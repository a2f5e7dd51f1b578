using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Undo;

/// <summary>How a person resolves a conflict.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<ConflictChoice>))]
public enum ConflictChoice
{
    /// <summary>
    /// The object before goes back; what others put there is kept in <c>.argo/conflicts/</c>.
    /// </summary>
    KeepMine,

    /// <summary>What others put there stays; the object before is given up.</summary>
    KeepTheirs,
}
