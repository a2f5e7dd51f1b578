using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Removes a file, a link itself, or with <c>recursive</c> a directory and all below it.</summary>
internal sealed class DeleteAction : IFileAction
{
    private const string Undo =
        "Puts the original back from the vault: the very object, with its attributes and all below it.";

    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var target = draft.Step.Target;
        if (Removals.Draft(draft, target, draft.Step.Parameters.Recursive) is not var (entry, below))
            return;
        if (entry.Kind != EntryKind.Directory)
        {
            draft.Say($"deletes {Quote(target)}, {StepWording.Of(entry)}", Undo, SafetyLevel.Risky);
            return;
        }
        var bytes = below.Sum(held => held.Entry.Size);
        draft.Say(
            $"deletes the directory {Quote(target)} with {Count(below.Count, "entry", "entries")} below it, "
            + Bytes(bytes),
            Undo,
            below.Count == 0 ? SafetyLevel.Risky : SafetyLevel.Critical);
    }
}
