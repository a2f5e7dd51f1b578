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

    public static async Task<StoryOutcome> TellAsync(DemoContext stage)
    {
        stage.Title(Name);
        stage.Tell(
            "A second argo process runs this plan, and is ended by kill -9 right after its change "
            + $"number {KilledAfter}:");
        stage.Tell();
        var before = stage.Tree.Capture();
        var plan = DemoPlans.Fahrenheit();
        await stage.SimulateAsync(plan).ConfigureAwait(false);
        stage.Tell();
        var killed = await ChildArgo.RunKilledAsync(stage, plan, $"swap.rename.after:{KilledAfter}")
            .ConfigureAwait(false);
        var halfWay = stage.Tree.Capture();
        stage.Tell(
            killed
                ? "It was killed. The tree is half changed now, and nobody is left who knows:"
                : "It was NOT killed.",
            killed ? TextStyle.Warning : TextStyle.Bad);
        stage.Digest("Tree before", before);
        stage.Digest("half-way", halfWay, Words.Count(before.Diff(halfWay).Length, "difference"));
        stage.Tell();
        stage.Tell("argo recover reads the journal, which holds the undo of each step, and goes back:");
        stage.Tell();
        return await RecoverAsync(
            stage,
            before.Digest,
            () => stage.Compare(before, stage.Tree.Capture()),
            killed && !before.Equals(halfWay))
            .ConfigureAwait(false);
    }

    private static async Task<StoryOutcome> RecoverAsync(
        DemoContext stage, string before, Func<bool> compare, bool wasCutShort)
    {
        using var safe = stage.Call.Interruption.HoldUntilSafe();
        var recovered = await stage.Host.RecoverAsync(null, CancellationToken.None).ConfigureAwait(false);
        foreach (var failure in recovered.Failures)
            stage.Tell(
                $"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", TextStyle.Bad);
        if (recovered is not { Ends: [var end], Failures.IsEmpty: true })
            return new StoryOutcome(
                Name, ExecutionState.Running, "", before, stage.Tree.Capture().Digest, Proven: false);
        stage.Shown(new(end.State, end.Result, end.Record));
        var after = stage.Tree.Capture();
        stage.Tell();
        stage.Digest("after the recovery", after);
        var proven = compare() && wasCutShort && end.State is ExecutionState.RolledBack;
        return new StoryOutcome(Name, end.State, end.Result.ExecutionId, before, after.Digest, proven);
    }
}
