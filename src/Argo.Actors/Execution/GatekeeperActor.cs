using Akka.Actor;
using Akka.Event;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using static Argo.Actors.Execution.GatekeeperCommand;

namespace Argo.Actors.Execution;

/// <summary>
/// Runs one execution: lets nothing happen that was not simulated and approved, and ends it all or nothing.
/// </summary>
/// <remarks>
/// What follows from what is decided by <see cref="GatekeeperMachine"/>, whose diagram shows the states; this
/// actor tells it what happens, and carries out what it decides. A child that dies takes the gatekeeper with
/// it, and the supervisor starts a recovery, which asks the journal.
/// </remarks>
internal sealed class GatekeeperActor : ExecutionWorker
{
    private readonly GatekeeperNotes _notes;
    private GatekeeperState _state;
    private long? _waitingSince;

    public GatekeeperActor(ExecutionRequest request, ExecutionServices services)
        : base(request, services)
    {
        _notes = new GatekeeperNotes(request, Account, services.Time);
        _state = GatekeeperMachine.Begin(request);
    }

    public static Props Props(ExecutionRequest request, ExecutionServices services) =>
        Akka.Actor.Props.Create(() => new GatekeeperActor(request, services));

    protected override void PreStart()
    {
        base.PreStart();
        Enter(ExecutionPhase.CheckingGates, Deciding, "checking the gates");
        GateInquiry.FindAsync(Request, Services, Team.Workspace, Log, BeginCall()).PipeTo(Self);
    }

    protected override void Always()
    {
        Receive<GatekeeperProtocol.Stop>(Decide);
        Receive<GatekeeperProtocol.Halt>(Decide);
        base.Always();
    }

    private void Deciding()
    {
        Receive<GateFacts>(Decide);
        Receive<GatekeeperEvent.RefusalKept>(Decide);
        Receive<GatekeeperEvent.LookAgain>(Decide);
        Receive<GatekeeperEvent.WaitedTooLong>(Decide);
        Receive<GatekeeperEvent.ApprovalUse>(Decide);
        Receive<WorkspaceProtocol.Opened>(opened =>
        {
            Team.Hold(opened.Hold);
            Decide(opened);
        }, IsCurrent);
        Receive<WorkspaceProtocol.Reply>(Decide, IsCurrent);
        Receive<StepProtocol.Outcome>(Decide, IsCurrent);
        Receive<ExecutionChildren.StepDied>(died =>
        {
            Team.Forget(died);
            Decide(died);
        });
        Receive<RollbackProtocol.Journaled>(done => DecideJournaled(done, done.Facts));
        Receive<RollbackProtocol.StepUndone>(undone => DecideJournaled(undone, undone.Facts));
        Receive<RollbackProtocol.Undone>(undone => DecideJournaled(undone, undone.Facts));
    }

    private void DecideJournaled(object answer, int facts)
    {
        JournalAnswered(facts);
        Decide(answer);
    }

    private void Decide(object happened)
    {
        var decision = GatekeeperMachine.Next(_state, happened);
        _state = decision.Next;
        foreach (var command in decision.Commands)
            CarryOut(command);
    }

    private void CarryOut(GatekeeperCommand command)
    {
        switch (command)
        {
            case Enter enter: Say(enter.Phase, enter.Message); break;
            case Ask ask: AskWorkspace(ask.Request); break;
            case WaitForWorkspace wait: Wait(wait.Reason); break;
            case Stage stage: Begin(stage.Index, (n, cancel) => new StepProtocol.Stage(n, cancel)); break;
            case Apply apply: Begin(apply); break;
            case KeepRefusal keep: KeepAsync(keep.Refusal).PipeTo(Self); break;
            case UseApproval: UseApprovalAsync().PipeTo(Self); break;
            case Journal { Request: RollbackProtocol.Undoing undo }: Undo(undo); break;
            case Journal journal: Journal(now => journal.Request with { At = now }); break;
            case GatekeeperCommand.CancelCall: CancelCall(); break;
            case Seal seal: StartSealing(seal.Outcome); break;
            case Fail fail: throw new InvalidOperationException(fail.Reason);
            default: Note(command); break;
        }
    }

    private void Begin(Apply apply)
    {
        _notes.Begin();
        Team.Observer.Tell(new ObserverProtocol.StepStarted(apply.Index));
        Begin(apply.Index, (attempt, cancel) => new StepProtocol.Apply(attempt, cancel));
    }

    private void Begin(int index, Func<int, CancellationToken, StepProtocol.Order> order) =>
        OrderStep(Request.Plan.Steps[index].StepId, order);

    private void Note(GatekeeperCommand command)
    {
        if (_notes.Take(command) is { } told)
            Team.Observer.Tell(told);
        if (command is NoteStep { Outcome: { Success: false } failed } note)
            Log.Warning(
                "Execution {0}: step {1} ({2}) failed: {3}",
                Request.ExecutionId, failed.StepId, Request.Plan.Steps[note.Index].Target, failed.Error);
        if (command is NoteStep { IsKnown: true })
            Context.Parent.Tell(new GatekeeperProtocol.Progressed(
                Request.ExecutionId, ExecutionPhase.Executing, Account.Succeeded));
    }

    private void Undo(RollbackProtocol.Undoing undo)
    {
        var steps = undo is RollbackProtocol.UndoStep one
            ? [one.StepId]
            : _state.Undo!.Rows.Select(row => row.StepId);
        Undo(steps, now => undo with { At = now });
    }

    private void Wait(string reason)
    {
        _waitingSince ??= Services.Time.GetTimestamp();
        if (Services.Time.GetElapsedTime(_waitingSince.Value) < Services.Limits.BusyTimeout)
            Timers.StartSingleTimer(
                nameof(GatekeeperEvent.LookAgain), new GatekeeperEvent.LookAgain(),
                Services.Limits.BusyRetry);
        else
            Self.Tell(new GatekeeperEvent.WaitedTooLong(reason));
    }

    private async Task<GatekeeperEvent.RefusalKept> KeepAsync(string refusal)
    {
        var (id, execution) = (Request.Approval!.ApprovalId, Request.ExecutionId);
        var kept = await Observe.OfAsync(
            async () =>
            {
                await Services.Ledger.RefuseAsync(id, execution, refusal);
                return true;
            },
            otherwise: false);
        if (kept.Fault is { } fault)
            Log.Error("The refusal of {0}'s approval cannot be kept: {1}", execution, fault);
        return new GatekeeperEvent.RefusalKept(kept.Fault);
    }

    private async Task<GatekeeperEvent.ApprovalUse> UseApprovalAsync() => new(await Observe.OfAsync(
        async () =>
        {
            var running = Services.Ledger.MarkRunningAsync(Request.ExecutionId);
            var granted = await Services.Ledger.TryConsumeAsync(
                Request.Approval!.ApprovalId, Request.ExecutionId);
            await running;
            return granted;
        },
        otherwise: false));
}
