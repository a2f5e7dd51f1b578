using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;

namespace Argo.Hosting.Tests.Doubles;

/// <summary>Executions whose undo meets what a person did meanwhile.</summary>
internal static class Parking
{
    /// <summary>
    /// Writes two files; a person edits both, so the second step fails and neither can be undone.
    /// </summary>
    public static async Task ParkAsync(this HostedArgo argo, string id, string first, string second)
    {
        var plan = HostedArgo.Plan(
            $"{HostedArgo.WriteStep(1, first, "new")}, {HostedArgo.WriteStep(2, second, "new too")}");
        var report = await argo.DryRunAsync(plan);
        var approval = await argo.ApproveAsync(report);
        var swaps = 0;
        argo.Failpoint = name =>
        {
            if (name != "swap.rename.after" || Interlocked.Increment(ref swaps) != 2)
                return;
            File.WriteAllText(argo.PathOf(first), $"a person's {first}");
            File.WriteAllText(argo.PathOf(second), $"a person's {second}");
        };
        var end = await argo.ExecuteAsync(plan, report, approval, id);
        argo.Failpoint = null;
        Assert.Equal(ExecutionState.Parked, end.State);
    }
}
