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
        var cases = new CaseRunner(output, "rung 2, kills of the run");
        var all = await PointsOfRunAsync();
        Assert.InRange(all.Count, 60, 2000);
        // A small sample has each kind of point once, and each swap, for these are the verbs of the plan; the
        // commits have a test of their own.
        var hits = Samples.AreSmall ? [.. all.Where(hit => !IsCommit(hit))] : all;
        hits = Samples.OfEachKind(hits, hit => hit.Name == "swap.rename.before" ? $"{hit}" : hit.Name);
        await cases.ForEachAsync(hits, async hit =>
        {
            using var scene = await KilledAsync(hit);
            (await scene.RecoverAsync()).Need(0, "recover");
            cases.Count(await scene.StateAsync());
            return await scene.FindLiesAsync();
        });
        cases.Close(hits.Count);
    }

    [Fact]
    public async Task A_run_killed_at_any_commit_should_have_used_its_approval_up_before_it_was_prepared()
    {
        var commits = (await PointsOfRunAsync()).Where(IsCommit).ToList();
        var used = commits.FindIndex(hit => hit.Name == "commit.consumed.after");
        Assert.InRange(used, 0, commits.FindIndex(hit => hit.Name == "commit.prepared.before"));
        var cases = new CaseRunner(output, "rung 2, an approval handed in again after a kill");
        await cases.ForEachAsync(commits, async hit =>
        {
            using var scene = await KilledAsync(hit);
            (await scene.RecoverAsync()).Need(0, "recover");
            var lies = await scene.FindLiesAsync();
            lies.AddRange(WrongVerdict(await scene.VerifyAllAsync()));
            var replay = await scene.ReplayAsync();
            var isUsed = commits.IndexOf(hit) >= used;
            cases.Count(isUsed ? "refused" : "not used yet");
            if (replay.Exit != (isUsed ? 6 : 0)
                || isUsed != (replay.Out + replay.Error).Contains("was used by", StringComparison.Ordinal))
                lies.Add($"the approval was {(isUsed ? "" : "not ")}used, and serves again as {replay}");
            return [.. lies, .. WrongVerdict(await scene.VerifyAllAsync())];
        });
        cases.Close(commits.Count);
    }

    [Fact]
    public async Task A_recovery_killed_at_any_call_should_be_finished_by_the_next()
    {
        var cases = new CaseRunner(output, "rung 2, double crashes");
        var firsts = Samples.Draw([.. (await PointsOfRunAsync()).Where(IsAfterPrepared)], 2, 5);
        await cases.ForEachAsync(
            (await Task.WhenAll(firsts.Select(PointsOfRecoveryAsync))).SelectMany(pairs => pairs),
            async pair =>
            {
                using var scene = await KilledAsync(pair.First);
                (await scene.RecoverAsync(Fault.KillAt(pair.Second)))
                    .Need(ArgoProcess.Killed, $"recover at {pair.Second}");
                (await scene.RecoverAsync()).Need(0, "second recover");
                cases.Count(await scene.StateAsync());
                return await scene.FindLiesAsync();
            });
        cases.Close(Samples.Count(4, 20, 20));
    }

    [StraceTheory]
    [InlineData("renameat2")]
    [InlineData("mkdirat")]
    [InlineData("linkat")]
    [InlineData("unlinkat")]
    public async Task A_kill_before_the_call_takes_effect_should_leave_the_tree_before_or_after(string call)
    {
        var cases = new CaseRunner(output, $"rung 2, killed before {call}");
        for (int nth = 1, missed = 0; missed == 0; nth += Samples.AreSmall ? 8 : 1)
        {
            await cases.ForEachAsync([nth], async n =>
            {
                using var scene = await Scene.MakeAsync();
                var end = await scene.ExecuteAsync(Fault.KillBefore(call, n));
                missed += end.Exit == ArgoProcess.Killed ? 0 : 1;
                cases.Count(end.Exit == ArgoProcess.Killed ? "killed" : "not reached");
                (await scene.RecoverAsync()).Need(0, "recover");
                return await scene.FindLiesAsync();
            });
        }
        cases.Close(Samples.Count(1, 2, 2));
    }

    /// <summary>Before PREPARED a recovery has next to nothing to do.</summary>
    private static bool IsAfterPrepared(FailpointHit hit) =>
        hit.Name.StartsWith("swap.", StringComparison.Ordinal)
            || hit.Name.StartsWith("commit.completed.before", StringComparison.Ordinal);

    private static bool IsCommit(FailpointHit hit) =>
        hit.Name.StartsWith("commit.", StringComparison.Ordinal);

    private static IEnumerable<string> WrongVerdict(ProcessResult verify) =>
        verify.Exit == 0 ? [] : [$"verify --all: {verify}"];

    private static async Task<List<FailpointHit>> PointsOfRunAsync()
    {
        using var scene = await Scene.MakeAsync();
        (await scene.ExecuteAsync(Fault.LogTo(scene.Paper("points")))).Need(0, "execute");
        return FailpointHit.WorthKilling(scene.Paper("points"));
    }

    private static async Task<List<(FailpointHit First, FailpointHit Second)>> PointsOfRecoveryAsync(
        FailpointHit first)
    {
        using var scene = await KilledAsync(first);
        (await scene.RecoverAsync(Fault.LogTo(scene.Paper("points")))).Need(0, "recover");
        var seconds = Samples.Draw(FailpointHit.WorthKilling(scene.Paper("points")), 2, 6);
        return [.. seconds.Select(second => (first, second))];
    }

    private static async Task<Scene> KilledAsync(FailpointHit hit)
    {
        var scene = await Scene.MakeAsync();
        (await scene.ExecuteAsync(Fault.KillAt(hit))).Need(ArgoProcess.Killed, $"execute at {hit}");
        return scene;
    }
}
