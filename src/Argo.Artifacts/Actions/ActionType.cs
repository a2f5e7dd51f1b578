using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Actions;

/// <summary>The name of a filesystem action; hosts may add names of their own.</summary>
/// <param name="Name">Lower snake case, such as <c>write</c>. A name no handler knows simulates as
/// BLOCKED.</param>
[JsonConverter(typeof(ActionTypeConverter))]
public readonly record struct ActionType(string Name)
{
    /// <summary>Reads a file; changes nothing.</summary>
    public static readonly ActionType Read = new("read");

    /// <summary>Asks whether a path exists and what it is; changes nothing.</summary>
    public static readonly ActionType Query = new("query");

    /// <summary>Shows a file; as <see cref="Read"/>.</summary>
    public static readonly ActionType Display = new("display");

    /// <summary>Creates a file or replaces its bytes.</summary>
    public static readonly ActionType Write = new("write");

    /// <summary>Creates an empty file or a directory that must not exist yet.</summary>
    public static readonly ActionType Create = new("create");

    /// <summary>Removes a file, a link, or with <c>recursive</c> a directory.</summary>
    public static readonly ActionType Delete = new("delete");

    /// <summary>Edits the text of a file.</summary>
    public static readonly ActionType Modify = new("modify");

    /// <summary>Renames a file or a directory.</summary>
    public static readonly ActionType Move = new("move");

    /// <summary>Copies a file or a directory.</summary>
    public static readonly ActionType Copy = new("copy");

    /// <summary>Changes permission bits.</summary>
    public static readonly ActionType Chmod = new("chmod");

    /// <summary>A step of another system (launching, network); always simulates as BLOCKED.</summary>
    public static readonly ActionType Control = new("control");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
