using System.Collections.Immutable;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;

namespace Argo.Actors.Ports;

/// <summary>The store as the actors see it: what was asked, what was approved, how it ended.</summary>
public interface IExecutionRepository
{
    /// <summary>
    /// Makes a request durable; when its id is known already, that entry is returned and nothing written.
    /// </summary>
    Task<Admission> AdmitAsync(ExecutionRequest request);

    /// <summary>Notes that this process works on it.</summary>
    Task MarkRunningAsync(ExecutionId execution);

    /// <summary>Makes an end durable: state, result and record in one commit.</summary>
    Task FinishAsync(
        ExecutionId execution, ExecutionState state, ExecutionResultArtifact result, ExecutionRecord record);

    /// <summary>How an execution ended; null while it has not, or is not known.</summary>
    Task<ExecutionEnd?> FindEndAsync(ExecutionId execution);

    /// <summary>
    /// The states that the index of executions and the signed receipts tell of, whatever the journal says.
    /// </summary>
    Task<ImmutableArray<ExecutionState>> FindToldStatesAsync(ExecutionId execution);

    /// <summary>Executions without an end, of processes that are gone; oldest first.</summary>
    Task<ImmutableArray<ExecutionEntry>> FindAbandonedAsync();

    /// <summary>
    /// The process that an execution is queued or runs in, if that lives and is another than this one; null
    /// when none does.
    /// </summary>
    Task<string?> FindLiveOwnerAsync(ExecutionId execution);

    /// <summary>The request behind an entry; null when its artifacts are missing or altered.</summary>
    Task<ExecutionRequest?> LoadRequestAsync(ExecutionId execution);

    /// <summary>
    /// The request as far as the index alone knows it, with no steps: enough to give an execution up whose
    /// plan is lost. Null when the execution is not known.
    /// </summary>
    Task<ExecutionRequest?> LoadRemainsAsync(ExecutionId execution);

    /// <summary>The execution that has used an approval; null when none has.</summary>
    Task<string?> FindConsumerAsync(string approvalId);

    /// <summary>
    /// The execution that ran under an approval as index, journal or a signed end tell, whatever the list of
    /// used approvals says; null when none has.
    /// </summary>
    Task<string?> FindUserAsync(string approvalId);

    /// <summary>Why an approval was refused for good; null when it was not.</summary>
    Task<string?> FindRefusalAsync(string approvalId);

    /// <summary>
    /// Refuses an approval for good, durably, unless an execution has used it: a clock that is set back does
    /// not bring it back.
    /// </summary>
    Task RefuseAsync(string approvalId, ExecutionId execution, string refusal);

    /// <summary>
    /// Uses an approval, durably; false when another execution has, or it was refused for good.
    /// </summary>
    Task<bool> TryConsumeAsync(string approvalId, ExecutionId execution);
}
