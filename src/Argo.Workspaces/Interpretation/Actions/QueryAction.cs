using System.Collections.Immutable;
using Argo.Artifacts;
using static Argo.Workspaces.Interpretation.Words;

namespace Argo.Workspaces.Interpretation;

/// <summary>Asks what a path is; every answer will do, and it must still be the same at execution.</summary>
internal sealed class QueryAction : IFileAction
{
    /// <inheritdoc/>
    public ImmutableArray<ActionType> Types => [ActionType.Query];

    /// <inheritdoc/>
    public void Interpret(StepDraft draft) =>
        draft.Met($"{Quote(draft.Step.Target)} is {Words.Of(draft.Look(draft.Step.Target))}");
}
