using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Undo;

/// <summary>The one system call that makes a staged change visible.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<SwapKind>))]
public enum SwapKind
{
    /// <summary>The staged object changes places with the one at the path.</summary>
    Overwrite,

    /// <summary>The staged file or link takes a free name.</summary>
    Create,

    /// <summary>The object at the path moves over a placeholder in the stage.</summary>
    Delete,

    /// <summary>The staged directory takes a free name.</summary>
    CreateDirectory,

    /// <summary>The object takes another, free name.</summary>
    Move,

    /// <summary>Its permission bits change in place.</summary>
    Chmod,
}
