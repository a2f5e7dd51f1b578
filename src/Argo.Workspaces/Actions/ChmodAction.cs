using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Changes the permission bits of a file or a directory, in place.</summary>
internal sealed class ChmodAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var target = draft.Step.Target;
        var entry = NeedChangeable(draft, target);
        if (draft.Step.Parameters.Mode is null)
            draft.Unmet("parameters.mode is missing; give octal digits such as '0644'");
        if (draft.NamedMode() is not { } mode)
            return;
        draft.Do(new Change.SetMode(target, mode));
        Say(draft, target, Octal.Of(entry.Mode), Octal.Of(mode), mode);
    }

    /// <summary>Needs a file or a directory whose mode can be changed in place.</summary>
    public static VirtualEntry NeedChangeable(StepDraft draft, string target)
    {
        var entry = draft.Look(target);
        draft.Check(
            entry.Kind is EntryKind.File or EntryKind.Directory,
            $"{Quote(target)} is {StepWording.Of(entry)}",
            $"{Quote(target)} is {StepWording.Of(entry)}; only files and directories have permission bits");
        FileTargets.NeedUnpinned(draft, target, entry);
        if (entry.Kind == EntryKind.File && entry.Links > 1)
        {
            draft.Unmet($"{Quote(target)} has {entry.Links} names (hard links); a change in place would show "
                + "under names outside of this plan");
        }
        return entry;
    }

    private static void Say(StepDraft draft, string target, string before, string after, int mode)
    {
        draft.Say(
            $"changes the mode of {Quote(target)} from {before} to {after}",
            $"Sets the mode back to {before}, if it still is {after}.",
            (mode & 0xE00) != 0 ? SafetyLevel.Risky : SafetyLevel.Cautious);
    }
}
