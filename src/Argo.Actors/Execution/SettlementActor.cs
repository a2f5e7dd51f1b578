using Akka.Actor;
using Akka.Event;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// What a person decides about an execution that cannot be undone where it was: it is given up, or its
/// workspace is at another place by now.
/// </summary>
/// <remarks>
/// The decision is journaled, and then the journal is asked again: what follows is the same whether this
/// process lives or the next one goes on.
/// </remarks>
internal abstract class SettlementActor(
    ExecutionRequest request, ExecutionServices services, ExecutionProtocol.Recover order)
    : RecoveryInquiry(request, services)
{
    protected ExecutionProtocol.Recover Order { get; } = order;

    protected bool IsJournalUnreadable { get; private set; }

    private string AbandonWords => $"'argo recover {Request.ExecutionId} --abandon --reason TEXT'";

    protected override bool TakesAbandonment(RollbackState state)
    {
        if (Order.Abandonment is not { } given || state.Phase is RollbackPhase.Abandoned)
            return false;
        Abandon(given, state);
        return true;
    }

    protected override bool TakesRelocation(RollbackState state)
    {
        if (Order.Relocation is not { } moved || state.RelocatedTo == moved.Root || !state.IsOpenToUndo)
            return false;
        Relocate(moved, state);
        return true;
    }

    /// <summary>Nothing can be journaled behind what cannot be read: record and result tell it.</summary>
    protected override void OnUnreadable(RollbackProtocol.Unreadable journal)
    {
        if (Order.Abandonment is not { } given)
        {
            base.OnUnreadable(journal);
            return;
        }

        IsJournalUnreadable = true;
        AskStore(RollbackState.Initial.Apply(new RollbackEvents.Abandoned(
            $"{given.Reason} (its journal cannot be read: {journal.Reason.TrimEnd('.')})", given.By,
            Services.Time.GetUtcNow())));
    }

    /// <summary>A workspace that is not there ever again must not leave its execution unsettled.</summary>
    protected string WithWayOut(Exception fault) =>
        fault is not WorkspaceException { Fault: WorkspaceFault.NotFound }
            ? fault.Message
            : $"{fault.Message} If it is at another place by now, type 'argo recover {Request.ExecutionId} "
                + $"--workspace DIR'; if it is gone for good, {AbandonWords}.";

    private void Abandon(Abandonment given, RollbackState state)
    {
        if (state.WhyNot(AbandonAt(default)) is not null)
        {
            GiveUp($"it has ended ({state.Phase}): there is nothing to give up");
            return;
        }

        Resume(() =>
        {
            OnReply<WorkspaceProtocol.HolderFound>(found =>
            {
                if (found.Holder is { } busy)
                    GiveUp($"its workspace is in use by {busy}; wait until that process is done, or stop it");
                else
                    Journal(AbandonAt);
            });
            OnFault(_ => Journal(AbandonAt)); // nobody can be at work in what is not there
            OnJournaled(_ => AskJournal());
        });
        AskWorkspace(new WorkspaceProtocol.FindHolder(Request));

        RollbackProtocol.Abandon AbandonAt(DateTimeOffset now) => new(given, now);
    }

    /// <summary>What is at the other place is compared first; only then anything is journaled.</summary>
    private void Relocate(Relocation moved, RollbackState state)
    {
        Resume(() =>
        {
            OnReply<WorkspaceProtocol.RelocatedCompared>(seen => Relocated(moved, state, seen.Finding));
            OnFault(fault => GiveUp(fault.Message));
            OnJournaled(_ => AskJournal());
        });
        AskWorkspace(new WorkspaceProtocol.CompareRelocated(Request, state.Plan!, moved.Root));
    }

    private void Relocated(Relocation moved, RollbackState state, RelocationFinding found)
    {
        if (found.Plan is { } same && same == state.Plan)
            LookAtDisk(state); // it is where it was
        else if (found.Plan is { } plan)
            Journal(now => new RollbackProtocol.Relocate(plan, moved.By, now));
        else if (found.Differences.IsEmpty)
            Journal(now => new RollbackProtocol.FoundRestored(
                $"{moved.By} said that the workspace is {moved.Root} by now; every path of the plan was "
                + "found there as it was before, so nothing was to be undone.",
                now));
        else
            GiveUp(
                $"'{moved.Root}' is neither what the workspace was before it, nor does it hold what an undo "
                + $"needs; nothing was touched. {Gates.Describe(found.Differences)} Put the original "
                + $"directory back, or give it up: {AbandonWords}.");
    }
}
