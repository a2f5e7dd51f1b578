using System.Collections.Immutable;
using Argo.Artifacts.Files;

namespace Argo.Artifacts.Actions;

/// <summary>What the values of parameters are read as, and how the JSON Schema says it.</summary>
internal static class VerbParameterTypes
{
    /// <summary>The type that the reader makes of a value.</summary>
    public static Type Read(VerbParameterType type) => type switch
    {
        VerbParameterType.Flag => typeof(bool),
        VerbParameterType.WholeNumber => typeof(long),
        VerbParameterType.TextList => typeof(ImmutableArray<string>),
        VerbParameterType.EntryKind => typeof(EntryKind),
        VerbParameterType.Edits => typeof(ImmutableArray<TextEdit>),
        _ => typeof(string),
    };

    /// <summary>The JSON Schema of a value.</summary>
    public static string Schema(VerbParameterType type) => type switch
    {
        VerbParameterType.SecretText => """{ "$ref": "#/$defs/hideable_text" }""",
        VerbParameterType.Flag => """{ "type": "boolean" }""",
        VerbParameterType.WholeNumber => """{ "type": "integer" }""",
        VerbParameterType.TextList => """{ "type": "array", "items": { "type": "string" } }""",
        VerbParameterType.EntryKind => """{ "type": ["string", "null"], "enum": ["file", "directory"] }""",
        VerbParameterType.Edits => """{ "type": "array", "items": { "$ref": "#/$defs/text_edit" } }""",
        _ => """{ "type": "string" }""",
    };
}
