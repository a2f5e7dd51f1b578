using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Cli.Rendering;
using Argo.Workspaces.TreeManifests;

namespace Argo.Cli.Demo;

/// <summary>The process that executes is killed half-way; another one recovers.</summary>
internal static class CrashStory
{
    private const string Name = "3. A plan whose process is killed half-way";
    private const int KilledAfter = 3;

    public static async Task<StoryOutcome> TellAsync(DemoContext demo)
    {
        demo.Title(Name);
        demo.Tell(
            "A second argo process runs this plan, and is ended by kill -9 right after its change "
            + $"number {KilledAfter}:");
        demo.Tell();
        var before = demo.Tree.Capture();
        var plan = DemoPlans.Fahrenheit();
        await demo.SimulateAsync(plan).ConfigureAwait(false);
        demo.Tell();
        var killed = await ChildArgo.RunKilledAsync(demo, plan, $"swap.rename.after:{KilledAfter}")
            .ConfigureAwait(false);
        var halfWay = demo.Tree.Capture();
        demo.Tell(
            killed
                ? "It was killed. The tree is half changed now, and nobody is left who knows:"
                : "It was NOT killed.",
            killed ? TextStyle.Warning : TextStyle.Bad);
        demo.Digest("Tree before", before);
        demo.Digest("half-way", halfWay, Words.Count(before.Diff(halfWay).Length, "difference"));
        demo.Tell();
        demo.Tell("argo recover reads the journal, which holds the undo of each step, and goes back:");
        demo.Tell();
        return await RecoverAsync(
            demo,
            before.Digest,
            () => demo.Compare(before, demo.Tree.Capture()),
            killed && !before.Equals(halfWay))
            .ConfigureAwait(false);
    }

    private static async Task<StoryOutcome> RecoverAsync(
        DemoContext demo, string before, Func<bool> compare, bool wasCutShort)
    {
        using var safe = demo.Context.Interruption.HoldUntilSafe();
        var recovered = await demo.Host.RecoverAsync(null, CancellationToken.None).ConfigureAwait(false);
        foreach (var failure in recovered.Failures)
            demo.Tell(
                $"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", TextStyle.Bad);
        if (recovered is not { Ends: [var end], Failures.IsEmpty: true })
            return new StoryOutcome(
                Name, ExecutionState.Running, "", before, demo.Tree.Capture().Digest, Proven: false);
        demo.Shown(new(end.State, end.Result, end.Record));
        var after = demo.Tree.Capture();
        demo.Tell();
        demo.Digest("after the recovery", after);
        var proven = compare() && wasCutShort && end.State is ExecutionState.RolledBack;
        return new StoryOutcome(Name, end.State, end.Result.ExecutionId, before, after.Digest, proven);
    }
}
