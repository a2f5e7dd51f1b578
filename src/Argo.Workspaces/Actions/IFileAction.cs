using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>The handler of a verb: what a step needs, and which changes it comes to.</summary>
/// <remarks>
/// It touches nothing. It looks at the tree through the draft, notes each fact that it needs as met or unmet,
/// and drafts changes. Prediction, witness, staging, swap, verification and undo follow from the changes, in
/// the same way for every verb.
/// </remarks>
internal interface IFileAction
{
    /// <summary>Notes facts and drafts changes.</summary>
    /// <exception cref="WorkspaceException">
    /// Something may not be looked at: the step's precondition is unmet.
    /// </exception>
    void Interpret(StepDraft draft);
}
