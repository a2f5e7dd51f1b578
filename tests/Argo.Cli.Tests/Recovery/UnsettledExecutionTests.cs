using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Recovery;

/// <summary>
/// A tree that an execution of the same store left half changed: told by every command that looks there.
/// </summary>
public sealed class UnsettledExecutionTests : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_a_lockdown_halted_should_be_named_by_each_command_until_it_is_undone()
    {
        var (id, next) = await HaltAsync();
        var undo = $"argo recover {id}";

        var unlocked = (await _cli.ArgoAsync("unlock", "--reason", "false alarm")).Exited(ExitCode.Done);
        Assert.Contains(undo, unlocked.Out + unlocked.Error, StringComparison.Ordinal);
        var recovered = (await _cli.ArgoAsync("recover")).Exited(ExitCode.RollbackIncomplete);
        Assert.DoesNotContain("nothing to recover", recovered.Out, StringComparison.Ordinal);
        Assert.Contains(undo, recovered.Out + recovered.Error, StringComparison.Ordinal);
        Assert.Contains(undo, (await _cli.ArgoAsync("doctor")).Exited(ExitCode.Failed).Out,
            StringComparison.Ordinal);
        Assert.Contains(undo, (await _cli.ArgoAsync("list")).Error, StringComparison.Ordinal);
        Assert.Contains(undo, (await _cli.ArgoAsync("dry-run", next)).Exited(ExitCode.Done).Error,
            StringComparison.Ordinal);
        var run = (await _cli.ArgoAsync("run", next, "--yes")).Exited(ExitCode.Refused);
        Assert.Contains(undo, run.Error, StringComparison.Ordinal);
        Assert.Equal("1\n", await File.ReadAllTextAsync(_cli.In("many1.txt")));

        (await _cli.ArgoAsync("recover", id)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("run", next, "--yes")).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task A_dry_run_over_a_half_done_tree_should_warn_and_a_refused_run_tell_its_recovery()
    {
        _cli.Put("a.txt", "old");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new"), Plans.Write(2, "b.txt", "new")));
        (await _cli.ArgoAtAsync("swap.rename.after", "run", plan, "--yes")).Exited(Killed);
        var other = Directory.CreateDirectory(Path.Combine(_cli.Outside, "other")).FullName;

        var dry = (await _cli.ArgoAsync("dry-run", plan)).Exited(ExitCode.Done);
        Assert.Contains("left behind by a process", dry.Error, StringComparison.Ordinal);

        (await _cli.ArgoAsync("run", plan, "--yes", "--workspace", other)).Exited(ExitCode.Done);
        Assert.Equal("new", await File.ReadAllTextAsync(_cli.In("a.txt"))); // nobody asked for its recovery

        var unasked = (await _cli.ArgoAsync("run", plan)).Exited(ExitCode.Usage);
        Assert.Contains("nothing of this plan was carried out", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("recovered before: exec-", unasked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was changed", unasked.Error, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(_cli.In("a.txt")));
    }

    /// <summary>The id of an execution that was halted half-way, and a plan that needs its paths.</summary>
    private async Task<(string Id, string Next)> HaltAsync()
    {
        var start = _cli.Start("run", _cli.Plan(Plans.ManySteps()), "--yes");
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before=slow";
        using var run = new RunningCli(start);
        await run.UntilUnderWayAsync();
        (await _cli.ArgoAsync("lockdown", "--reason", "intruder")).Exited(ExitCode.Done);
        (await run.EndAsync()).Exited(ExitCode.Halted);
        var listed = (await _cli.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Json["executions"]!;
        return ((string)listed[0]!["execution_id"]!,
            _cli.Plan(Plans.Of(Plans.Write(1, "many1.txt", "other")), "next.json"));
    }
}
