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
        var noMode = ObjectRules.WhyNoMode(target, entry);
        draft.Check(noMode is null, $"{Quote(target)} is {StepWording.Of(entry)}", noMode ?? "");
        FileTargets.NeedUnpinned(draft, target, entry);
        if (ObjectRules.WhyNotOneName(target, entry) is { } reason)
            draft.Unmet(reason);
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
