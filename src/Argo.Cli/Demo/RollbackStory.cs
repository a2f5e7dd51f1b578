using Argo.Actors.Ports;
using Argo.Artifacts.Executions;
using Argo.Hosting;
using Argo.Workspaces.TreeManifests;

namespace Argo.Cli.Demo;

/// <summary>
/// The last step fails, because another program takes the name it needs; everything is undone.
/// </summary>
internal static class RollbackStory
{
    private const string Name = "2. A plan whose last step fails";

    public static async Task<StoryOutcome> TellAsync(DemoContext stage)
    {
        stage.Title(Name);
        stage.Tell(
            $"The last step creates {DemoPlans.ReportPath}. At that very moment another program "
            + "has a file of its own there:");
        stage.Tell();
        var before = stage.Tree.Capture();
        var order = await stage.SimulateAsync(DemoPlans.Report()).ConfigureAwait(false);
        stage.Foreign.Expect(stage.Tree.At(DemoPlans.ReportPath), DemoPlans.ReportChanges);
        var end = await stage.ExecuteAsync(order).ConfigureAwait(false);
        var after = stage.Tree.Capture();
        stage.Tell();
        stage.Tell("Not even the steps that had succeeded are left. Two digests of the whole tree prove it:");
        stage.Digest("Tree before", before);
        stage.Digest("after the rollback", after);
        var equal = stage.Compare(before, after);
        var proven = equal && stage.Foreign.Came
            && end is
            {
                State: ExecutionState.RolledBack,
                Result.StepsSucceeded: DemoPlans.ReportChanges - 1,
            };
        return new StoryOutcome(Name, end.State, end.Result.ExecutionId, before.Digest, after.Digest, proven);
    }
}
