using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Access;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Removes a file, a link itself, or with <c>recursive</c> a directory and all below it.</summary>
internal sealed class DeleteAction : IFileAction
{
    private const string Undo =
        "Puts the original back from the vault: the very object, with its attributes and all below it.";

    /// <inheritdoc/>
    public ImmutableArray<ActionType> Types => [ActionType.Delete];

    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var target = draft.Step.Target;
        var entry = draft.Look(target);
        if (!FileTargets.NeedAny(draft, target, entry))
            return;
        FileTargets.NeedUnpinned(draft, target, entry);
        Directories.NeedChangeable(draft, RelativePath.Above(target));
        if (entry.Kind == EntryKind.Directory)
            RemoveDirectory(draft, target, entry);
        else
            draft.Say($"deletes {Quote(target)}, {StepWording.Of(entry)}", Undo, SafetyLevel.Risky);
        draft.Do(new Change.Remove(target, entry.Kind));
    }

    private static void RemoveDirectory(StepDraft draft, string target, VirtualEntry entry)
    {
        draft.Check(
            draft.Step.Parameters.Recursive,
            "recursive is set",
            $"{Quote(target)} is a directory; set parameters.recursive to delete it with all below it");
        var below = draft.Around.Tree.Below(target);
        NeedRemovable(draft, target, entry, below);
        var bytes = below.Sum(held => held.Entry.Size);
        draft.Say(
            $"deletes the directory {Quote(target)} with {Count(below.Count, "entry", "entries")} below it, "
            + Bytes(bytes),
            Undo,
            below.Count == 0 ? SafetyLevel.Risky : SafetyLevel.Critical);
    }

    // The directory could be taken out of the tree whole, and then never be removed from the vault.
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
