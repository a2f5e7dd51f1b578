using Argo.Artifacts;
using Argo.Workspaces.Execution;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>An execution all of whose steps have acted when its process died.</summary>
internal sealed class Crashed
{
    public Crashed(SiteOrder order)
    {
        Order = order;
        using var site = PlanSite.Open(order);
        foreach (var step in order.Plan.Steps)
            Assert.Null(site.Stage(step.StepId).Error);
        site.Flush();
        Plan = site.BuildUndoPlan();
        foreach (var step in order.Plan.Steps)
            Assert.Null(site.Act(step.StepId).Error);
        site.Flush();
    }

    public SiteOrder Order { get; }

    /// <summary>What its journal says.</summary>
    public UndoPlan Plan { get; }

    /// <summary>The last claim.</summary>
    public int Epoch { get; set; }

    /// <summary>Takes it over by this plan, and says what was thrown; null when it was taken.</summary>
    public Exception? Reopen(UndoPlan plan) => Record.Exception(() => PlanSite.Reopen(Order, plan).Dispose());

    /// <summary>Undoes it, and says what could not be undone.</summary>
    public List<string> Undo()
    {
        using var site = PlanSite.Reopen(Order, Plan);
        if (Epoch == 0)
            site.Fence(++Epoch);
        return [.. Plan.Rows.Reverse().Select(site.Undo)
            .Where(undone => undone.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
            .Select(undone => undone.Detail)];
    }

    public void Collect()
    {
        using var site = PlanSite.Reopen(Order, Plan);
        site.Collect();
    }
}
