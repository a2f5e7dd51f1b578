using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>Reads or displays a file; changes nothing.</summary>
internal sealed class ReadAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var target = draft.Step.Target;
        if (FileTargets.NeedFile(draft, target, draft.Look(target)))
            FileTargets.NeedContent(draft, target);
    }
}
