using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Drafts the removal of what is at a path.</summary>
internal static class Removals
{
    /// <summary>Needs something there that this user may remove, and drafts its removal.</summary>
    /// <param name="draft">The step.</param>
    /// <param name="target">The path.</param>
    /// <param name="recursive">Whether a directory may go, with everything below it.</param>
    /// <returns>What is there, and what is below it; null when nothing is, which is then noted.</returns>
    public static (VirtualEntry Entry, IReadOnlyList<VirtualBelow> Below)? Draft(
        StepDraft draft, string target, bool recursive)
    {
        var entry = draft.Look(target);
        if (!FileTargets.NeedAny(draft, target, entry))
            return null;
        FileTargets.NeedUnpinned(draft, target, entry);
        Directories.NeedChangeable(draft, RelativePath.Above(target));
        IReadOnlyList<VirtualBelow> below = [];
        if (entry.Kind == EntryKind.Directory)
        {
            draft.Check(
                recursive,
                "recursive is set",
                $"{Quote(target)} is a directory; set parameters.recursive to delete it with all below it");
            below = draft.Around.Tree.Below(target);
            NeedRemovable(draft, target, entry, below);
        }
        draft.Do(new Change.Remove(target, entry.Kind));
        return (entry, below);
    }

    // The directory as a whole could be moved into the vault, but what is in it could not be deleted there.
    private static void NeedRemovable(
        StepDraft draft, string target, VirtualEntry top, IReadOnlyList<VirtualBelow> below)
    {
        if (draft.Around.Book.Who.OverridesAccess)
            return;
        var directories = new Dictionary<string, VirtualEntry>(StringComparer.Ordinal) { [""] = top };
        foreach (var held in below)
        {
            var path = PathBytes.Text(held.PathBytes.Span);
            if (held.Entry.Kind == EntryKind.Directory)
                directories[path] = held.Entry;
            var above = RelativePath.Above(path);
            var shown = RelativePath.Join(target, above);
            if (WhyNotEmptied(draft, shown, directories[above], held.Entry) is { } reason)
            {
                draft.Unmet(reason);
                return;
            }
        }
    }

    private static string? WhyNotEmptied(
        StepDraft draft, string path, VirtualEntry directory, VirtualEntry held)
    {
        var (rules, book) = (draft.Around.Rules, draft.Around.Book);
        if (directory.Stat is not { } stat || rules.Who.Owns(stat.Uid))
            return null; // its owner can give himself the right
        var rights = ObjectRights.Of(stat, null) with { DiskPath = directory.Origin };
        return rules.WhyNotNamesIn(rights, $"the directory {Quote(path)}", book.MayChangeNamesIn)
            ?? (held.Stat is { } entry
                ? rules.WhyNotTaken(rights, ObjectRights.Of(entry, null), $"an entry of {Quote(path)}")
                : null);
    }
}
