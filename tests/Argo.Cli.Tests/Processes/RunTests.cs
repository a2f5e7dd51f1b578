using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary><c>argo run</c> as a process: success, rollback, refusal.</summary>
public sealed class RunTests : IDisposable
{
    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Fifty_steps_on_a_source_tree_should_all_be_done()
    {
        Plans.MakeSourceTree(_cli);
        var result = (
            await _cli.ArgoAsync("run", _cli.Plan(Plans.FiftySteps()), "--yes")).Exited(ExitCode.Done);
        Assert.Contains("Done: 50 steps completed and verified.", result.Out, StringComparison.Ordinal);
        Assert.Contains("done 50/50", result.Error, StringComparison.Ordinal);
        Assert.Contains("argo show exec-", result.Error, StringComparison.Ordinal);
        Assert.Equal("// part 3, changed\n", await File.ReadAllTextAsync(_cli.In("src/module3/part3.cs")));
        Assert.Equal("file 7\n", await File.ReadAllTextAsync(_cli.In("new2/file7.txt")));
        Assert.False(Path.Exists(_cli.In("src/module0/part15.cs")));
    }

    [Fact]
    public async Task A_step_that_fails_should_leave_the_tree_as_it_was()
    {
        Plans.MakeSourceTree(_cli);
        var before = TreeChecksum.Of(_cli.Workspace);
        var result = await _cli.ArgoAtAsync(
            "swap.rename.before:50=fail", "run", _cli.Plan(Plans.FiftySteps()), "--yes");
        result.Exited(ExitCode.Failed);
        Assert.Equal(before, TreeChecksum.Of(_cli.Workspace));
        Assert.Contains("Rolled back", result.Out, StringComparison.Ordinal);
        Assert.Contains("The disk failed", result.Out, StringComparison.Ordinal);
        Assert.Contains("undone", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolled_back_run_should_say_so_in_its_result()
    {
        Plans.MakeSourceTree(_cli);
        var ran = await _cli.ArgoAtAsync(
            "swap.rename.before:20=fail", "run", _cli.Plan(Plans.FiftySteps()), "--yes", "--json");
        var result = ran.Exited(ExitCode.Failed).Result;
        Assert.Equal("rolled_back", (string?)result["execution_status"]);
        Assert.True((bool?)result["rollback_fully_successful"]);
        Assert.Equal(19, (int?)result["steps_succeeded"]);
        Assert.Equal(1, (int?)result["steps_failed"]);
    }

    [Fact]
    public async Task Without_a_terminal_and_without_yes_nothing_should_run()
    {
        var result = await _cli.ArgoWithInputAsync(
            "y\n", "run", _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "x"))));
        result.Exited(ExitCode.Usage);
        Assert.Contains("--yes", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_cli.Workspace));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("dry-run")]
    public async Task A_control_step_should_be_blocked(string verb)
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "x"), Plans.Step(2, "control", "editor")));
        var result = (await _cli.ArgoAsync(verb, plan)).Exited(ExitCode.Refused);
        Assert.Contains("BLOCKED", result.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_cli.Workspace));
        var json = (await _cli.ArgoAsync(verb, plan, "--json")).Exited(ExitCode.Refused).Json;
        Assert.Equal("blocked", (string?)(verb == "run" ? json["report"] : json)!["simulation_status"]);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("dry-run")]
    public async Task A_step_without_an_undo_should_be_unsafe(string verb)
    {
        _cli.Put("a.txt", "kept\n");
        var step = Plans.Write(1, "a.txt", "x");
        step["rollback_capability"] = "none";
        var result = (
            await _cli.ArgoAsync(verb, _cli.Plan(Plans.Of(step)), "--json")).Exited(ExitCode.Refused);
        Assert.Equal(
            "unsafe", (string?)(verb == "run" ? result.Json["report"] : result.Json)!["simulation_status"]);
        Assert.Equal("kept\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
    }

    [Fact]
    public async Task An_irreversible_step_should_need_its_number_beside_yes()
    {
        _cli.Put("a.txt", "old\n");
        var step = Plans.Write(1, "a.txt", "new\n");
        (step["rollback_capability"], step["irreversible"]) = ("none", true);
        var plan = _cli.Plan(Plans.Of(step));
        var refused = (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Usage);
        Assert.Contains("--acknowledge-irreversible 1", refused.Error, StringComparison.Ordinal);
        Assert.Equal("old\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
        (
            await _cli.ArgoAsync(
                "run", plan, "--yes", "--acknowledge-irreversible", "1")).Exited(ExitCode.Done);
        Assert.Equal("new\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
    }

    [Fact]
    public async Task A_plan_should_be_read_from_stdin()
    {
        var result = await _cli.ArgoWithInputAsync(
            Plans.Of(Plans.Write(1, "a.txt", "x")), "run", "-", "--yes");
        result.Exited(ExitCode.Done);
        Assert.Equal("x", await File.ReadAllTextAsync(_cli.In("a.txt")));
    }

    [Fact]
    public async Task Stop_on_failure_should_keep_what_was_done_and_exit_as_partial()
    {
        Plans.MakeSourceTree(_cli);
        var plan = JsonNode.Parse(Plans.FiftySteps())!;
        plan["on_failure"] = "stop";
        var result = await _cli.ArgoAtAsync(
            "swap.rename.before:11=fail", "run", _cli.Plan(plan.ToJsonString()), "--yes", "--json");
        Assert.Equal("partial", (string?)result.Exited(ExitCode.Partial).Result["execution_status"]);
        Assert.Equal("// part 9, changed\n", await File.ReadAllTextAsync(_cli.In("src/module4/part9.cs")));
        Assert.StartsWith(
            "// part 10\n",
            await File.ReadAllTextAsync(_cli.In("src/module0/part10.cs")),
            StringComparison.Ordinal);
    }
}
