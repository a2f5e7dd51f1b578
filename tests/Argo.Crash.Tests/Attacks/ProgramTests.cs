using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.Attacks;

/// <summary>
/// Rung 5 through the whole program: a sample of the attack list, which tests/Argo.Workspaces.Tests plays in
/// full.
/// </summary>
public sealed class ProgramTests(ITestOutputHelper output)
{
    private static readonly string[] Paths =
    [
        "../out/secret", "box/../../out/secret", "..", "../", "/etc/passwd", "//etc/passwd", "../ws-evil/x",
            "", ".",
        "ok\0/../../out/secret", new('x', 256), "box/", "box/item/.", @"..\out\secret", ".argo/lock",
            ".ARGO/x",
        "C:x",
    ];

    private static readonly string[] Verbs =
    [
        "read", "query", "display", "write", "create", "delete", "modify", "move from", "move to",
            "copy from",
        "copy to", "chmod",
    ];

    [Fact]
    public async Task A_hostile_path_should_end_in_a_refusal_with_everything_as_it_was()
    {
        var cases = new CaseRunner(output, "rung 5, the program, validation");
        var all = from verb in Verbs from path in Paths select (verb, path);
        await cases.ForEachAsync(Samples.Draw([.. all], 48, 48), async one =>
        {
            using var scene = new AttackScene();
            var end = await scene.RunAsync(AttackScene.Step(one.verb, one.path));
            cases.Count($"exit {end.Exit}");
            return end.Exit is 1 or 2 or 6 ? scene.Differences() : [$"{end}", .. scene.Differences()];
        });
        cases.Close(48);
    }

    [Fact]
    public async Task A_directory_that_becomes_a_link_in_mid_swap_should_lead_nowhere()
    {
        var cases = new CaseRunner(output, "rung 5, the program, execution");
        await cases.ForEachAsync(Samples.Draw(Changing, 2, 4), async verb =>
        {
            using var scene = new AttackScene();
            await scene.ApproveAsync(AttackScene.Step(verb, "box/item"));
            var process = scene.StartExecuting(Fault.StopAt(new FailpointHit("commit.prepared.after", 1)));
            await ProcessStop.WaitAsync(process);
            scene.Attack();
            Shell.Run("kill", "-CONT", $"{process.Id}");
            var end = await ArgoProcess.EndOfAsync(process);
            cases.Count($"exit {end.Exit}");
            return await FindLiesAsync(scene, end, end.Exit is 1 or 3 ? [] : [$"it ended with {end}"]);
        });
        cases.Close(Samples.Count(2, 4, 4));
    }

    [Fact]
    public async Task A_directory_that_becomes_a_link_before_the_recovery_should_park_it_and_lead_nowhere()
    {
        var cases = new CaseRunner(output, "rung 5, the program, recovery");
        await cases.ForEachAsync(Samples.Draw(Changing, 2, 4), async verb =>
        {
            using var scene = new AttackScene();
            await scene.ApproveAsync(AttackScene.Step(verb, "box/item"));
            (await scene.ExecuteAsync(Fault.KillAt(new FailpointHit("commit.completed.before", 1))))
                .Need(ArgoProcess.Killed, "execute");
            scene.Attack();
            var end = await scene.RecoverAsync();
            cases.Count($"exit {end.Exit}");
            return await FindLiesAsync(scene, end, end.Exit is 3 ? [] : [$"it was said to be whole: {end}"]);
        });
        cases.Close(Samples.Count(2, 4, 4));
    }

    private static string[] Changing =>
        ["write", "delete", "modify", "move from", "move to", "copy to", "chmod"];

    /// <summary>Once the attack is over, whatever was left is put back.</summary>
    private static async Task<List<string>> FindLiesAsync(
        AttackScene scene, ProcessResult end, List<string> lies)
    {
        lies.AddRange(scene.Escapes());
        scene.Relent();
        if (end.Exit is 3)
            (await scene.RecoverAsync()).Need(0, "recover after the attack");
        return [.. lies, .. scene.Differences()];
    }
}
