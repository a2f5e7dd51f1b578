using System.Collections.Immutable;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;

namespace Argo.Hosting;

/// <summary>What was asked, done and undone: reading only, without starting any actor.</summary>
public interface IArgoArchive
{
    /// <summary>Executions, newest first.</summary>
    /// <param name="request">Which; null takes the newest 50 of all.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ImmutableArray<ExecutionEntry>> ListAsync(
        ListRequest? request = null, CancellationToken cancellation = default);

    /// <summary>
    /// Rows of the index that cannot be read any more, because somebody altered them: no other list has
    /// these.
    /// </summary>
    Task<ImmutableArray<UnreadableExecution>> ListUnreadableAsync(CancellationToken cancellation = default);

    /// <summary>
    /// One execution by its id, or by the beginning of it when that is unambiguous; null when there is none.
    /// </summary>
    /// <exception cref="ArgoException">The beginning fits several.</exception>
    Task<StoredExecution?> FindAsync(string idOrPrefix, CancellationToken cancellation = default);

    /// <summary>
    /// A plan, report, approval, result, intent or transcription by its id, by the beginning of it when that
    /// is unambiguous, or by its digest; the newest where several have one id. Null when there is none.
    /// </summary>
    /// <param name="idOrPrefix">Its id, the beginning of it, or its digest.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">The beginning fits several.</exception>
    Task<StoredDocument?> FindDocumentAsync(string idOrPrefix, CancellationToken cancellation = default);

    /// <summary>The execution that has used an approval; null when none has, or it was refused.</summary>
    /// <param name="approvalId">The approval's id.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<string?> FindApprovalUserAsync(string approvalId, CancellationToken cancellation = default);

    /// <summary>
    /// Guidance for undoing one execution by hand; null where there is no such execution, or no record yet.
    /// </summary>
    /// <param name="idOrPrefix">Its id, or the beginning of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">The beginning fits several.</exception>
    Task<RollbackScaffold?> PlanRollbackAsync(string idOrPrefix, CancellationToken cancellation = default);

    /// <summary>Executions whose undo could not finish, and what is in its way; newest first.</summary>
    Task<ImmutableArray<ParkedExecution>> ListParkedAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Executions that changed their workspace in part and have not ended: halted, parked, or left behind by
    /// a process that is gone; oldest first.
    /// </summary>
    Task<ImmutableArray<UnsettledExecution>> ListUnsettledAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Those of them that hold a path which a plan needs: it would be refused at its execution.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workspace">Where it is to run.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ImmutableArray<UnsettledExecution>> FindInTheWayAsync(
        ExecutionPlanArtifact plan, WorkspaceRef workspace, CancellationToken cancellation = default);
}
