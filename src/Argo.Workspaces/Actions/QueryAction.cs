using Argo.Workspaces.Interpretation;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Asks what a path is; every answer will do, and it must still be the same at execution.</summary>
internal sealed class QueryAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft) =>
        draft.Met($"{Quote(draft.Step.Target)} is {StepWording.Of(draft.Look(draft.Step.Target))}");
}
