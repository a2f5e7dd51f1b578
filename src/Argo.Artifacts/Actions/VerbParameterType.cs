namespace Argo.Artifacts.Actions;

/// <summary>What the value of a parameter is in JSON.</summary>
public enum VerbParameterType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>
    /// A text, or <c>{"secret": "..."}</c>; only for parameters of <see cref="KnownParameters"/>.
    /// </summary>
    SecretText,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A path relative to the workspace.</summary>
    Path,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>The word <c>file</c> or <c>directory</c>; only <see cref="KnownParameters.Kind"/>.</summary>
    EntryKind,

    /// <summary>A list of replacements; only <see cref="KnownParameters.Edits"/>.</summary>
    Edits,
}
