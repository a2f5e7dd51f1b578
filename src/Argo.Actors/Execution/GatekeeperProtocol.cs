using Argo.Actors.Ports;
using Argo.Actors.Supervision;

namespace Argo.Actors.Execution;

/// <summary>What a gatekeeper (or a recovery) tells the supervisor, and the other way round.</summary>
internal static class GatekeeperProtocol
{
    /// <summary>What a worker reports to the supervisor.</summary>
    internal abstract record Report(ExecutionId ExecutionId);

    /// <summary>Where it is now.</summary>
    internal sealed record Progressed(ExecutionId ExecutionId, ExecutionPhase Phase, int StepsDone)
        : Report(ExecutionId);

    /// <summary>It has ended, durably.</summary>
    internal sealed record Finished(ExecutionId ExecutionId, ExecutionEnd End) : Report(ExecutionId);

    /// <summary>
    /// It has ended, and its journal says so, but the store cannot keep the end; it is tried again until it
    /// can.
    /// </summary>
    internal sealed record NotKept(ExecutionId ExecutionId, ExecutionEnd End, string Reason)
        : Report(ExecutionId);

    /// <summary>The worker is about to die of this; what follows is only its termination.</summary>
    internal sealed record Failing(ExecutionId ExecutionId, string Reason) : Report(ExecutionId);

    /// <summary>A person or the host asks it to stop; everything is to be undone.</summary>
    internal sealed record Stop(string Reason);

    /// <summary>The security monitor raised an alarm.</summary>
    internal sealed record Halt(string Reason);

    /// <summary>A recovery cannot take the execution over now; nothing was touched.</summary>
    internal sealed record NotRecovered(ExecutionId ExecutionId, string Reason) : Report(ExecutionId);
}
