using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// What is asked of a <see cref="WorkspaceActor"/>: the disk work of the whole execution. Each request has a
/// reply of its own type, or <see cref="Failed"/>.
/// </summary>
internal static class WorkspaceProtocol
{
    /// <summary>One call.</summary>
    internal abstract record Request
    {
        /// <summary>Comes back with the reply, so that the late reply of an earlier call is known.</summary>
        public int Attempt { get; init; }

        /// <summary>Ends a call that only looks; one that changes something goes to its end.</summary>
        public CancellationToken Cancel { get; init; }
    }

    /// <summary>What a call came to.</summary>
    internal abstract record Reply
    {
        /// <summary>That of the request.</summary>
        public int Attempt { get; init; }
    }

    /// <summary>The call failed: the disk refused, the call was cancelled, or there is a bug.</summary>
    internal sealed record Failed(Exception Cause) : Reply;

    /// <summary>Compares the tree with the dry run, without holding the workspace.</summary>
    internal sealed record FindDrift(ExecutionRequest Execution) : Request;

    /// <summary>Paths that no longer are what the dry run saw.</summary>
    internal sealed record DriftFound(ImmutableArray<Drift> Drifts) : Reply;

    /// <summary>Looks for traces of an execution, without holding the workspace.</summary>
    /// <param name="Execution">The execution, on the workspace where it is by now.</param>
    /// <param name="ComparesTree">
    /// Whether the tree is compared with the dry run too, if there is a stage; that may read many files.
    /// </param>
    /// <param name="ComparesAlways">The same, whether there is a stage or not.</param>
    internal sealed record FindTraces(ExecutionRequest Execution, bool ComparesTree, bool ComparesAlways)
        : Request;

    /// <summary>What the workspace shows of the execution.</summary>
    internal sealed record TracesFound(DiskTraces Traces) : Reply;

    /// <summary>Asks who is at work in the workspace.</summary>
    internal sealed record FindHolder(ExecutionRequest Execution) : Request;

    /// <summary>Who is at work there; null when nobody is.</summary>
    internal sealed record HolderFound(string? Holder) : Reply;

    /// <summary>Compares a directory with the workspace of an undo plan.</summary>
    internal sealed record CompareRelocated(ExecutionRequest Execution, UndoPlan Plan, string Root) : Request;

    /// <summary>What the comparison found.</summary>
    internal sealed record RelocatedCompared(RelocationFinding Finding) : Reply;

    /// <summary>Takes the workspace for a new execution and makes its stage.</summary>
    internal sealed record Open(ExecutionRequest Execution) : Request;

    /// <summary>Takes over what a dead process left there.</summary>
    internal sealed record Reopen(ExecutionRequest Execution, UndoPlan? Plan) : Request;

    /// <summary>The workspace is held, until the workspace actor stops.</summary>
    internal sealed record Opened(WorkspaceHold Hold) : Reply;

    /// <summary>Makes everything done so far durable.</summary>
    internal sealed record Flush : Request;

    /// <summary>It is durable.</summary>
    internal sealed record Flushed : Reply;

    /// <summary>Compares the tree with the dry run once more, under the lock.</summary>
    internal sealed record VerifyWitness : Request;

    /// <summary>Paths that no longer are what the dry run saw.</summary>
    internal sealed record WitnessVerified(ImmutableArray<Drift> Drifts) : Reply;

    /// <summary>Asks for the undo of everything staged.</summary>
    internal sealed record BuildUndoPlan : Request;

    /// <summary>To be durable before the first step is applied.</summary>
    internal sealed record UndoPlanBuilt(UndoPlan Plan) : Reply;

    /// <summary>Looks what every touched path is now.</summary>
    internal sealed record TakeSnapshot : Request;

    /// <summary>What every touched path is.</summary>
    internal sealed record SnapshotTaken(StateSnapshot Snapshot) : Reply;

    /// <summary>Looks whether others have written to the originals, just before COMPLETED.</summary>
    internal sealed record CheckOriginals : Request;

    /// <summary>The originals that others have changed.</summary>
    internal sealed record OriginalsChecked(ImmutableArray<Drift> Changed) : Reply;

    /// <summary>Renames the stage after the claim of an undo.</summary>
    internal sealed record Fence(int Epoch) : Request;

    /// <summary>Nobody else can swap through the stage any more.</summary>
    internal sealed record Fenced : Reply;

    /// <summary>Looks whether an undo finds everything that it needs.</summary>
    internal sealed record FindMissing(
        ImmutableArray<UndoRow> Rows, ImmutableDictionary<string, ConflictChoice> Decisions) : Request;

    /// <summary>What is missing, each as a conflict; none when the undo may begin.</summary>
    internal sealed record MissingFound(ImmutableArray<UndoOutcome> Missing) : Reply;

    /// <summary>Compares the tree with the dry run after an undo.</summary>
    internal sealed record VerifyRestored : Request;

    /// <summary>Touched paths that are not what they were.</summary>
    internal sealed record RestoredVerified(ImmutableArray<Drift> Drifts) : Reply;

    /// <summary>Looks what others changed outside the plan.</summary>
    internal sealed record FindUndeclared : Request;

    /// <summary>What others changed; null where nobody can tell.</summary>
    internal sealed record UndeclaredFound(ImmutableArray<Drift>? Changes) : Reply;

    /// <summary>Removes the stage; only after the end is durable.</summary>
    internal sealed record Collect : Request;

    /// <summary>The stage is gone, but for what was kept because others have written to it.</summary>
    internal sealed record Collected(ImmutableArray<Drift> Kept) : Reply;
}
