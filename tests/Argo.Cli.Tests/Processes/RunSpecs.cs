using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary><c>argo run</c> as a process: success, rollback, refusal.</summary>
public sealed class RunSpecs : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Fifty_steps_on_a_source_tree_should_all_be_done()
    {
        Plans.MakeSourceTree(_bench);
        var ran = (
            await _bench.ArgoAsync("run", _bench.Plan(Plans.FiftySteps()), "--yes")).Exited(ExitCode.Done);
        Assert.Contains("Done: 50 steps completed and verified.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("done 50/50", ran.Error, StringComparison.Ordinal);
        Assert.Contains("argo show exec-", ran.Error, StringComparison.Ordinal);
        Assert.Equal("// part 3, changed\n", await File.ReadAllTextAsync(_bench.In("src/module3/part3.cs")));
        Assert.Equal("file 7\n", await File.ReadAllTextAsync(_bench.In("new2/file7.txt")));
        Assert.False(Path.Exists(_bench.In("src/module0/part15.cs")));
    }

    [Fact]
    public async Task A_step_that_fails_should_leave_the_tree_as_it_was()
    {
        Plans.MakeSourceTree(_bench);
        var before = TreeChecksum.Of(_bench.Workspace);
        var ran = await _bench.ArgoAtAsync(
            "swap.rename.before:50=fail", "run", _bench.Plan(Plans.FiftySteps()), "--yes");
        ran.Exited(ExitCode.Failed);
        Assert.Equal(before, TreeChecksum.Of(_bench.Workspace));
        Assert.Contains("Rolled back", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The disk failed", ran.Out, StringComparison.Ordinal);
        Assert.Contains("undone", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolled_back_run_should_say_so_in_its_result()
    {
        Plans.MakeSourceTree(_bench);
        var ran = await _bench.ArgoAtAsync(
            "swap.rename.before:20=fail", "run", _bench.Plan(Plans.FiftySteps()), "--yes", "--json");
        var result = ran.Exited(ExitCode.Failed).Result;
        Assert.Equal("rolled_back", (string?)result["execution_status"]);
        Assert.True((bool?)result["rollback_fully_successful"]);
        Assert.Equal(19, (int?)result["steps_succeeded"]);
        Assert.Equal(1, (int?)result["steps_failed"]);
    }

    [Fact]
    public async Task Without_a_terminal_and_without_yes_nothing_should_run()
    {
        var ran = await _bench.ArgoWithInputAsync(
            "y\n", "run", _bench.Plan(Plans.Of(Plans.Write(1, "a.txt", "x"))));
        ran.Exited(ExitCode.Usage);
        Assert.Contains("--yes", ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_bench.Workspace));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("dry-run")]
    public async Task A_control_step_should_be_blocked(string verb)
    {
        var plan = _bench.Plan(Plans.Of(Plans.Write(1, "a.txt", "x"), Plans.Step(2, "control", "editor")));
        var ran = (await _bench.ArgoAsync(verb, plan)).Exited(ExitCode.Refused);
        Assert.Contains("BLOCKED", ran.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_bench.Workspace));
        var json = (await _bench.ArgoAsync(verb, plan, "--json")).Exited(ExitCode.Refused).Json;
        Assert.Equal("blocked", (string?)(verb == "run" ? json["report"] : json)!["simulation_status"]);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("dry-run")]
    public async Task A_step_without_an_undo_should_be_unsafe(string verb)
    {
        _bench.Put("a.txt", "kept\n");
        var step = Plans.Write(1, "a.txt", "x");
        step["rollback_capability"] = "none";
        var ran = (
            await _bench.ArgoAsync(verb, _bench.Plan(Plans.Of(step)), "--json")).Exited(ExitCode.Refused);
        Assert.Equal(
            "unsafe", (string?)(verb == "run" ? ran.Json["report"] : ran.Json)!["simulation_status"]);
        Assert.Equal("kept\n", await File.ReadAllTextAsync(_bench.In("a.txt")));
    }

    [Fact]
    public async Task An_irreversible_step_should_need_its_number_beside_yes()
    {
        _bench.Put("a.txt", "old\n");
        var step = Plans.Write(1, "a.txt", "new\n");
        (step["rollback_capability"], step["irreversible"]) = ("none", true);
        var plan = _bench.Plan(Plans.Of(step));
        var refused = (await _bench.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Usage);
        Assert.Contains("--acknowledge-irreversible 1", refused.Error, StringComparison.Ordinal);
        Assert.Equal("old\n", await File.ReadAllTextAsync(_bench.In("a.txt")));
        (
            await _bench.ArgoAsync(
                "run", plan, "--yes", "--acknowledge-irreversible", "1")).Exited(ExitCode.Done);
        Assert.Equal("new\n", await File.ReadAllTextAsync(_bench.In("a.txt")));
    }

    [Fact]
    public async Task A_plan_should_be_read_from_stdin()
    {
        var ran = await _bench.ArgoWithInputAsync(
            Plans.Of(Plans.Write(1, "a.txt", "x")), "run", "-", "--yes");
        ran.Exited(ExitCode.Done);
        Assert.Equal("x", await File.ReadAllTextAsync(_bench.In("a.txt")));
    }

    [Fact]
    public async Task Stop_on_failure_should_keep_what_was_done_and_exit_as_partial()
    {
        Plans.MakeSourceTree(_bench);
        var plan = JsonNode.Parse(Plans.FiftySteps())!;
        plan["on_failure"] = "stop";
        var ran = await _bench.ArgoAtAsync(
            "swap.rename.before:11=fail", "run", _bench.Plan(plan.ToJsonString()), "--yes", "--json");
        Assert.Equal("partial", (string?)ran.Exited(ExitCode.Partial).Result["execution_status"]);
        Assert.Equal("// part 9, changed\n", await File.ReadAllTextAsync(_bench.In("src/module4/part9.cs")));
        Assert.StartsWith(
            "// part 10\n",
            await File.ReadAllTextAsync(_bench.In("src/module0/part10.cs")),
            StringComparison.Ordinal);
    }
}
