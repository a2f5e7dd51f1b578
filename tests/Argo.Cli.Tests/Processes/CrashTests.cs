using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>kill -9 at a failpoint, then <c>argo recover</c>: the tree equals what it was.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("swap.rename.after:1", true)]
    [InlineData("swap.rename.after:25", true)]
    [InlineData("swap.rename.before:50", true)]
    [InlineData("commit.prepared.after", false)]
    [InlineData("commit.completed.before", true)]
    public async Task A_killed_run_should_be_recovered_to_an_equal_tree(string failpoint, bool changed)
    {
        Plans.MakeSourceTree(_cli);
        var before = TreeChecksum.Of(_cli.Workspace);
        (await _cli.ArgoAtAsync(failpoint, "run", _cli.Plan(Plans.FiftySteps()), "--yes")).Exited(Killed);
        Assert.Equal(changed, before != TreeChecksum.Of(_cli.Workspace));

        var recovered = (await _cli.ArgoAsync("recover", "--json")).Exited(ExitCode.Done).Json;
        Assert.Equal(before, TreeChecksum.Of(_cli.Workspace));
        var ended = Assert.Single(recovered["recovered"]!.AsArray())!;
        Assert.Equal("rolled_back", (string?)ended["result"]!["execution_status"]);

        var listed = Assert.Single(
            (await _cli.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Json["executions"]!.AsArray())!;
        Assert.Equal("rolled_back", (string?)listed["state"]);
        var shown = (await _cli.ArgoAsync("show", (string)listed["execution_id"]!, "--json")).Json;
        Assert.True(JsonNode.DeepEquals(shown, ended), $"{shown}\n{ended}"); // one shape in every command
        Assert.True(JsonNode.DeepEquals(listed, ended["execution"]), $"{listed}");
    }

    [Fact]
    public async Task A_run_killed_after_its_end_was_durable_should_stand()
    {
        Plans.MakeSourceTree(_cli);
        var result = await _cli.ArgoAtAsync(
            "commit.completed.after", "run", _cli.Plan(Plans.FiftySteps()), "--yes");
        result.Exited(Killed);
        var done = TreeChecksum.Of(_cli.Workspace);
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        Assert.Equal(done, TreeChecksum.Of(_cli.Workspace));
        Assert.Equal("file 0\n", await File.ReadAllTextAsync(_cli.In("new0/file0.txt")));
    }

    [Fact]
    public async Task A_recovery_that_is_killed_itself_should_be_recovered()
    {
        Plans.MakeSourceTree(_cli);
        var before = TreeChecksum.Of(_cli.Workspace);
        (
            await _cli.ArgoAtAsync(
                "swap.rename.after:30", "run", _cli.Plan(Plans.FiftySteps()), "--yes")).Exited(Killed);
        (await _cli.ArgoAtAsync("undo.rename.after:10", "recover")).Exited(Killed);
        Assert.NotEqual(before, TreeChecksum.Of(_cli.Workspace));
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        Assert.Equal(before, TreeChecksum.Of(_cli.Workspace));
    }

    [Fact]
    public async Task Looking_at_what_was_left_should_not_touch_it_and_the_next_run_should_undo_it_first()
    {
        Plans.MakeSourceTree(_cli);
        var plan = _cli.Plan(Plans.FiftySteps());
        (await _cli.ArgoAtAsync("swap.rename.after:30", "run", plan, "--yes")).Exited(Killed);
        var halfWay = TreeChecksum.Of(_cli.Workspace);
        Assert.Contains(
            "argo recover",
            (await _cli.ArgoAsync("list")).Exited(ExitCode.Done).Error,
            StringComparison.Ordinal);
        await _cli.ArgoAsync("dry-run", plan);
        Assert.Equal(halfWay, TreeChecksum.Of(_cli.Workspace));

        var next = (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        Assert.Contains("Recovered first", next.Error, StringComparison.Ordinal);
        Assert.Equal("file 19\n", await File.ReadAllTextAsync(_cli.In("new4/file19.txt")));
    }

    [Fact]
    public async Task Recovery_with_nothing_to_do_should_say_so()
    {
        await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new"))));
        var result = (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        Assert.Contains("nothing to recover", result.Out, StringComparison.Ordinal);
        (await _cli.ArgoAsync("recover", "exec-unknown")).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_failpoint_should_be_a_usage_error() =>
        Assert.Contains(
            "ARGO_FAILPOINT",
            (await _cli.ArgoAtAsync("swap:0", "list")).Exited(ExitCode.Usage).Error,
            StringComparison.Ordinal);
}
