using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Ports;

/// <summary>
/// One execution's hold on its workspace: the protocol's disk half, in the order of its calls.
/// </summary>
/// <remarks>
/// Every call may block on the disk and throws <see cref="WorkspaceException"/> when the disk refuses; none
/// is made but by the actors on the file dispatcher, one at a time. A call that takes a token throws
/// <see cref="OperationCanceledException"/> once it is cancelled, and the tree is then as it was before the
/// call. A call without one goes to its end: it is short, or stopping it half way would leave more to repair
/// than it saves. Disposing lets go of the workspace and changes nothing.
/// </remarks>
public interface IWorkspaceTransaction : IDisposable
{
    /// <summary>
    /// Stages one step beside the tree: nothing in the tree changes. After a cancelled call the execution
    /// can only be collected.
    /// </summary>
    StagedStep Stage(int stepId, CancellationToken cancel);

    /// <summary>
    /// Makes everything done so far durable. A failed flush is never tried again and believed.
    /// </summary>
    void Flush(); // one system call: there is nothing to stop

    /// <summary>Paths that no longer are what the dry run saw.</summary>
    ImmutableArray<Drift> VerifyWitness(CancellationToken cancel);

    /// <summary>The undo of everything staged; to be durable before the first <see cref="Apply"/>.</summary>
    UndoPlan BuildUndoPlan();

    /// <summary>Makes one staged step visible and looks at what came of it.</summary>
    /// <param name="stepId">The step.</param>
    /// <param name="cancel">
    /// Heard until the first swap of the step. From then on it goes to its end, because what was swapped in
    /// must be looked at and told.
    /// </param>
    StepOutcome Apply(int stepId, CancellationToken cancel);

    /// <summary>
    /// Just before COMPLETED: paths whose originals others have written to since they were taken out, and
    /// moved or copied directories that others have changed. None when the end may be journaled; else
    /// everything is undone.
    /// </summary>
    ImmutableArray<Drift> FindChangedOriginals(CancellationToken cancel);

    /// <summary>Renames the stage, so that another executor's next swap finds nothing.</summary>
    void Fence(int epoch);

    /// <summary>
    /// Before the first undo: what the undo needs and does not find (the stage, an original, its second
    /// name), each as a conflict. While there is one, nothing may be undone.
    /// </summary>
    /// <param name="rows">The swaps that are to be undone.</param>
    /// <param name="decisions">What a person decided about conflicts, by path.</param>
    ImmutableArray<UndoOutcome> FindMissing(
        IReadOnlyList<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions);

    /// <summary>
    /// Undoes one swap; idempotent; never touches what is foreign unless a person decided so.
    /// </summary>
    /// <remarks>
    /// Not cancelled: an undo that was begun is what everything else waits for, and it renames rather than
    /// copies.
    /// </remarks>
    /// <param name="row">The swap.</param>
    /// <param name="decisions">What a person decided about conflicts, by path.</param>
    UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions);

    /// <summary>
    /// Touched paths that, after an undo, are not what the dry run saw: none when the tree equals what it
    /// was.
    /// </summary>
    ImmutableArray<Drift> VerifyRestored(CancellationToken cancel);

    /// <summary>What every touched path is now.</summary>
    StateSnapshot Snapshot(CancellationToken cancel);

    /// <summary>
    /// What others changed outside the plan since the workspace was opened; none where nobody watches, null
    /// where nobody can tell.
    /// </summary>
    ImmutableArray<Drift>? FindUndeclared(CancellationToken cancel);

    /// <summary>
    /// Removes the stage; only after the end is durable. Kept originals go to the vault's retention.
    /// </summary>
    /// <remarks>Not cancelled: half a collection is work for the next start.</remarks>
    /// <returns>
    /// What was not removed but taken to <c>.argo/conflicts/</c>, because others have written to it, or may.
    /// </returns>
    ImmutableArray<Drift> Collect();
}
