using Akka.Actor;
using Argo.Actors.Execution;
using Argo.Actors.Ports;

namespace Argo.Actors.Supervision;

/// <summary>One execution that this supervisor answers for, from admission to its durable end.</summary>
internal sealed class ScheduledExecution(ExecutionRequest request, bool isRecovery)
{
    public ExecutionRequest Request { get; } = request;

    public PathClaim Claim { get; } = PathClaim.Of(request);

    /// <summary>Who must be told the end.</summary>
    public List<IActorRef> Waiters { get; } = [];

    /// <summary>The gatekeeper or the recovery at work; null while it waits for its paths.</summary>
    public IActorRef? Worker { get; set; }

    public bool IsRecovery { get; private set; } = isRecovery;

    /// <summary>What was asked of this recovery; null while it is none that somebody asked for.</summary>
    public ExecutionProtocol.Recover? Recover { get; init; }

    /// <summary>
    /// What came while this recovery ran and cannot join it: begun again when it has ended.
    /// </summary>
    public List<object> Afterwards { get; } = [];

    public int Attempts { get; set; }

    public ExecutionPhase Phase { get; set; } = ExecutionPhase.Queued;

    public int StepsDone { get; private set; }

    /// <summary>What is in the tree where this process cannot bring it to an end.</summary>
    public string WhatStands => StepsDone > 0
        ? $"{StepsDone} of {Request.Plan.Steps.Length} step(s) had run, and what they changed stands in the "
            + "tree unless an undo has begun."
        : "What its steps changed, if any had begun, stands in the tree.";

    /// <summary>A recovery does not count what the process before it did.</summary>
    private void NoteProgress(ExecutionPhase phase, int stepsDone) =>
        (Phase, StepsDone) = (phase, IsRecovery ? StepsDone : stepsDone);

    /// <summary>
    /// A stop or halt that came while it waited; given to the gatekeeper as its first message.
    /// </summary>
    public object? Order { get; set; }

    /// <summary>Its durable end; what follows is only its worker's termination.</summary>
    public ExecutionEnd? End { get; set; }

    /// <summary>What ended its worker last; null where only its process is gone.</summary>
    public string? Fault { get; set; }

    /// <summary>
    /// Why its end, which the journal has, is not stored yet; null when it is, or has none.
    /// </summary>
    public string? NotKept { get; set; }

    /// <summary>Why it cannot go on here; what follows is only its worker's termination.</summary>
    public string? GivenUp { get; set; }

    /// <summary>The recipe for its worker: a gatekeeper, or a recovery.</summary>
    public Props WorkerProps(ExecutionServices services) => IsRecovery
        ? RecoveryActor.Props(Request, services, Recover ?? new ExecutionProtocol.Recover(null), Fault)
        : GatekeeperActor.Props(Request, services);

    /// <summary>Keeps what its worker reports.</summary>
    public void Note(GatekeeperProtocol.Report report)
    {
        switch (report)
        {
            case GatekeeperProtocol.Progressed now: NoteProgress(now.Phase, now.StepsDone); break;
            case GatekeeperProtocol.Finished finished: End = finished.End; break;
            case GatekeeperProtocol.NotKept end: NotKept = SupervisorDecisions.NotKept(end); break;
            case GatekeeperProtocol.Failing failing: Fault = failing.Reason; break;
            case GatekeeperProtocol.NotRecovered given: GivenUp = given.Reason; break;
        }
    }

    /// <summary>Its worker died: from now on it is recovered.</summary>
    public void BecomeRecovery()
    {
        if (!IsRecovery)
            (IsRecovery, Attempts) = (true, 0);
    }
}
