using Argo.Artifacts;
using static Argo.Workspaces.Interpretation.Words;

namespace Argo.Workspaces.Interpretation;

/// <summary>What a step needs of the objects that it reads, replaces or removes.</summary>
internal static class FileTargets
{
    /// <summary>Needs a regular file; anything else is named, with the reason why it will not do.</summary>
    public static bool NeedFile(StepDraft draft, string path, VirtualEntry entry) => draft.Check(
        entry.Kind == EntryKind.File, $"{Quote(path)} is {Words.Of(entry)}", NotAFile(path, entry));

    /// <summary>Needs a path at which nothing is.</summary>
    public static bool NeedFree(StepDraft draft, string path, VirtualEntry entry, string remedy) =>
        draft.Check(
            entry.IsAbsent,
            $"{Quote(path)} is free",
            $"{Quote(path)} is already there: {Words.Of(entry)}; {remedy}");

    /// <summary>Needs something there that Argo acts on: a file, a directory or a link.</summary>
    public static bool NeedAny(StepDraft draft, string path, VirtualEntry entry) => draft.Check(
        entry.Kind is EntryKind.File or EntryKind.Directory or EntryKind.Symlink,
        $"{Quote(path)} is {Words.Of(entry)}",
        entry.IsAbsent
            ? $"{Quote(path)} is not there"
            : $"{Quote(path)} is {Words.Of(entry)}; Argo acts on files, directories and links only");

    /// <summary>Needs that this user may read the file's bytes.</summary>
    /// <exception cref="WorkspaceException">It may not be read.</exception>
    public static IContent NeedContent(StepDraft draft, string path)
    {
        var content = draft.Around.Tree.Content(path);
        using (content.OpenRead())
            draft.Met($"{Quote(path)} may be read");
        return content;
    }

    /// <summary>
    /// Needs that the object may be replaced or renamed: an immutable one may not, not even by root.
    /// </summary>
    public static void NeedUnpinned(StepDraft draft, string path, VirtualEntry entry)
    {
        if (entry.Stat?.IsPinned == true)
            draft.Unmet($"{Quote(path)} is marked immutable or append-only; remove that (chattr -i -a)");
    }

    /// <summary>Warns when replacing a file by a new one takes it out of a group of hard links.</summary>
    public static void WarnOfLinks(StepDraft draft, string path, VirtualEntry entry)
    {
        if (entry.Kind == EntryKind.File && entry.Links > 1)
        {
            draft.Warn($"{Quote(path)} has {entry.Links} names (hard links); "
                + "the others keep the bytes before");
        }
    }

    /// <summary>
    /// The bits that a file keeps when it is replaced or copied: set-id bits are never inherited.
    /// </summary>
    public static int PlainMode(VirtualEntry entry) => entry.Mode & 0x1FF;

    private static string NotAFile(string path, VirtualEntry entry) => entry.Kind switch
    {
        EntryKind.Absent => $"{Quote(path)} is not there",
        EntryKind.Symlink =>
            $"{Quote(path)} is {Words.Of(entry)}; links are never followed, name the file itself",
        _ => $"{Quote(path)} is {Words.Of(entry)}, not a regular file",
    };
}
