using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>
/// Copies a file, or a directory entry by entry: bytes and permission bits, as <c>cp</c> does without
/// options, not owner or attributes.
/// </summary>
internal sealed class CopyAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var source = draft.Step.Target;
        if (Destinations.Of(draft) is not { } destination)
            return;
        draft.CopiedFrom = source;
        var entry = draft.Look(source);
        if (entry.Kind != EntryKind.Directory && !FileTargets.NeedFile(draft, source, entry))
            return;
        var replaced = Prepare(draft, destination, entry.Kind);
        if (entry.Kind == EntryKind.Directory)
            CopyDirectory(draft, source, destination, entry);
        else
            CopyFile(draft, source, destination, entry, replaced);
        Say(draft, source, destination, replaced);
    }

    // A file that takes another's place is one swap, so nothing is removed first.
    private static VirtualEntry Prepare(StepDraft draft, string destination, EntryKind kind)
    {
        var replaced = draft.Look(destination);
        if (kind != EntryKind.File || replaced.Kind != EntryKind.File || !draft.Step.Parameters.Overwrite)
            return Destinations.Prepare(draft, destination, kind);
        draft.Met($"{Quote(destination)} is {StepWording.Of(replaced)}, and overwrite is set");
        FileTargets.WarnOfLinks(draft, destination, replaced);
        FileTargets.NeedUnpinned(draft, destination, replaced);
        Directories.NeedParent(draft, destination);
        return replaced;
    }

    // A file that is there keeps its own rights, whatever those of the source are.
    private static void CopyFile(
        StepDraft draft, string source, string destination, VirtualEntry entry, VirtualEntry replaced)
    {
        var content = Settled(FileTargets.Readable(draft, source));
        var mode = replaced.Kind == EntryKind.File
            ? FileTargets.PlainMode(replaced)
            : FileTargets.CopiedMode(draft, source, destination, entry);
        draft.Do(new Change.PutFile(destination, content, mode));
    }

    // Read to its end now, so that a file that is too large is a fact of this step and not of a later one.
    private static IContent Settled(IContent content)
    {
        _ = content.Sha256;
        return content;
    }

    private static void CopyDirectory(StepDraft draft, string source, string destination, VirtualEntry entry)
    {
        var made = new Stack<(string Path, int Mode)>();
        Open(draft, made, source, destination, entry);
        foreach (var below in draft.Around.Tree.Below(source))
            CopyEntry(draft, made, source, destination, below);
        foreach (var (path, mode) in made)
            draft.Close(path, mode);
    }

    private static void Open(
        StepDraft draft, Stack<(string Path, int Mode)> made, string from, string to, VirtualEntry entry)
    {
        var mode = FileTargets.CopiedMode(draft, from, to, entry);
        draft.Open(to, mode);
        made.Push((to, mode));
    }

    private static void CopyEntry(
        StepDraft draft,
        Stack<(string Path, int Mode)> made,
        string source,
        string destination,
        VirtualBelow below)
    {
        if (below.Path is not { } path)
        {
            draft.Unmet($"{Quote(source)} holds a name that is not UTF-8; it can be moved, not copied");
            return;
        }
        var (from, to) = (RelativePath.Join(source, path), RelativePath.Join(destination, path));
        PathBytes.Of(to); // may be too long with the name of the destination before it
        if (below.Entry.Kind == EntryKind.Directory)
            Open(draft, made, from, to, below.Entry);
        else if (below.Entry.Kind == EntryKind.File)
            CopyFile(draft, from, to, below.Entry, VirtualEntry.Absent);
        else
            draft.Unmet(
            $"{Quote(from)} is {StepWording.Of(below.Entry)}; only files and directories are copied");
    }

    private static void Say(StepDraft draft, string source, string destination, VirtualEntry replaced)
    {
        var entries = draft.Changes.OfType<Change.PutFile>().ToList();
        draft.Say(
            $"{Directories.MadeOnTheWay(draft, destination)}copies {Quote(source)} to {Quote(destination)}: "
                + $"{Count(entries.Count, "file", "files")}, {Bytes(entries.Sum(put => put.Content.Length))}"
                + (replaced.IsAbsent ? "" : $", replacing {StepWording.Of(replaced)}"),
            replaced.IsAbsent
                ? "Takes away the copy, if nobody else has touched it."
                : "Takes away the copy, and puts what it replaced back from the vault.",
            replaced.IsAbsent ? SafetyLevel.Cautious : SafetyLevel.Risky);
    }
}
