using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Ports;

/// <summary>
/// One execution's hold on its workspace: the protocol's disk half, in the order of its calls.
/// </summary>
/// <remarks>
/// Every call may block on the disk and throws <see cref="WorkspaceException"/> when the disk says no; none
/// is made on an actor's own thread but the disk actor's. Disposing lets go of the workspace and changes
/// nothing.
/// </remarks>
public interface IWorkspaceTransaction : IDisposable
{
    /// <summary>Stages one step beside the tree: nothing in the tree changes.</summary>
    StagedStep Stage(int stepId);

    /// <summary>
    /// Makes everything done so far durable. A failed flush is never tried again and believed.
    /// </summary>
    void Flush();

    /// <summary>Paths that no longer are what the dry run saw.</summary>
    ImmutableArray<Drift> VerifyWitness();

    /// <summary>The undo of everything staged; to be durable before the first <see cref="Act"/>.</summary>
    UndoPlan BuildUndoPlan();

    /// <summary>Makes one staged step visible and looks at what came of it.</summary>
    StepOutcome Act(int stepId);

    /// <summary>
    /// Just before COMPLETED: paths whose originals others have written to since they were taken out, and
    /// moved or copied directories that others have changed. None when the end may be journaled; else
    /// everything is undone.
    /// </summary>
    ImmutableArray<Drift> FindChangedOriginals();

    /// <summary>Renames the stage, so that another executor's next swap finds nothing.</summary>
    void Fence(int epoch);

    /// <summary>
    /// After the fence and before the first undo: what the undo needs and does not find (the stage, an
    /// original, its second name), each as a conflict. While there is one, nothing may be undone.
    /// </summary>
    /// <param name="rows">The swaps that are to be undone.</param>
    /// <param name="decisions">What a person decided about conflicts, by path.</param>
    ImmutableArray<UndoOutcome> FindMissing(
        IReadOnlyList<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions);

    /// <summary>
    /// Undoes one swap; idempotent; never touches what is foreign unless a person decided so.
    /// </summary>
    /// <param name="row">The swap.</param>
    /// <param name="decisions">What a person decided about conflicts, by path.</param>
    UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions);

    /// <summary>
    /// Touched paths that, after an undo, are not what the dry run saw: none when the tree equals what it
    /// was.
    /// </summary>
    ImmutableArray<Drift> VerifyRestored();

    /// <summary>What every touched path is now.</summary>
    StateSnapshot Snapshot();

    /// <summary>
    /// What others changed outside the plan since the workspace was opened; none where nobody watches, null
    /// where nobody can tell.
    /// </summary>
    ImmutableArray<Drift>? FindUndeclared();

    /// <summary>
    /// Removes the stage; only after the end is durable. Kept originals go to the vault's retention.
    /// </summary>
    /// <returns>
    /// What was not removed but taken to <c>.argo/conflicts/</c>, because others have written to it, or may.
    /// </returns>
    ImmutableArray<Drift> Collect();
}
