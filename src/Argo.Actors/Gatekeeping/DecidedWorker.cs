using Akka.Actor;
using Akka.Event;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Actors.Gatekeeping;

/// <summary>
/// What a person decides about an execution that cannot be undone where it was: it is given up, or its
/// workspace is at another place by now.
/// </summary>
/// <remarks>
/// The decision is journaled, and then the journal is asked again: what follows is the same whether this
/// process lives or the next one goes on.
/// </remarks>
internal abstract class DecidedWorker(
    ExecutionRequest request, ExecutionServices services, ExecutionProtocol.Recover order)
    : ExecutionWorker(request, services)
{
    /// <summary>Who is at work in the workspace.</summary>
    private sealed record Holder(string? Name);

    protected ExecutionProtocol.Recover Order { get; } = order;

    protected bool IsJournalUnreadable { get; private set; }

    private string AbandonWords => $"'argo recover {Request.ExecutionId} --abandon --reason TEXT'";

    /// <summary>Asks the journal where the execution stands.</summary>
    protected abstract void Ask();

    /// <summary>Goes on from where the journal says that it stands.</summary>
    protected abstract void GoOnFrom(RollbackState state);

    protected override void Always()
    {
        if (IsJournalUnreadable) // then its actor has stopped, and is not needed
            Receive<ExecutionTeam.Died>(_ => { }, died => died.Name == Team.Rollback.Path.Name);
        base.Always();
    }

    /// <summary>Carries the decision out, if there is one that the journal does not have yet.</summary>
    protected bool TakesDecision(RollbackState state)
    {
        if (Order.Abandonment is { } given && state.Phase is not RollbackPhase.Abandoned)
            Abandon(given, state);
        else if (Order.Relocation is { } moved && state.RelocatedTo != moved.Root && state.IsOpenToUndo)
            Relocate(moved, state);
        else
            return false;
        return true;
    }

    protected void OnUnreadable(RollbackProtocol.Unreadable damage)
    {
        if (Order.Abandonment is { } given)
            AbandonUnreadable(given, damage.Reason);
        else
            GiveUp(
                $"it is quarantined: its journal cannot be read, so nothing was touched ({damage.Reason}) "
                + "What its steps took out of the tree lies in .argo/x there; 'argo doctor' says more.");
    }

    /// <summary>Nothing can be journaled behind what cannot be read: record and result tell it.</summary>
    private void AbandonUnreadable(Abandonment given, string damage)
    {
        IsJournalUnreadable = true;
        GoOnFrom(RollbackState.Initial.Apply(new RollbackEvents.Abandoned(
            $"{given.Reason} (its journal cannot be read: {damage.TrimEnd('.')})", given.By,
            Services.Time.GetUtcNow())));
    }

    /// <summary>A workspace that is not there ever again must not leave its execution unsettled.</summary>
    protected string WithWayOut(Exception fault) =>
        fault is not WorkspaceException { Fault: WorkspaceFault.NotFound }
            ? fault.Message
            : $"{fault.Message} If it is at another place by now, type 'argo recover {Request.ExecutionId} "
                + $"--workspace DIR'; if it is gone for good, {AbandonWords}.";

    protected void GiveUp(string reason)
    {
        Log.Warning("Execution {0} is not recovered now: {1}", Request.ExecutionId, reason);
        Context.Parent.Tell(new GatekeeperProtocol.NotRecovered(Request.ExecutionId, reason));
        Context.Stop(Self);
    }

    private void Abandon(Abandonment given, RollbackState state)
    {
        var command = new RollbackProtocol.Abandon(given);
        if (state.WhyNot(command) is not null)
        {
            GiveUp($"it has ended ({state.Phase}): there is nothing to give up");
            return;
        }

        Resume(() =>
        {
            OnAnswer<Holder>(holder =>
            {
                if (holder.Name is { } busy)
                    GiveUp($"its workspace is in use by {busy}; wait until that process is done, or stop it");
                else
                    Team.Rollback.Tell(command);
            });
            OnFault(_ => Team.Rollback.Tell(command)); // nobody can be at work in what is not there
            Receive<RollbackProtocol.Journaled>(_ => Ask());
        });
        Team.Disk.Tell(new DiskProtocol.Look(
            NextAttempt(), () => new Holder(Services.Sites.FindHolder(Request))));
    }

    /// <summary>What is at the other place is compared first; only then anything is journaled.</summary>
    private void Relocate(Relocation moved, RollbackState state)
    {
        Resume(() =>
        {
            OnAnswer<RelocationFinding>(found => Relocated(moved, state, found));
            OnFault(fault => GiveUp(fault.Message));
            Receive<RollbackProtocol.Journaled>(_ => Ask());
        });
        Team.Disk.Tell(new DiskProtocol.Look(
            NextAttempt(), () => Services.Sites.CompareRelocated(Request, state.Plan!, moved.Root)));
    }

    private void Relocated(Relocation moved, RollbackState state, RelocationFinding found)
    {
        if (found.Plan is { } same && same == state.Plan)
            GoOnFrom(state); // it is where it was
        else if (found.Plan is { } plan)
            Team.Rollback.Tell(new RollbackProtocol.Relocate(plan, moved.By));
        else if (found.Differences.IsEmpty)
            Team.Rollback.Tell(new RollbackProtocol.FoundRestored(
                $"{moved.By} said that the workspace is {moved.Root} by now; every path of the plan was "
                + "found there as it was before, so nothing was to be undone."));
        else
            GiveUp(
                $"'{moved.Root}' is neither what the workspace was before it, nor does it hold what an undo "
                + $"needs; nothing was touched. {Gates.Describe(found.Differences)} Put the original "
                + $"directory back, or give it up: {AbandonWords}.");
    }
}
