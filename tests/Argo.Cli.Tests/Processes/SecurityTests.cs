using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>lockdown, unlock and scaffold as a person types them.</summary>
public sealed class SecurityTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_lockdown_should_refuse_runs_until_it_is_taken_back()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new")));
        _cli.Put("a.txt", "old");

        var locked = (await _cli.ArgoAsync("lockdown", "--reason", "intruder")).Exited(ExitCode.Done).Out;
        Assert.Contains("LOCKDOWN: intruder", locked, StringComparison.Ordinal);
        (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Refused);
        Assert.Equal("old", await File.ReadAllTextAsync(_cli.In("a.txt")));

        var unlocked = await _cli.ArgoAsync("unlock", "--reason", "false alarm", "--json");
        Assert.False(unlocked.Exited(ExitCode.Done).Json["executions_forbidden"]!.GetValue<bool>());
        (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        Assert.Equal("new", await File.ReadAllTextAsync(_cli.In("a.txt")));
    }

    [Fact]
    public async Task A_lockdown_should_halt_what_another_process_runs()
    {
        var start = _cli.Start("run", _cli.Plan(Plans.ManySteps()), "--yes");
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before=slow";
        using var run = new RunningCli(start);
        await run.UntilUnderWayAsync();
        (await _cli.ArgoAsync("lockdown", "--reason", "intruder")).Exited(ExitCode.Done);

        var result = (await run.EndAsync()).Exited(ExitCode.Halted);
        Assert.Contains("intruder", result.Out + result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_cli.In("many1.txt")));
        Assert.False(File.Exists(_cli.In("many500.txt")));
    }

    [Fact]
    public async Task A_lockdown_without_a_reason_should_be_a_usage_error()
    {
        var result = (await _cli.ArgoAsync("lockdown")).Exited(ExitCode.Usage);
        Assert.Contains("--reason", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scaffold_should_give_the_hints_and_do_nothing()
    {
        _cli.Put("a.txt", "old");
        var id = await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new"))));
        var shown = (await _cli.ArgoAsync("scaffold", id)).Exited(ExitCode.Done).Out;

        Assert.Contains("no rollback is needed", shown, StringComparison.Ordinal);
        Assert.Equal("new", await File.ReadAllTextAsync(_cli.In("a.txt")));
        (await _cli.ArgoAsync("scaffold", "exec-none")).Exited(ExitCode.NotFound);
    }
}
