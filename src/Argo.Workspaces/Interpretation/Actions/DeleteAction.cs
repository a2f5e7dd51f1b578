using System.Collections.Immutable;
using Argo.Artifacts;
using static Argo.Workspaces.Interpretation.Words;

namespace Argo.Workspaces.Interpretation;

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
            RemoveDirectory(draft, target);
        else
            draft.Say($"deletes {Quote(target)}, {Words.Of(entry)}", Undo, SafetyLevel.Risky);
        draft.Do(new Change.Remove(target, entry.Kind));
    }

    private static void RemoveDirectory(StepDraft draft, string target)
    {
        draft.Check(
            draft.Step.Parameters.Recursive,
            "recursive is set",
            $"{Quote(target)} is a directory; set parameters.recursive to delete it with all below it");
        if (!Directories.NeedChangeable(draft, target)) // to be moved into the vault, its '..' must change
            return;
        var below = draft.Around.Tree.Below(target);
        var bytes = below.Sum(entry => entry.Entry.Size);
        draft.Say(
            $"deletes the directory {Quote(target)} with {Count(below.Count, "entry", "entries")} below it, "
            + Bytes(bytes),
            Undo,
            below.Count == 0 ? SafetyLevel.Risky : SafetyLevel.Critical);
    }
}
