using System.Collections.Immutable;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Ports;

/// <summary>Opens workspaces for executions. Calls block on the disk.</summary>
public interface IWorkspaceTransactions
{
    /// <summary>Paths that no longer are what the report's dry run saw; looks only.</summary>
    ImmutableArray<Drift> FindDrift(ExecutionRequest request, CancellationToken cancel);

    /// <summary>What the vault shows of an execution; looks only, locks nothing, compares no path.</summary>
    /// <exception cref="WorkspaceException">The workspace or its vault cannot be read.</exception>
    DiskTraces FindTraces(ExecutionRequest request);

    /// <summary>Locks the workspace for this process and makes the stage.</summary>
    /// <exception cref="WorkspaceException"><see cref="WorkspaceFault.Busy"/> when another process holds
    /// it.</exception>
    IWorkspaceTransaction Open(ExecutionRequest request);

    /// <summary>Who is at work in the request's workspace; null when nobody is. Looks only.</summary>
    /// <exception cref="WorkspaceException">It is not there, or cannot be read.</exception>
    string? FindHolder(ExecutionRequest request);

    /// <summary>
    /// Compares a directory that a person says is the workspace of an undo plan with what is known of that.
    /// Looks only.
    /// </summary>
    /// <param name="request">The execution, as it was handed in.</param>
    /// <param name="plan">Its journaled undo plan.</param>
    /// <param name="root">The directory, absolute.</param>
    /// <param name="cancel">Ends the comparison.</param>
    /// <exception cref="WorkspaceException">
    /// It cannot be read, or the original is still in its place.
    /// </exception>
    RelocationFinding CompareRelocated(
        ExecutionRequest request, UndoPlan plan, string root, CancellationToken cancel);

    /// <summary>Takes over what a dead process left: finds its stage, whatever it was renamed to.</summary>
    /// <param name="request">The execution.</param>
    /// <param name="plan">Its journaled undo plan; null when none was journaled, so nothing visible
    /// happened.</param>
    /// <exception cref="WorkspaceException">
    /// <see cref="WorkspaceFault.Busy"/> when its process lives; <see cref="WorkspaceFault.Refused"/> when
    /// the workspace is another directory than the one the plan was made on.
    /// </exception>
    IWorkspaceTransaction Reopen(ExecutionRequest request, UndoPlan? plan);
}
