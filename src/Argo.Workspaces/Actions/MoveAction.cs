using System.Collections.Immutable;
using Argo.Artifacts.Actions;
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
    public ImmutableArray<ActionType> Types => [ActionType.Move];

    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var source = draft.Step.Target;
        if (Destinations.Of(draft) is not { } destination)
            return;
        var entry = draft.Look(source);
        if (!FileTargets.NeedAny(draft, source, entry))
            return;
        FileTargets.NeedUnpinned(draft, source, entry);
        Directories.NeedChangeable(draft, RelativePath.Above(source));
        if (entry.Kind == EntryKind.Directory)
            draft.Around.Tree.Below(source);
        var replaced = Destinations.Prepare(draft, destination, entry.Kind);
        draft.Do(new Change.Rename(source, destination));
        Say(draft, source, destination, replaced);
    }

    private static void Say(
        StepDraft draft, string source, string destination, VirtualEntry replaced) => draft.Say(
        $"{Directories.MadeOnTheWay(draft, destination)}moves {Quote(source)} to {Quote(destination)}"
            + (replaced.IsAbsent ? "" : $", replacing {StepWording.Of(replaced)}"),
        $"Moves it back to {Quote(source)}"
            + (replaced.IsAbsent ? "." : ", and puts what it replaced back from the vault."),
        replaced.IsAbsent ? SafetyLevel.Cautious : SafetyLevel.Risky);
}
