using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>The second path of a move or a copy.</summary>
internal static class Destinations
{
    /// <summary>The destination; null when the step names none that will do, which is then noted.</summary>
    public static string? Of(StepDraft draft)
    {
        var (source, destination) = (draft.Step.Target, draft.Step.Parameters.Destination);
        if (destination is null)
            draft.Unmet("parameters.destination is missing; say where to");
        else if (ObjectRules.WhyNotApart(source, destination) is { } reason)
            draft.Unmet(reason);
        else
            return destination;
        return null;
    }

    /// <summary>
    /// Needs the destination free, or with <c>overwrite</c> a file or link, whose removal it drafts.
    /// </summary>
    /// <returns>What is replaced.</returns>
    public static VirtualEntry Prepare(StepDraft draft, string destination, EntryKind sourceKind)
    {
        var replaced = draft.Look(destination);
        if (draft.Step.Parameters.Overwrite && sourceKind != EntryKind.Directory
            && replaced.Kind is EntryKind.File or EntryKind.Symlink)
        {
            draft.Met($"{Quote(destination)} is {StepWording.Of(replaced)}, and overwrite is set");
            draft.Do(new Change.Remove(destination, replaced.Kind));
        }
        else
        {
            FileTargets.NeedFree(draft, destination, replaced, Remedy(replaced, sourceKind));
        }
        FileTargets.NeedUnpinned(draft, destination, replaced);
        Directories.NeedParent(draft, destination);
        return replaced;
    }

    private static string Remedy(VirtualEntry replaced, EntryKind source) =>
        replaced.Kind == EntryKind.Directory || source == EntryKind.Directory
            ? "directories are never merged or replaced; delete it in a step of its own"
            : "set overwrite, or choose another destination";
}
