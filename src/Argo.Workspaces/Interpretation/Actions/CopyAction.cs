using System.Collections.Immutable;
using Argo.Artifacts;
using Argo.Workspaces.Handles;
using static Argo.Workspaces.Interpretation.Words;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// Copies a file, or a directory entry by entry: bytes and permission bits, not owner or attributes.
/// </summary>
internal sealed class CopyAction : IFileAction
{
    /// <inheritdoc/>
    public ImmutableArray<ActionType> Types => [ActionType.Copy];

    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var source = draft.Step.Target;
        if (Destinations.Of(draft) is not { } destination)
            return;
        var entry = draft.Look(source);
        if (entry.Kind != EntryKind.Directory && !FileTargets.NeedFile(draft, source, entry))
            return;
        var replaced = Prepare(draft, destination, entry.Kind);
        if (entry.Kind == EntryKind.Directory)
            CopyDirectory(draft, source, destination, entry);
        else
            CopyFile(draft, source, destination, entry);
        Say(draft, source, destination, replaced);
    }

    // A file that takes another's place is one swap, so nothing is removed first.
    private static VirtualEntry Prepare(StepDraft draft, string destination, EntryKind kind)
    {
        var replaced = draft.Look(destination);
        if (kind != EntryKind.File || replaced.Kind != EntryKind.File || !draft.Step.Parameters.Overwrite)
            return Destinations.Prepare(draft, destination, kind);
        draft.Met($"{Quote(destination)} is {Words.Of(replaced)}, and overwrite is set");
        FileTargets.WarnOfLinks(draft, destination, replaced);
        FileTargets.NeedUnpinned(draft, destination, replaced);
        Directories.NeedParent(draft, destination);
        return replaced;
    }

    private static void CopyFile(StepDraft draft, string source, string destination, VirtualEntry entry)
    {
        var content = Settled(FileTargets.NeedContent(draft, source));
        draft.Do(new Change.PutFile(destination, content, FileTargets.PlainMode(entry)));
    }

    // What cannot be read to its end, such as a file that is too large, is this step's own fact, said here.
    private static IContent Settled(IContent content)
    {
        _ = content.Sha256;
        return content;
    }

    private static void CopyDirectory(StepDraft draft, string source, string destination, VirtualEntry entry)
    {
        draft.Do(new Change.MakeDirectory(destination, FileTargets.PlainMode(entry)));
        foreach (var below in draft.Around.Tree.Below(source))
            CopyEntry(draft, source, destination, below);
    }

    private static void CopyEntry(StepDraft draft, string source, string destination, VirtualBelow below)
    {
        if (below.Path is not { } path)
        {
            draft.Unmet($"{Quote(source)} holds a name that is not UTF-8; it can be moved, not copied");
            return;
        }
        var (from, to) = (RelativePath.Join(source, path), RelativePath.Join(destination, path));
        PathBytes.Of(to); // may be too long with the name of the destination before it
        var mode = FileTargets.PlainMode(below.Entry);
        if (below.Entry.Kind == EntryKind.Directory)
            draft.Do(new Change.MakeDirectory(to, mode));
        else if (below.Entry.Kind == EntryKind.File)
            draft.Do(new Change.PutFile(to, Settled(draft.Around.Tree.Content(from)), mode));
        else
            draft.Unmet($"{Quote(from)} is {Words.Of(below.Entry)}; only files and directories are copied");
    }

    private static void Say(StepDraft draft, string source, string destination, VirtualEntry replaced)
    {
        var entries = draft.Changes.OfType<Change.PutFile>().ToList();
        draft.Say(
            $"{Directories.MadeOnTheWay(draft, destination)}copies {Quote(source)} to {Quote(destination)}: "
                + $"{Count(entries.Count, "file", "files")}, {Bytes(entries.Sum(put => put.Content.Length))}"
                + (replaced.IsAbsent ? "" : $", replacing {Words.Of(replaced)}"),
            replaced.IsAbsent
                ? "Takes away the copy, if nobody else has touched it."
                : "Takes away the copy, and puts what it replaced back from the vault.",
            replaced.IsAbsent ? SafetyLevel.Cautious : SafetyLevel.Risky);
    }
}
