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

    public static async Task<StoryOutcome> TellAsync(DemoContext demo)
    {
        demo.Title(Name);
        demo.Tell(
            $"The last step creates {DemoPlans.ReportPath}. At that very moment another program "
            + "has a file of its own there:");
        demo.Tell();
        var before = demo.Tree.Capture();
        var request = await demo.SimulateAsync(DemoPlans.Report()).ConfigureAwait(false);
        demo.Foreign.Expect(demo.Tree.At(DemoPlans.ReportPath), DemoPlans.ReportChanges);
        var end = await demo.ExecuteAsync(request).ConfigureAwait(false);
        var after = demo.Tree.Capture();
        demo.Tell();
        demo.Tell("Not even the steps that had succeeded are left. Two digests of the whole tree prove it:");
        demo.Digest("Tree before", before);
        demo.Digest("after the rollback", after);
        var equal = demo.Compare(before, after);
        var proven = equal && demo.Foreign.Came
            && end is
            {
                State: ExecutionState.RolledBack,
                Result.StepsSucceeded: DemoPlans.ReportChanges - 1,
            };
        return new StoryOutcome(Name, end.State, end.Result.ExecutionId, before.Digest, after.Digest, proven);
    }
}
