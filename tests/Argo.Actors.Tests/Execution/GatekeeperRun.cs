using System.Collections.Immutable;
using Argo.Actors.Execution;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using static Argo.Actors.Execution.GatekeeperCommand;

namespace Argo.Actors.Tests.Execution;

/// <summary>A gatekeeper's state machine, what happens to it, and what it decides.</summary>
internal sealed class GatekeeperRun
{
    public static readonly GatekeeperProtocol.Stop Stop = new("changed my mind");
    public static readonly GatekeeperProtocol.Halt Halt = new("intrusion");
    public static readonly WorkspaceProtocol.Failed Broken =
        new(new WorkspaceException(WorkspaceFault.Io, "input/output error"));

    public List<GatekeeperCommand> Commands { get; } = [];

    public GatekeeperState State { get; private set; } = GatekeeperMachine.Begin(Some.Approved(1, 2));

    /// <summary>Begins anew.</summary>
    public void Begin(ExecutionRequest? request = null)
    {
        Commands.Clear();
        State = GatekeeperMachine.Begin(request ?? Some.Approved(1, 2));
    }

    public static WorkspaceProtocol.SnapshotTaken Snapshot => new(new StateSnapshot
    {
        CapturedAt = Some.Noon,
    });

    public static WorkspaceProtocol.Failed Busy =>
        new(new WorkspaceException(WorkspaceFault.Busy, "process 42 holds it"));

    /// <summary>What happens up to PREPARED where nothing disturbs a plan of two steps.</summary>
    public static object[] Preparation =>
    [
        Facts(), new WorkspaceProtocol.Opened(null!), Snapshot, Staged(1), Staged(2),
        new WorkspaceProtocol.Flushed(), new WorkspaceProtocol.WitnessVerified([]),
        new WorkspaceProtocol.UndoPlanBuilt(Some.UndoPlan(1, 2)), new GatekeeperEvent.ApprovalUse(true),
    ];

    public static GateFacts Facts() => new(
        Some.Noon.AddMinutes(1), Some.Secure, null, null, new Observed<string?>(null),
        new Observed<string?>(null), new Observed<ImmutableArray<Drift>>([]), Some.Root);

    public static StepProtocol.Outcome.Staged Staged(int step) => new(0, new StagedStep(step, [], null));

    public static StepProtocol.Outcome.Applied Applied(int step, int swap) =>
        new(0, new StepOutcome { StepId = step, Success = true, AppliedSwaps = [swap] });

    public static StepProtocol.Outcome.Applied Failed(int step, params ImmutableArray<int> swaps) =>
        new(0, new StepOutcome { StepId = step, Success = false, Error = "no", AppliedSwaps = swaps });

    public static RollbackProtocol.StepUndone Undone(int step, UndoVerdict verdict) =>
        new([new UndoOutcome(Some.Row(step, step - 1), verdict, "why")], 2);

    public static ExecutionChildren.StepDied Died(int step) => new(step, null!);

    public static RollbackProtocol.Journaled Done(RollbackPhase phase) => new(phase, 1);

    public void Prepare(OnFailure onFailure = OnFailure.Rollback)
    {
        Begin(Some.Approved(Some.Plan(1, 2) with { OnFailure = onFailure }));
        Happen(Preparation);
        Assert.IsType<RollbackProtocol.Prepare>(Journaled());
        Happen(Done(RollbackPhase.Prepared));
    }

    public void Happen(params object[] events)
    {
        foreach (var one in events)
        {
            var decision = GatekeeperMachine.Next(State, one);
            State = decision.Next;
            Commands.AddRange(decision.Commands);
        }
    }

    /// <summary>What was to be journaled last.</summary>
    public RollbackProtocol.Request Journaled() => Commands.OfType<Journal>().Last().Request;

    public ExecutionOutcome Sealed() => Assert.Single(Commands.OfType<Seal>()).Outcome;
}
