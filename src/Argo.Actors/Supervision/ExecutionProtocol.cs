using System.Collections.Immutable;
using Argo.Actors.Observation;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Supervision;

/// <summary>What a host and the supervisor at <c>/user/argo</c> say to each other.</summary>
/// <remarks>Progress goes to the event stream as <see cref="ExecutionProgress"/>.</remarks>
public static class ExecutionProtocol
{
    /// <summary>
    /// Hands an execution in. Answered by <see cref="Submitted"/> or <see cref="Refused"/>.
    /// </summary>
    public sealed record Submit(ExecutionRequest Request);

    /// <summary>The execution is durable: it will end, whatever happens to this process.</summary>
    /// <param name="Existing">Whether the id was known already; nothing new was begun then.</param>
    public sealed record Submitted(ExecutionId ExecutionId, bool Existing);

    /// <summary>Nothing was taken on, and why.</summary>
    /// <param name="IsInputWrong">Whether the caller can mend it; else it may be tried again later.</param>
    public sealed record Refused(ExecutionId ExecutionId, string Reason, bool IsInputWrong = false);

    /// <summary>Asks to be told the end. Answered by <see cref="Ended"/> or <see cref="NotKnown"/>.</summary>
    public sealed record AwaitEnd(ExecutionId ExecutionId);

    /// <summary>How it ended.</summary>
    public sealed record Ended(
        ExecutionId ExecutionId, ExecutionState State, ExecutionResultArtifact Result,
        ExecutionRecord Record);

    /// <summary>
    /// The execution is not this supervisor's, its end cannot be read, or it could not be brought to an end.
    /// </summary>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="IsStoreFault">Whether only the store is in the way: the execution itself has
    /// ended.</param>
    public sealed record NotKnown(ExecutionId ExecutionId, string Reason, bool IsStoreFault = false);

    /// <summary>
    /// Asks where an execution stands. Answered by <see cref="Status"/> or <see cref="NotKnown"/>.
    /// </summary>
    public sealed record GetStatus(ExecutionId ExecutionId);

    /// <summary>Where an execution stands.</summary>
    public sealed record Status(ExecutionId ExecutionId, ExecutionPhase Phase, int StepsDone, int StepsTotal);

    /// <summary>Asks for a safe stop: the step under way ends, then everything is undone.</summary>
    public sealed record Cancel(ExecutionId ExecutionId, string Reason);

    /// <summary>Whether a cancel reached a running execution.</summary>
    public sealed record CancelAnswer(ExecutionId ExecutionId, bool Accepted, string Detail);

    /// <summary>
    /// The security monitor raised an alarm: no further step anywhere, nothing undone by itself. Answered by
    /// <see cref="Escalated"/>.
    /// </summary>
    public sealed record Escalate(SecurityReading Reading, string Reason);

    /// <summary>
    /// Every execution that runs has the order before whatever is sent to it after this answer: no step
    /// begins that had not begun.
    /// </summary>
    public sealed record Escalated;

    /// <summary>
    /// Takes over what dead processes left. Answered by <see cref="Recovered"/> when all of it has ended.
    /// </summary>
    /// <param name="ExecutionId">One execution only; null takes all but halted ones.</param>
    /// <param name="Decision">What a person decided about a conflict of that execution; null decides
    /// nothing.</param>
    /// <param name="Abandonment">A person gives that execution up; null does not.</param>
    /// <param name="Relocation">Where a person says that its workspace is by now; null says nothing.</param>
    /// <param name="WorkspaceRoot">Only what was left in this workspace; null takes all.</param>
    public sealed record Recover(
        ExecutionId? ExecutionId,
        ConflictDecision? Decision = null,
        Abandonment? Abandonment = null,
        Relocation? Relocation = null,
        string? WorkspaceRoot = null)
    {
        /// <summary>A recovery that is at work began without it, so that it cannot join that one.</summary>
        internal bool HasDecision =>
            Decision is not null || Abandonment is not null || Relocation is not null;
    }

    /// <summary>What recovery came to.</summary>
    public sealed record Recovered(ImmutableArray<Ended> Ends, ImmutableArray<NotKnown> Failures);

    /// <summary>
    /// Asks for a safe end of everything: no new work, running steps end, plans are undone.
    /// </summary>
    public sealed record Drain(string Reason);

    /// <summary>Nothing runs any more.</summary>
    public sealed record Drained;
}
