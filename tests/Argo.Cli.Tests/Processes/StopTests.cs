using System.Diagnostics;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>Signals and cancels stop a run safely: everything is undone.</summary>
/// <remarks>
/// Each step of the run is made slow, so that it is still under way when it is told to stop.
/// </remarks>
public sealed class StopTests : IDisposable
{
    private const string Slowly = "swap.rename.before:2=slow";

    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    [InlineData("HUP", ExitCode.Terminated)]
    public async Task A_signal_should_end_a_run_safely(string signal, int exit)
    {
        using var run = StartSlowly("run", _cli.Plan(Plans.ManySteps()), "--yes");
        await run.UntilUnderWayAsync();
        await run.SignalAsync(signal);
        await run.SignalAsync(signal); // a second one must not kill it unsafely
        var result = (await run.EndAsync()).Exited(exit);
        Assert.Contains("Stopping safely", result.Error, StringComparison.Ordinal);
        Assert.Contains("Rolled back", result.Out, StringComparison.Ordinal);
        Assert.Empty(TreeChecksum.Of(_cli.Workspace));
    }

    [Theory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task A_signal_while_things_are_staged_should_end_a_run_safely(string signal, int exit)
    {
        var start = _cli.Start("run", _cli.Plan(Plans.ManySteps(50)), "--yes");
        start.Environment[FailpointSwitch.Variable] = "commit.prepared.before=stop"; // nothing is visible yet
        using var run = new RunningCli(start);
        await run.UntilStoppedAsync();
        await run.SignalAsync(signal);
        await run.SignalAsync("CONT");
        (await run.EndAsync()).Exited(exit);
        Assert.Empty(TreeChecksum.Of(_cli.Workspace));
    }

    [Fact]
    public async Task A_signal_of_a_broken_pipe_should_not_stop_a_run()
    {
        using var run = StartSlowly("run", _cli.Plan(Plans.ManySteps(40)), "--yes");
        await run.UntilUnderWayAsync();
        await run.SignalAsync("PIPE");
        (await run.EndAsync()).Exited(ExitCode.Done);
        Assert.Equal(40, Directory.GetFiles(_cli.Workspace).Length);
    }

    [Fact]
    public async Task A_cancel_from_another_process_should_undo_everything()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.ManySteps());
        using var run = StartSlowly(approved.Words("--execution-id", "long-1"));
        await run.UntilUnderWayAsync();
        var asked = (
            await _cli.ArgoAsync("cancel", "long-1", "--reason", "wrong branch")).Exited(ExitCode.Done);
        Assert.Contains("Asked to stop", asked.Out, StringComparison.Ordinal);
        var result = (await run.EndAsync()).Exited(ExitCode.Failed);
        Assert.Contains("wrong branch", result.Out, StringComparison.Ordinal);
        Assert.Empty(TreeChecksum.Of(_cli.Workspace));

        var late = (await _cli.ArgoAsync("cancel", "long-1")).Exited(ExitCode.Failed);
        Assert.Contains("it has ended", late.Out, StringComparison.Ordinal);
        (await _cli.ArgoAsync("cancel", "nobody")).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task A_reader_that_goes_away_should_not_stop_a_run()
    {
        var start = _cli.Start("run", _cli.Plan(Plans.ManySteps(40)), "--yes");
        using var run = Process.Start(start)!;
        run.StandardInput.Close();
        run.StandardOutput.Close();
        run.StandardError.Close();
        await run.WaitForExitAsync();
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(40, Directory.GetFiles(_cli.Workspace).Length);
    }

    private RunningCli StartSlowly(params string[] words)
    {
        var start = _cli.Start(words);
        start.Environment[FailpointSwitch.Variable] = Slowly;
        return new RunningCli(start);
    }
}
