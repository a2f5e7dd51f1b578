using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>lockdown, unlock and scaffold as a person types them.</summary>
public sealed class SecuritySpecs : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_lockdown_should_refuse_runs_until_it_is_taken_back()
    {
        var plan = _bench.Plan(Plans.Of(Plans.Write(1, "a.txt", "new")));
        _bench.Put("a.txt", "old");

        var locked = (await _bench.ArgoAsync("lockdown", "--reason", "intruder")).Exited(ExitCode.Done).Out;
        Assert.Contains("LOCKDOWN: intruder", locked, StringComparison.Ordinal);
        (await _bench.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Refused);
        Assert.Equal("old", await File.ReadAllTextAsync(_bench.In("a.txt")));

        var unlocked = await _bench.ArgoAsync("unlock", "--reason", "false alarm", "--json");
        Assert.False(unlocked.Exited(ExitCode.Done).Json["executions_forbidden"]!.GetValue<bool>());
        (await _bench.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        Assert.Equal("new", await File.ReadAllTextAsync(_bench.In("a.txt")));
    }

    [Fact]
    public async Task A_lockdown_should_halt_what_another_process_runs()
    {
        var start = _bench.Start("run", _bench.Plan(Plans.ManySteps()), "--yes");
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before=slow";
        using var run = new Running(start);
        await run.UntilUnderWayAsync();
        (await _bench.ArgoAsync("lockdown", "--reason", "intruder")).Exited(ExitCode.Done);

        var ran = (await run.EndAsync()).Exited(ExitCode.Halted);
        Assert.Contains("intruder", ran.Out + ran.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_bench.In("many1.txt")));
        Assert.False(File.Exists(_bench.In("many500.txt")));
    }

    [Fact]
    public async Task A_lockdown_without_a_reason_should_be_a_usage_error()
    {
        var ran = (await _bench.ArgoAsync("lockdown")).Exited(ExitCode.Usage);
        Assert.Contains("--reason", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scaffold_should_give_the_hints_and_do_nothing()
    {
        _bench.Put("a.txt", "old");
        var id = await _bench.CompleteAsync(_bench.Plan(Plans.Of(Plans.Write(1, "a.txt", "new"))));
        var shown = (await _bench.ArgoAsync("scaffold", id)).Exited(ExitCode.Done).Out;

        Assert.Contains("no rollback is needed", shown, StringComparison.Ordinal);
        Assert.Equal("new", await File.ReadAllTextAsync(_bench.In("a.txt")));
        (await _bench.ArgoAsync("scaffold", "exec-none")).Exited(ExitCode.NotFound);
    }
}
