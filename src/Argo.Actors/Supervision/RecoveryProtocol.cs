using System.Collections.Immutable;
using Akka.Actor;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>What the supervisor and its <see cref="RecoveryCoordinator"/> say to each other.</summary>
internal static class RecoveryProtocol
{
    /// <summary>
    /// Looks for what dead processes left. Answered by <see cref="Found"/> or <see cref="FindFailed"/>.
    /// </summary>
    /// <param name="Order">What was asked for.</param>
    /// <param name="Asker">Who waits for the end of it; null at the start, when nobody does.</param>
    internal sealed record Find(Recover Order, IActorRef? Asker);

    /// <summary>What was left.</summary>
    /// <param name="Requests">Executions to take over.</param>
    /// <param name="Lost">Executions that cannot be taken over, and why.</param>
    /// <param name="Order">What was asked for.</param>
    /// <param name="Asker">Who waits for the end of it; null when nobody does.</param>
    internal sealed record Found(
        ImmutableArray<ExecutionRequest> Requests, ImmutableArray<NotKnown> Lost, Recover Order,
        IActorRef? Asker);

    /// <summary>The store does not say what was left.</summary>
    internal sealed record FindFailed(IActorRef? Asker, Exception Cause);

    /// <summary>
    /// The supervisor has taken over what was found: once all of it is closed, the asker is to be told.
    /// </summary>
    internal sealed record TellWhenClosed(
        IActorRef Asker, ImmutableArray<ExecutionId> Executions, ImmutableArray<NotKnown> Lost);

    /// <summary>An execution has ended, or cannot be brought to an end here.</summary>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Answer">An <see cref="Ended"/> or a <see cref="NotKnown"/>.</param>
    internal sealed record Closed(ExecutionId ExecutionId, object Answer);
}
