using Argo.Actors.Ports;
using Argo.Artifacts.Executions;
using Argo.Cli.Rendering;
using Argo.Hosting;
using Argo.Workspaces.TreeManifests;

namespace Argo.Cli.Demo;

/// <summary>A plan is simulated, approved, executed and verified.</summary>
internal static class SuccessStory
{
    private const string Name = "1. A plan that succeeds";

    public static async Task<StoryOutcome> TellAsync(DemoContext demo)
    {
        demo.Title(Name);
        demo.Tell("First the plan is simulated on the real files. It changes nothing; a person sees this:");
        demo.Tell();
        var before = demo.Tree.Capture();
        var request = await demo.SimulateAsync(DemoPlans.Metric()).ConfigureAwait(false);
        var simulated = demo.Tree.Capture();
        demo.Tell();
        demo.Tell("The person approves (here: you, by starting the demo). Argo checks that nothing has");
        demo.Tell("changed since, writes down how to undo every step, and only then acts: one step after");
        demo.Tell("the other, each verified on disk.");
        var end = await demo.ExecuteAsync(request).ConfigureAwait(false);
        var after = demo.Tree.Capture();
        demo.Tell();
        demo.Digest("Tree before", before);
        demo.Digest("after the simulation", simulated, before.Equals(simulated) ? "equal" : "CHANGED");
        demo.Digest(
            "after the execution",
            after,
            Words.Count(before.Diff(after).Length, "difference") + ", as approved");
        var proven = end.State is ExecutionState.Completed && before.Equals(simulated)
            && !before.Equals(after);
        return new StoryOutcome(Name, end.State, end.Result.ExecutionId, before.Digest, after.Digest, proven);
    }
}
