using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>One kind of step: what it needs, and which changes it comes to.</summary>
/// <remarks>
/// An action touches nothing. It looks at the tree through the draft, notes each fact that it needs as met or
/// unmet,
/// and drafts changes; predictions, witness, undo and room follow from those, alike for every action.
/// </remarks>
internal interface IFileAction
{
    /// <summary>The names of steps that it interprets.</summary>
    ImmutableArray<ActionType> Types { get; }

    /// <summary>Notes facts and drafts changes.</summary>
    /// <exception cref="WorkspaceException">
    /// Something may not be looked at: the step's precondition is unmet.
    /// </exception>
    void Interpret(StepDraft draft);
}
