using Argo.Actors.Ports;

namespace Argo.Actors.Execution;

/// <summary>What a worker and its <see cref="SealingActor"/> say to each other.</summary>
internal static class SealingProtocol
{
    /// <summary>The end is a fact: seals record and result, collects the stage, stores the end.</summary>
    internal sealed record Seal(ExecutionOutcome Outcome);

    /// <summary>The end was sealed before a crash: collects what is left of the stage, stores it.</summary>
    /// <param name="End">The end, as it was stored.</param>
    internal sealed record Collect(ExecutionEnd End);

    /// <summary>The store cannot keep the end now; it is tried again until it can.</summary>
    internal sealed record NotStored(ExecutionEnd End, string Reason);

    /// <summary>The end is stored.</summary>
    internal sealed record Stored(ExecutionEnd End);
}
