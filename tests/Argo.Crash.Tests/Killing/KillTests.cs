using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.Killing;

/// <summary>
/// Rung 2: kill -9 at every mutating call of a run, and at every mutating call of its recovery.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_plan_with_every_kind_of_swap_should_end_as_simulated()
    {
        using var scene = await Scene.MakeAsync();
        (await scene.ExecuteAsync()).Need(0, "execute");
        Assert.Empty(await scene.FindLiesAsync("completed"));
    }

    [Fact]
    public async Task A_stage_that_a_power_loss_brought_back_after_the_end_should_be_collected()
    {
        using var scene = await Scene.MakeAsync();
        (await scene.ExecuteAsync()).Need(0, "execute");
        var stage = Directory.CreateDirectory(Path.Combine(scene.Workspace, ".argo/x", Scene.Execution));
        await File.WriteAllTextAsync(Path.Combine(stage.FullName, "0"), "what a.txt was before");
        (await scene.RecoverAsync()).Need(0, "recover");
        Assert.Empty(await scene.FindLiesAsync("completed"));
    }

    [Fact]
    public async Task A_run_killed_at_any_call_should_leave_the_tree_before_or_after()
    {
        var tally = new Tally(output, "rung 2, kills of the run");
        var points = await PointsOfRunAsync();
        Assert.InRange(points.Count, 60, 2000);
        await tally.ForEachAsync(points, async point =>
        {
            using var scene = await KilledAsync(point);
            (await scene.RecoverAsync()).Need(0, "recover");
            tally.Count(await scene.StateAsync());
            return await scene.FindLiesAsync();
        });
        tally.Close(points.Count);
    }

    [Fact]
    public async Task A_run_killed_at_any_commit_should_have_used_its_approval_up_before_it_was_prepared()
    {
        var commits = (await PointsOfRunAsync()).Where(IsCommit).ToList();
        var used = commits.FindIndex(point => point.Name == "commit.consumed.after");
        Assert.InRange(used, 0, commits.FindIndex(point => point.Name == "commit.prepared.before"));
        var tally = new Tally(output, "rung 2, an approval handed in again after a kill");
        await tally.ForEachAsync(commits, async point =>
        {
            using var scene = await KilledAsync(point);
            (await scene.RecoverAsync()).Need(0, "recover");
            var lies = await scene.FindLiesAsync();
            lies.AddRange(WrongVerdict(await scene.VerifyAllAsync()));
            var replay = await scene.ReplayAsync();
            var isUsed = commits.IndexOf(point) >= used;
            tally.Count(isUsed ? "refused" : "not used yet");
            if (replay.Exit != (isUsed ? 6 : 0)
                || isUsed != (replay.Out + replay.Error).Contains("was used by", StringComparison.Ordinal))
                lies.Add($"the approval was {(isUsed ? "" : "not ")}used, and serves again as {replay}");
            return [.. lies, .. WrongVerdict(await scene.VerifyAllAsync())];
        });
        tally.Close(commits.Count);
    }

    [Fact]
    public async Task A_recovery_killed_at_any_call_should_be_finished_by_the_next()
    {
        var tally = new Tally(output, "rung 2, double crashes");
        var firsts = Soak.Sample([.. (await PointsOfRunAsync()).Where(IsAfterPrepared)], 5);
        await tally.ForEachAsync(
            (await Task.WhenAll(firsts.Select(PointsOfRecoveryAsync))).SelectMany(pairs => pairs),
            async pair =>
            {
                using var scene = await KilledAsync(pair.First);
                (await scene.RecoverAsync(Fault.KillAt(pair.Second)))
                    .Need(ArgoProcess.Killed, $"recover at {pair.Second}");
                (await scene.RecoverAsync()).Need(0, "second recover");
                tally.Count(await scene.StateAsync());
                return await scene.FindLiesAsync();
            });
        tally.Close(20);
    }

    [StraceTheory]
    [InlineData("renameat2")]
    [InlineData("mkdirat")]
    [InlineData("linkat")]
    [InlineData("unlinkat")]
    public async Task A_kill_before_the_call_takes_effect_should_leave_the_tree_before_or_after(string call)
    {
        var tally = new Tally(output, $"rung 2, killed before {call}");
        for (int nth = 1, missed = 0; missed == 0; nth++)
        {
            await tally.ForEachAsync([nth], async n =>
            {
                using var scene = await Scene.MakeAsync();
                var end = await scene.ExecuteAsync(Fault.KillBefore(call, n));
                missed += end.Exit == ArgoProcess.Killed ? 0 : 1;
                tally.Count(end.Exit == ArgoProcess.Killed ? "killed" : "not reached");
                (await scene.RecoverAsync()).Need(0, "recover");
                return await scene.FindLiesAsync();
            });
        }
        tally.Close(2);
    }

    /// <summary>Before PREPARED a recovery has next to nothing to do.</summary>
    private static bool IsAfterPrepared(Point point) =>
        point.Name.StartsWith("swap.", StringComparison.Ordinal)
            || point.Name.StartsWith("commit.completed.before", StringComparison.Ordinal);

    private static bool IsCommit(Point point) => point.Name.StartsWith("commit.", StringComparison.Ordinal);

    private static IEnumerable<string> WrongVerdict(Ended verify) =>
        verify.Exit == 0 ? [] : [$"verify --all: {verify}"];

    private static async Task<List<Point>> PointsOfRunAsync()
    {
        using var scene = await Scene.MakeAsync();
        (await scene.ExecuteAsync(Fault.LogTo(scene.Paper("points")))).Need(0, "execute");
        return Point.WorthKilling(scene.Paper("points"));
    }

    private static async Task<List<(Point First, Point Second)>> PointsOfRecoveryAsync(Point first)
    {
        using var scene = await KilledAsync(first);
        (await scene.RecoverAsync(Fault.LogTo(scene.Paper("points")))).Need(0, "recover");
        var seconds = Soak.Sample(Point.WorthKilling(scene.Paper("points")), 6);
        return [.. seconds.Select(second => (first, second))];
    }

    private static async Task<Scene> KilledAsync(Point point)
    {
        var scene = await Scene.MakeAsync();
        (await scene.ExecuteAsync(Fault.KillAt(point))).Need(ArgoProcess.Killed, $"execute at {point}");
        return scene;
    }
}
