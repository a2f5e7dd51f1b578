using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;

namespace Argo.Hosting;

/// <summary>The client a host calls: simulate, approve, execute, stop, recover.</summary>
/// <remarks>Every failure that a caller can mend is an <see cref="ArgoException"/> whose message says
/// how.</remarks>
public interface IArgo
{
    /// <summary>
    /// Finds the workspace that a directory or a name means. A name is only one that a person has registered
    /// or the settings have (<see cref="IArgoWorkspaces"/>); nothing is registered by this.
    /// </summary>
    /// <param name="nameOrDirectory">A directory or a name; null takes what the plan names.</param>
    /// <param name="plan">The plan, whose <c>workspace</c> must agree; null asks for none.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<WorkspaceRef> ResolveWorkspaceAsync(
        string? nameOrDirectory, ExecutionPlanArtifact? plan, CancellationToken cancellation = default);

    /// <summary>Simulates a plan and changes nothing; plan and report are kept in the store.</summary>
    Task<DryRunExecutionReport> DryRunAsync(DryRunRequest request, CancellationToken cancellation = default);

    /// <summary>
    /// The report as this store keeps it: what a person is to be shown before approving. Nothing else that
    /// claims to be a report may be shown or approved, whatever its digest.
    /// </summary>
    /// <param name="report">The report that was handed in.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException"><see cref="ArgoFault.Refused"/>: no dry run of this store made it, it
    /// was altered, or no key that counts here has signed it; the message names the member.</exception>
    Task<DryRunExecutionReport> VerifyReportAsync(
        DryRunExecutionReport report, CancellationToken cancellation = default);

    /// <summary>Signs a person's approval of a report that this store keeps.</summary>
    /// <exception cref="ArgoException">The report is refused as by <see cref="VerifyReportAsync"/>, or a text
    /// is missing.</exception>
    Task<ApprovalArtifact> ApproveAsync(ApproveRequest request, CancellationToken cancellation = default);

    /// <summary>Hands an execution in and waits for its durable end.</summary>
    /// <param name="request">What to execute; without report or approval a gate refuses, which is an end
    /// too.</param>
    /// <param name="progress">Told each line of progress, in order.</param>
    /// <param name="cancellation">Asks for a safe stop: the end still comes, with everything undone.</param>
    Task<ExecutionEnd> ExecuteAsync(
        ExecuteRequest request, IProgress<ExecutionProgress>? progress = null,
        CancellationToken cancellation = default);

    /// <summary>Progress of one execution of this process, until it ends.</summary>
    IAsyncEnumerable<ExecutionProgress> WatchAsync(
        ExecutionId execution, CancellationToken cancellation = default);

    /// <summary>Asks for a safe stop, whichever process runs it.</summary>
    Task<ExecutionProtocol.CancelAnswer> CancelAsync(
        ExecutionId execution, string reason, CancellationToken cancellation = default);

    /// <summary>
    /// Resolves one conflict of a parked execution as a person decided, and tries its undo again.
    /// </summary>
    /// <param name="execution">The execution.</param>
    /// <param name="decision">What was decided; it is durable before it is carried out.</param>
    /// <param name="cancellation">Stops waiting; the undo goes on.</param>
    Task<ExecutionProtocol.Recovered> ResolveAsync(
        ExecutionId execution, ConflictDecision decision, CancellationToken cancellation = default);

    /// <summary>Takes over what dead processes left; one execution, or all.</summary>
    Task<ExecutionProtocol.Recovered> RecoverAsync(
        ExecutionId? execution = null, CancellationToken cancellation = default);

    /// <summary>
    /// Takes over what dead processes left in one workspace; what was left in others is not touched.
    /// </summary>
    /// <param name="workspaceRoot">Its absolute path.</param>
    /// <param name="cancellation">Stops waiting; the undo goes on.</param>
    Task<ExecutionProtocol.Recovered> RecoverWorkspaceAsync(
        string workspaceRoot, CancellationToken cancellation = default);

    /// <summary>
    /// Gives up an execution that has not ended and cannot be undone: its workspace is gone, copied or
    /// restored, or its journal is damaged. The tree is left as it is, the originals stay in the workspace's
    /// vault, and record, receipt and journal say who decided so and why.
    /// </summary>
    /// <param name="execution">The execution; no process may be at work on it.</param>
    /// <param name="decision">Who gives it up, and why; durable before anything follows from it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ArgoException">No reason is given.</exception>
    Task<ExecutionProtocol.Recovered> AbandonAsync(
        ExecutionId execution, Abandonment decision, CancellationToken cancellation = default);

    /// <summary>
    /// Takes over an execution whose workspace is at another place by now. What is there is compared with
    /// what the journal and the dry run know; nothing is touched where that does not fit.
    /// </summary>
    /// <param name="execution">The execution.</param>
    /// <param name="relocation">Where, and who says so.</param>
    /// <param name="cancellation">Stops waiting; the undo goes on.</param>
    Task<ExecutionProtocol.Recovered> RecoverInAsync(
        ExecutionId execution, Relocation relocation, CancellationToken cancellation = default);
}
