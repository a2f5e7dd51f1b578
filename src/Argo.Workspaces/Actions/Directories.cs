using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>What a step needs of the directories around the names that it changes.</summary>
internal static class Directories
{
    private const int OwnerMayFill = 0b011_000_000;

    /// <summary>
    /// Needs a directory that can take the path's name; where the step allows it, drafts the missing ones.
    /// </summary>
    public static void NeedParent(StepDraft draft, string path)
    {
        var missing = new Stack<string>();
        var parent = RelativePath.Above(path);
        while (draft.Look(parent) is { IsAbsent: true } && !draft.Makes(parent))
        {
            missing.Push(parent);
            parent = RelativePath.Above(parent);
        }

        if (!draft.Makes(parent) && !NeedChangeable(draft, parent))
            return;
        if (missing.Count > 0 && !draft.Step.Parameters.CreateParents)
        {
            draft.Unmet($"the parent directory {Quote(RelativePath.Above(path))} is not there; "
                + "set create_parents, or make it in an earlier step");
            return;
        }
        foreach (var directory in missing)
            Make(draft, directory);
        if (missing.Count > 0)
            draft.Met($"{Count(missing.Count, "missing parent directory", "missing parent directories")} "
                + $"will be made, from {Quote(missing.Peek())}");
    }

    // The owner may write in it, whatever the umask says: otherwise nothing could be put into it.
    private static void Make(StepDraft draft, string path)
    {
        var mode = draft.NewMode(path, EntryKind.Directory, Inheritance.NewDirectory);
        draft.Do(new Change.MakeDirectory(path, mode | OwnerMayFill));
    }

    /// <summary>Needs a directory that exists and in which this user may add and remove names.</summary>
    public static bool NeedChangeable(StepDraft draft, string path)
    {
        var entry = draft.Look(path);
        var name = path.Length == 0 ? "the workspace's root" : $"the directory {Quote(path)}";
        if (entry.Kind != EntryKind.Directory)
        {
            draft.Unmet($"the parent {Quote(path)} is {StepWording.Of(entry)}, not a directory");
            return false;
        }
        var around = draft.Around;
        var reason = around.Rules.WhyNotNamesIn(
            around.Tree.Rights(path)!, name, around.Book.MayChangeNamesIn);
        return draft.Check(reason is null, $"{name} exists and may be changed", reason ?? "");
    }

    /// <summary>Says which directories are made on the way to a path; empty when none are.</summary>
    public static string MadeOnTheWay(StepDraft draft, string path)
    {
        var made = draft.Changes.OfType<Change.MakeDirectory>()
            .Where(make => make.Path != path && RelativePath.IsWithin(path, make.Path))
            .Select(make => Quote(make.Path)).ToList();
        var noun = made.Count == 1 ? "directory" : "directories";
        return made.Count == 0 ? "" : $"makes {noun} {string.Join(", ", made)}; ";
    }
}
