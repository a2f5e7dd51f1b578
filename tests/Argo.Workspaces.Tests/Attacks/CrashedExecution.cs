using Argo.Artifacts.Plans;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>An execution all of whose steps have acted when its process died.</summary>
internal sealed class CrashedExecution
{
    public CrashedExecution(PlanTransactionRequest order)
    {
        Order = order;
        using var site = PlanTransaction.Open(order);
        foreach (var step in order.Plan.Steps)
            Assert.Null(site.Stage(step.StepId).Error);
        site.Flush();
        Plan = site.BuildUndoPlan();
        foreach (var step in order.Plan.Steps)
            Assert.Null(site.Act(step.StepId).Error);
        site.Flush();
    }

    public PlanTransactionRequest Order { get; }

    /// <summary>What its journal says.</summary>
    public UndoPlan Plan { get; }

    /// <summary>The last claim.</summary>
    public int Epoch { get; set; }

    /// <summary>Takes it over by this plan, and says what was thrown; null when it was taken.</summary>
    public Exception? Reopen(UndoPlan plan) =>
        Record.Exception(() => PlanTransaction.Reopen(Order, plan).Dispose());

    /// <summary>Undoes it, and says what could not be undone.</summary>
    public List<string> Undo()
    {
        using var site = PlanTransaction.Reopen(Order, Plan);
        if (Epoch == 0)
            site.Fence(++Epoch);
        return [.. Plan.Rows.Reverse().Select(site.Undo)
            .Where(undone => undone.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
            .Select(undone => undone.Detail)];
    }

    public void Collect()
    {
        using var site = PlanTransaction.Reopen(Order, Plan);
        site.Collect();
    }
}
