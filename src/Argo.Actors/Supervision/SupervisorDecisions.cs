using Argo.Actors.Execution;
using Argo.Actors.Ports;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>What the supervisor decides about an execution, and says of it. No actor, no clock.</summary>
internal static class SupervisorDecisions
{
    /// <summary>Why a cancel comes too late; null when it does not.</summary>
    public static string? WhyTooLate(ScheduledExecution scheduled) =>
        scheduled.IsRecovery || scheduled.Phase is ExecutionPhase.RollingBack or ExecutionPhase.Committing
            ? $"it is too late: it is {scheduled.Phase}"
            : null;

    /// <summary>
    /// What whoever waits is told after a worker has stopped; null when the execution is to be recovered.
    /// </summary>
    public static object? AnswerAfterDeath(ScheduledExecution scheduled, ExecutionLimits limits)
    {
        var execution = scheduled.Request.ExecutionId;
        if (scheduled.End is { } end)
            return Told(execution, end);
        if (scheduled.GivenUp is { } reason)
            return new NotKnown(execution, reason);
        return scheduled.IsRecovery && scheduled.Attempts >= limits.RecoveryAttempts
            ? new NotKnown(
                execution,
                $"It could not be brought to an end here ({scheduled.Fault ?? "its worker died"}). "
                + $"{scheduled.WhatStands} Once that is mended, 'argo recover {execution}' ends it.")
            : null;
    }

    /// <summary>The pause before an execution is recovered whose worker died; it doubles.</summary>
    /// <param name="attempts">How often its recovery was tried.</param>
    /// <param name="limits">The bounds.</param>
    public static TimeSpan PauseBefore(int attempts, ExecutionLimits limits) =>
        attempts == 0 ? TimeSpan.Zero : limits.RecoveryBackoff * (1 << (attempts - 1));

    /// <summary>What is said of an end that the store cannot keep now.</summary>
    public static string NotKept(GatekeeperProtocol.NotKept end) =>
        $"It has ended ({end.End.State}), as its journal says, but the store cannot keep that "
        + $"now: {end.Reason} 'argo recover {end.ExecutionId}' then stores it.";

    /// <summary>An end, as whoever waits for it is told.</summary>
    public static Ended Told(ExecutionId execution, ExecutionEnd end) =>
        new(execution, end.State, end.Result, end.Record);
}
