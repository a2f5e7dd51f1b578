using Argo.Artifacts;
using static Argo.Workspaces.Interpretation.Words;

namespace Argo.Workspaces.Interpretation;

/// <summary>What a step needs of the directories around the names that it changes.</summary>
internal static class Directories
{
    private const int OwnerMayChange = 0b011_000_000; // this user owns what the plan makes

    /// <summary>
    /// Needs a directory that can take the path's name; where the step allows it, drafts the missing ones.
    /// </summary>
    public static void NeedParent(StepDraft draft, string path)
    {
        var missing = new Stack<string>();
        var parent = RelativePath.Above(path);
        for (; draft.Look(parent) is { IsAbsent: true }; parent = RelativePath.Above(parent))
            missing.Push(parent);

        if (!NeedChangeable(draft, parent))
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

    private static void Make(StepDraft draft, string path) =>
        draft.Do(new Change.MakeDirectory(path, draft.Around.Modes.For(path, EntryKind.Directory)));

    /// <summary>Needs a directory that exists and in which this user may add and remove names.</summary>
    public static bool NeedChangeable(StepDraft draft, string path)
    {
        var entry = draft.Look(path);
        var name = path.Length == 0 ? "the workspace's root" : $"the directory {Quote(path)}";
        if (entry.Kind != EntryKind.Directory)
        {
            draft.Unmet($"the parent {Quote(path)} is {Words.Of(entry)}, not a directory");
            return false;
        }
        return draft.Check(
            MayChangeNames(draft, entry),
            $"{name} exists and may be changed",
            $"names in {name} may not be changed by this user; its mode and owner decide that");
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

    private static bool MayChangeNames(StepDraft draft, VirtualEntry directory)
    {
        if (directory.Origin is { } origin && directory.Stat!.Mode == directory.Mode)
            return draft.Around.Book.MayChangeNamesIn(origin);
        return draft.Around.Book.Disk.EffectiveUser == 0
            || (directory.Mode & OwnerMayChange) == OwnerMayChange;
    }
}
