using System.Buffers.Text;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>
/// The parameters that are members of <see cref="StepParameters"/>. Hosts may use them in verbs of their own,
/// with the same meaning.
/// </summary>
public static class KnownParameters
{
    internal const string KindsToCreate = "must be file or directory";

    private const string RelativePath =
        @"^(?!.*//)(?!/)(?![A-Za-z]:)(?!(.*/)?\.{1,2}(/|$))[^\\\u0000]*[^\\\u0000/]$";

    private const string InWorkspace =
        @"^(?!.*//)(?!/)(?![A-Za-z]:)(?!(.*/)?\.{1,2}(/|$))(?!\.[Aa][Rr][Gg][Oo](/|$))"
        + @"[^\\\u0000]*[^\\\u0000/]$";

    /// <summary>The new text of a file.</summary>
    public static VerbParameter Content { get; } = new()
    {
        Name = "content",
        Type = VerbParameterType.SecretText,
        Meaning = "the new text, stored as UTF-8 without a byte order mark.",
        WrongNames = ["text", "data", "body", "contents"],
    };

    /// <summary>The new bytes of a file.</summary>
    public static VerbParameter ContentBase64 { get; } = new()
    {
        Name = "content_base64",
        Type = VerbParameterType.SecretText,
        Meaning = "the new bytes, base64.",
        Rule = step => step.Parameters.ContentBase64 is not { } text || Base64.IsValid(text)
            ? null
            : "is not valid base64; encode the bytes again",
    };

    /// <summary>A file whose bytes are taken.</summary>
    public static VerbParameter ContentFrom { get; } = new()
    {
        Name = "content_from",
        Type = VerbParameterType.Text,
        Meaning = "a file, relative to the plan file, whose bytes are pinned by digest at dry run.",
        Hint = "a file's",
        Pattern = RelativePath,
        HasOnePattern = true,
        Rule = step => step.Parameters.ContentFrom is { } from ? WorkspacePath.WhyNotRelative(from) : null,
    };

    /// <summary>Permission bits.</summary>
    public static VerbParameter Mode { get; } = new()
    {
        Name = "mode",
        Type = VerbParameterType.Text,
        Meaning = "permission bits in octal such as 0644. In a Python plan's write it is the open mode w or "
            + "a instead.",
        Hint = "\"0644\"",
        WrongNames = ["permissions", "perms"],
        Pattern = "^[0-7]{4}$",
        Rule = step => step.Parameters.Mode is not { } mode || PlanNames.IsMode(mode) ? null : NoMode,
    };

    /// <summary>Whether missing parent directories are made.</summary>
    public static VerbParameter CreateParents { get; } = new()
    {
        Name = "create_parents",
        Type = VerbParameterType.Flag,
        Meaning = "make the missing parent directories; they are simulated and undone too.",
        Default = "false",
        Hint = "true makes missing directories",
        WrongNames = ["parents"],
    };

    /// <summary>What is created.</summary>
    public static VerbParameter Kind { get; } = new()
    {
        Name = "kind",
        Type = VerbParameterType.EntryKind,
        Meaning = "file (default) or directory.",
        Default = "\"file\"",
        Hint = "file or directory",
        WrongNames = ["type"],
        Rule = step => step.Parameters.Kind is null or EntryKind.File or EntryKind.Directory
            ? null
            : KindsToCreate,
    };

    /// <summary>Whether a directory goes with all that is below it.</summary>
    public static VerbParameter Recursive { get; } = new()
    {
        Name = "recursive",
        Type = VerbParameterType.Flag,
        Meaning = "allow a directory, with everything below it.",
        Default = "false",
        Hint = "true for a directory with all below it",
    };

    /// <summary>Replacements within a text.</summary>
    public static VerbParameter Edits { get; } = new()
    {
        Name = "edits",
        Type = VerbParameterType.Edits,
        Meaning = "replacements, in order.",
        Hint = "[{\"find\": ..., \"replace\": ..., \"count\": 1}]",
        WrongNames = ["find", "replace", "old", "new", "old_string", "new_string", "search"],
        Correction = "write edits: [{\"find\": ..., \"replace\": ...}]",
    };

    /// <summary>Text to add at the end.</summary>
    public static VerbParameter Append { get; } = new()
    {
        Name = "append",
        Type = VerbParameterType.SecretText,
        Meaning = "text to add at the end.",
    };

    /// <summary>Text to add at the beginning.</summary>
    public static VerbParameter Prepend { get; } = new()
    {
        Name = "prepend",
        Type = VerbParameterType.SecretText,
        Meaning = "text to add at the beginning.",
    };

    /// <summary>The new path; every step of a verb that has it must give it.</summary>
    public static VerbParameter Destination { get; } = new()
    {
        Name = "destination",
        Type = VerbParameterType.Path,
        Meaning = "where to, relative to the workspace.",
        WhenMissing = "name the new path",
        WrongNames = ["to", "dest", "new_path", "new_name"],
        Pattern = InWorkspace,
        HasOnePattern = true,
        Rule = step => step.Parameters.Destination is not { } destination ? null
            : WorkspacePath.WhyNot(destination)
                ?? (destination == step.Target ? "must differ from the target" : null),
    };

    /// <summary>Whether what is at the destination is replaced.</summary>
    public static VerbParameter Overwrite { get; } = new()
    {
        Name = "overwrite",
        Type = VerbParameterType.Flag,
        Meaning = "replace what is at the destination.",
        Default = "false",
        WrongNames = ["force"],
    };

    /// <summary>The file that a backup copies.</summary>
    internal static VerbParameter Original { get; } = new()
    {
        Name = "original",
        Type = VerbParameterType.Path,
        Meaning = "the file to copy; a verified no-op when there is none.",
        WhenMissing = "name the file to copy",
        Pattern = InWorkspace,
        HasOnePattern = true,
        Rule = step => step.Parameters.Original is not { } original ? null
            : WorkspacePath.WhyNot(original) ?? (original == step.Target
                ? "must not be the target; a file cannot back itself up"
                : null),
    };

    /// <summary>The target once more; every verb takes it.</summary>
    internal static VerbParameter Path { get; } = new()
    {
        Name = "path",
        Type = VerbParameterType.Text,
        Meaning = "the target once more; must equal it.",
        Audience = "Python plans",
        Rule = step => step.Parameters.Path is not { } path || path == step.Target
            ? null
            : "must equal the target; leave it out or repeat the target",
    };

    /// <summary>How a backup got its name.</summary>
    internal static VerbParameter BackupSuffix { get; } = new()
    {
        Name = "backup_suffix",
        Type = VerbParameterType.Text,
        Meaning = "the suffix that made the target's name out of original.",
        Audience = "Python plans",
    };

    /// <summary>The mode of a file that is written; a Python plan says how the file is opened.</summary>
    internal static VerbParameter WriteMode { get; } = Mode with
    {
        PythonPattern = "^([0-7]{4}|w|a)$",
        PythonRule = step => step.Parameters.Mode is null or "w" or "a" ? null : Mode.Rule!(step),
    };

    private const string NoMode = "must be four octal digits, such as 0644";
}
