using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Rendering;

/// <summary>Whoever waits sees that something goes on, and is told the whole time.</summary>
public sealed class WaitTests : IDisposable
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private readonly ManualClock _clock = new();
    private readonly InProcessCli _terminal;
    private readonly InProcessCli _pipe;

    public WaitTests()
    {
        _terminal = new InProcessCli { IsTerminal = true, Colours = false, Time = _clock };
        _pipe = new InProcessCli { Time = _clock };
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _pipe.Dispose();
    }

    [Fact]
    public async Task A_terminal_should_show_that_a_dry_run_goes_on()
    {
        _terminal.Argo.WhileSimulating = () => _clock.Advance(TimeSpan.FromSeconds(3));
        var result = (await _terminal.ArgoAsync("dry-run", _terminal.Plan)).Exited(ExitCode.Done);
        Assert.Contains("simulating 2 steps, 3 s", result.Error, StringComparison.Ordinal);
        var quiet = await _terminal.ArgoAsync("dry-run", _terminal.Plan, "-v", "quiet");
        Assert.Equal("", quiet.Error);
    }

    [Fact]
    public async Task A_pipe_should_get_a_plain_line_now_and_then_and_none_for_a_short_wait()
    {
        _pipe.Argo.WhileSimulating = () => _clock.Advance(TimeSpan.FromSeconds(25));
        var result = await _pipe.ArgoAsync("dry-run", _pipe.Plan);
        Assert.StartsWith(
            "simulating 2 steps, 10.0 s so far\nsimulating 2 steps, 20.0 s so far\n",
            result.Error,
            StringComparison.Ordinal);
        _pipe.Argo.WhileSimulating = () => _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.DoesNotContain(
            "so far", (await _pipe.ArgoAsync("dry-run", _pipe.Plan)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cleaning_up_after_the_end_should_be_shown_too()
    {
        foreach (var inProcessCli in (InProcessCli[])[_terminal, _pipe])
        {
            inProcessCli.Argo.WhileExecuting = progress =>
            {
                progress?.Report(new ExecutionProgress(
                    new("exec-1"), ExecutionPhase.Collecting, "removing what was kept", null, null));
                _clock.Advance(TimeSpan.FromSeconds(12));
            };
            var result = (await inProcessCli.ArgoAsync("run", inProcessCli.Plan, "--yes"))
                .Exited(ExitCode.Done);
            Assert.Contains("removing what was kept, 1", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_time_that_is_told_should_be_the_whole_time()
    {
        var end = Some.End(ExecutionState.Completed);
        _pipe.Argo.Execute = _ =>
            Task.FromResult(end with { Result = end.Result with { ExecutionDurationMs = 49_000 } });
        foreach (var cli in (InProcessCli[])[_pipe, _terminal])
        {
            cli.Argo.Execute = _pipe.Argo.Execute;
            cli.Argo.WhileSimulating = () => _clock.Advance(TimeSpan.FromSeconds(20));
            cli.Argo.WhileExecuting = _ => _clock.Advance(TimeSpan.FromSeconds(49));
            cli.In = () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(300)); // a person who thinks
                return new MemoryStream("y\n"u8.ToArray());
            };
        }

        const string whole = "Execution exec-1, 49.0 s, in all 69.0 s.";
        Assert.Contains(whole, (await _pipe.ArgoAsync("run", _pipe.Plan, "--yes")).Out, Ordinal);
        Assert.Contains(whole, (await _terminal.ArgoAsync("run", _terminal.Plan)).Out, Ordinal);
        var dryRun = await _pipe.ArgoAsync("dry-run", _pipe.Plan);
        Assert.Contains("The dry run took 20.0 s.", dryRun.Error, Ordinal);
    }
}
