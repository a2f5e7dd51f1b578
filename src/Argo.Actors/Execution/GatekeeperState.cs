using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>Everything that a gatekeeper's next decision depends on. No clock, no disk, no actor.</summary>
/// <param name="Request">The execution.</param>
/// <param name="Stage">What it waits for.</param>
internal sealed record GatekeeperState(ExecutionRequest Request, GatekeeperStage Stage)
{
    /// <summary>Why a person or the host asks for a stop; null while nobody does.</summary>
    public string? Stop { get; init; }

    /// <summary>Why security asks for a stop; null while it does not.</summary>
    public string? Halt { get; init; }

    /// <summary>The place in the plan of the step whose turn it is.</summary>
    public int Index { get; init; }

    /// <summary>Whether the workspace is held, so that there is an end to journal.</summary>
    public bool HoldsWorkspace { get; init; }

    public bool IsApprovalUsed { get; init; }

    /// <summary>The undo of everything staged; null until that is known.</summary>
    public UndoPlan? Undo { get; init; }

    /// <summary>The swaps that stand.</summary>
    public ImmutableList<int> Applied { get; init; } = [];

    /// <summary>How many steps have failed.</summary>
    public int Failed { get; init; }

    /// <summary>What the undo of everything came to; null until it was carried out.</summary>
    public RollbackProtocol.Undone? Undone { get; init; }

    /// <summary>Why everything is undone, or the approval refused.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The end that is being made durable; null until it is decided.</summary>
    public ExecutionOutcome? Outcome { get; init; }

    public ImmutableArray<PlanStep> Steps => Request.Plan.Steps;

    /// <summary>The step whose turn it is.</summary>
    public PlanStep Step => Steps[Index];

    /// <summary>Whether somebody asked for a stop of either kind.</summary>
    public bool IsAskedToStop => Stop is not null || Halt is not null;

    /// <summary>Waits for something else, after these commands are carried out.</summary>
    public GatekeeperDecision To(GatekeeperStage stage, params ImmutableArray<GatekeeperCommand> commands) =>
        new(this with { Stage = stage }, commands);

    /// <summary>Goes on waiting: what happened decides nothing.</summary>
    public GatekeeperDecision Stay(params ImmutableArray<GatekeeperCommand> commands) => new(this, commands);
}
