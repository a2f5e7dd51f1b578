using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Gives a file, a link or a directory another name.</summary>
internal sealed class MoveAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var source = draft.Step.Target;
        if (Destinations.Of(draft) is { } destination && Draft(draft, source, destination) is { } replaced)
            Say(draft, source, destination, replaced);
    }

    /// <summary>Needs something to move and a place for it, and drafts the move.</summary>
    /// <returns>What it replaces; null when there is nothing to move, which is then noted.</returns>
    public static VirtualEntry? Draft(StepDraft draft, string source, string destination)
    {
        var entry = draft.Look(source);
        if (!FileTargets.NeedAny(draft, source, entry))
            return null;
        FileTargets.NeedUnpinned(draft, source, entry);
        Directories.NeedChangeable(draft, RelativePath.Above(source));
        if (entry.Kind == EntryKind.Directory)
            draft.Around.Tree.Below(source);
        var replaced = Destinations.Prepare(draft, destination, entry.Kind);
        draft.Do(new Change.Rename(source, destination));
        return replaced;
    }

    private static void Say(
        StepDraft draft, string source, string destination, VirtualEntry replaced) => draft.Say(
        $"{Directories.MadeOnTheWay(draft, destination)}moves {Quote(source)} to {Quote(destination)}"
            + (replaced.IsAbsent ? "" : $", replacing {StepWording.Of(replaced)}"),
        $"Moves it back to {Quote(source)}"
            + (replaced.IsAbsent ? "." : ", and puts what it replaced back from the vault."),
        replaced.IsAbsent ? SafetyLevel.Cautious : SafetyLevel.Risky);
}
