using System.Text.RegularExpressions;
using Argo.Actors.Ports;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Cli.Rendering;
using Argo.Cli.Tests.Support;
using Argo.Hosting;

namespace Argo.Cli.Tests.Rendering;

/// <summary>What a person sees, on a terminal and in a pipe.</summary>
public sealed class ScreenTests
{
    [Fact]
    public async Task A_terminal_should_get_colours_and_a_pipe_none()
    {
        using InProcessCli terminal =
            new() { IsTerminal = true }, plain = new() { IsTerminal = true, Colours = false }, pipe = new();
        var coloured = await terminal.ArgoAsync("dry-run", terminal.Plan);
        Assert.Contains("\e[32m+new\e[0m", coloured.Out, StringComparison.Ordinal);
        Assert.Contains("\e[31m-old\e[0m", coloured.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\e[3", (await plain.ArgoAsync("dry-run", plain.Plan)).Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', (await pipe.ArgoAsync("dry-run", pipe.Plan)).Out);
    }

    [Fact]
    public async Task A_pipe_should_get_one_line_a_step_without_trailing_spaces()
    {
        using var pipe = new InProcessCli { Width = 20 };
        var lines = (await pipe.ArgoAsync("dry-run", pipe.Plan)).Out.Split('\n');
        Assert.Contains("   1  write   a.txt   creates it  cautious  yes", lines);
        Assert.DoesNotContain(lines, line => line.EndsWith(' '));
    }

    [Fact]
    public async Task A_terminal_should_get_the_summary_broken_between_words_and_a_pipe_as_it_is()
    {
        const string undo = "Undo: 2 steps change something; 2 can be undone until the execution has ended.";
        var report = Some.Report() with { Summary = $"Dry run\n\n{undo}\n" };
        using InProcessCli terminal = new() { IsTerminal = true, Colours = false, Width = 60 }, pipe = new();
        (terminal.Argo.Report, pipe.Argo.Report) = (report, report);
        var shown = (await terminal.ArgoAsync("dry-run", terminal.Plan)).Out;
        Assert.Contains("can be undone until the\nexecution has ended.", shown, StringComparison.Ordinal);
        Assert.Contains(undo, (await pipe.ArgoAsync("dry-run", pipe.Plan)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulation_should_show_why_a_step_cannot_run_and_what_cannot_be_undone()
    {
        using var inProcessCli = new InProcessCli();
        inProcessCli.Argo.Report = Some.Report(SimulationStatus.Blocked) with
        {
            StepsSimulated =
            [
                Some.Step(1) with
                {
                    PreconditionStatus = PreconditionStatus.Unmet, PreconditionDetails = "there is no a.txt",
                },
                Some.Step(2) with { CanSimulate = false, SimulationBlockedReason = "nobody can know" },
                Some.Step(3) with { RollbackFeasible = false, RollbackProcedure = "there is no room" },
                Some.Step(4) with { CanFail = ["it has other names"] },
            ],
            StepsWithIrreversibleActions = [4],
        };
        var plan = inProcessCli.Write(
            "four.json", Plans.Of([.. Enumerable.Range(1, 4).Select(i => Plans.Write(i, "a.txt", "x"))]));
        var shown = (await inProcessCli.ArgoAsync("dry-run", plan)).Exited(ExitCode.Refused).Out;
        Assert.Contains("unmet: there is no a.txt", shown, StringComparison.Ordinal);
        Assert.Contains("blocked: nobody can know", shown, StringComparison.Ordinal);
        Assert.Contains("no: there is no room", shown, StringComparison.Ordinal);
        Assert.Contains("NONE", shown, StringComparison.Ordinal);
        Assert.Contains("Step 4, note: it has other names", shown, StringComparison.Ordinal);
        Assert.Contains(
            "BLOCKED: the plan may not run. Nothing has been changed.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_undo_should_be_said_first_and_step_by_step()
    {
        using var inProcessCli = new InProcessCli();
        var step = new ExecutedStepResult
        {
            StepId = 1,
            Operation = "write_file",
            Target = "a.txt",
            ActionType = ActionType.Write,
            Success = true,
            ActualStateChange = "created it",
            RollbackInvoked = true,
            RollbackDetail = "somebody else changed it",
        };
        var end = Some.End(ExecutionState.Parked);
        inProcessCli.Argo.Execute = _ =>
            Task.FromResult(end with { Result = end.Result with { StepsExecuted = [step] } });
        var result = (await inProcessCli.ArgoAsync("run", inProcessCli.Plan, "--yes"))
            .Exited(ExitCode.RollbackIncomplete);
        Assert.Contains("The undo is INCOMPLETE", result.Out, StringComparison.Ordinal);
        Assert.Contains("created it; undo: somebody else changed it", result.Out, StringComparison.Ordinal);
        Assert.Contains("argo recover exec-1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_should_get_ids_short_enough_to_read_and_long_enough_to_tell_apart()
    {
        using var inProcessCli = new InProcessCli { IsTerminal = true, Colours = false };
        string[] ids =
            ["exec-01a2032d5ad97908aaeef421cc9219ec", "exec-01a2032d5ad97909aaeef421cc9219ec", "deploy-42"];
        inProcessCli.Argo.Stored.AddRange(
            ids.Select(
                id => new StoredExecution(Some.Entry(id, ExecutionState.Completed), null, null, null)));
        var listed = (await inProcessCli.ArgoAsync("list")).Exited(ExitCode.Done).Out;
        Assert.DoesNotContain(ids[0], listed, StringComparison.Ordinal);
        Assert.Contains(ids[0][..21], listed, StringComparison.Ordinal);
        Assert.Contains("deploy-42", listed, StringComparison.Ordinal);
        Assert.Contains("2026-01-31 12:00:00", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_should_be_pointed_to_recovery()
    {
        using var inProcessCli = new InProcessCli();
        var entry = Some.Entry(
            "exec-1", ExecutionState.Running) with { Owner = $"{Environment.MachineName}:{int.MaxValue}:1" };
        inProcessCli.Argo.Stored.Add(new StoredExecution(entry, null, null, null) { IsLeftBehind = true });
        var listed = await inProcessCli.ArgoAsync("list");
        Assert.Contains("argo recover", listed.Error, StringComparison.Ordinal);
        Assert.Contains("left behind: its process is gone", listed.Out, StringComparison.Ordinal);
        Assert.True(
            (bool)(await inProcessCli.ArgoAsync("list", "--json")).Json["executions"]![0]!["process_gone"]!);
        Assert.Contains(
            "exec-1 has no end: its process is gone.", (await inProcessCli.ArgoAsync("show", "exec-1")).Out,
            StringComparison.Ordinal);
        (await inProcessCli.ArgoAsync("record", "exec-1")).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task A_terminal_should_get_every_line_broken_between_words_and_commands_to_copy()
    {
        using InProcessCli terminal = new() { IsTerminal = true, Colours = false, Width = 80, Typed = "y\n" },
            pipe = new();
        const string id = "exec-01a2032d5ad97908aaeef421cc9219ec";
        var end = Some.End(ExecutionState.Parked);
        end = end with { Result = end.Result with { ExecutionId = id } };
        (terminal.Argo.Execute, pipe.Argo.Execute) = (_ => Task.FromResult(end), _ => Task.FromResult(end));
        var shown = await terminal.ArgoAsync("run", terminal.Plan);
        var letters = Regex.Replace($"{shown.Out}\n{shown.Error}", @"\e\[[0-9;]*\w", "");
        Assert.All(letters.Split('\n', '\r'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains(
            $"  # that nobody has touched the record\n  argo verify {id}\n", shown.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            $"  argo verify {id}    # that nobody", (await pipe.ArgoAsync("run", pipe.Plan, "--yes")).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_should_lead_with_examples_and_know_every_command()
    {
        using var inProcessCli = new InProcessCli();
        var help = (await inProcessCli.ArgoAsync("--help")).Exited(ExitCode.Done).Out;
        Assert.True(
            help.IndexOf("Examples:", StringComparison.Ordinal) < help.IndexOf(
                "Usage:", StringComparison.Ordinal));
        foreach (var command in Root.Build().Subcommands)
        {
            Assert.Contains($"  {command.Name} ", help, StringComparison.Ordinal);
            var own = (await inProcessCli.ArgoAsync(command.Name, "--help")).Exited(ExitCode.Done).Out;
            Assert.Contains($"  argo {command.Name}", own, StringComparison.Ordinal);
            Assert.Contains("--json", own, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("tab\there", "tab<U+0009>here")]
    [InlineData("a\u202Eb", "a<U+202E>b")]
    [InlineData("zero\u200Bwidth", "zero<U+200B>width")]
    [InlineData("\u001b[31mred", "<U+001B>[31mred")]
    [InlineData("two\nlines", "two<U+000A>lines")]
    [InlineData("\u00e4\u00f6 \u4e2d\u6587 \U0001F600", "\u00e4\u00f6 \u4e2d\u6587 \U0001F600")]
    public void Text_that_hides_or_acts_should_be_written_out(string text, string shown) =>
        Assert.Equal(shown, Visible.Line(text));

    [Fact]
    public void Half_a_surrogate_pair_should_be_written_out() =>
        Assert.Equal("<U+D800>x", Visible.Line($"{'\uD800'}x"));

    [Fact]
    public void Lines_should_keep_their_tabs() =>
        Assert.Equal(["+\tx", "-<U+0007>"], Visible.Lines("+\tx\r\n-\u0007\n"));
}
