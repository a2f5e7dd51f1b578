using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Tests.Support;
using Argo.TestSupport;

namespace Argo.Cli.Tests.Programs;

/// <summary>Approving: what is shown before, who is asked, and what is never signed.</summary>
public sealed class ApproveTests : IDisposable
{
    private readonly InProcessCli _inProcessCli = new() { IsTerminal = true };
    private readonly InProcessCli _pipe = new();

    public void Dispose()
    {
        _inProcessCli.Dispose();
        _pipe.Dispose();
    }

    [Fact]
    public async Task Approve_should_show_what_run_shows_then_ask_and_only_then_sign()
    {
        var (report, approval) = (ReportFile(_inProcessCli), _inProcessCli.PathOf("a.json"));
        _inProcessCli.Typed = "n\n";
        var run = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan)).Exited(ExitCode.Refused);
        var no = (await _inProcessCli.ArgoAsync("approve", report, "-o", approval)).Exited(ExitCode.Refused);
        Assert.Equal(Simulation(run.Out), Simulation(no.Out));
        Assert.Contains("+new", no.Out, StringComparison.Ordinal);
        Assert.Contains("Approve 2 steps in /ws? [y/N]", no.Error, StringComparison.Ordinal);
        Assert.Contains("Not approved: nothing was signed.", no.Out, StringComparison.Ordinal);
        Assert.True(_inProcessCli.Argo.Approved is null && !File.Exists(approval));

        _inProcessCli.Typed = "y\n";
        (await _inProcessCli.ArgoAsync("approve", report, "-o", approval, "--by", "ann"))
            .Exited(ExitCode.Done);
        Assert.Equal(
            ("prompt", "ann"), (_inProcessCli.Argo.Approved!.Method, _inProcessCli.Argo.Approved.Approver));
        Assert.True(File.Exists(approval));
    }

    [Fact]
    public async Task Without_a_terminal_and_without_yes_nothing_should_be_signed()
    {
        var report = ReportFile(_pipe);
        var result = (await _pipe.ArgoAsync("approve", report)).Exited(ExitCode.Usage);
        Assert.Contains("add --yes", result.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was signed", result.Error, StringComparison.Ordinal);
        Assert.Null(_pipe.Argo.Approved);
        (await _pipe.ArgoAsync("approve", report, "--yes")).Exited(ExitCode.Done);
        Assert.Equal("yes_flag", _pipe.Argo.Approved!.Method);
    }

    [Fact]
    public async Task An_approval_on_stdout_should_stand_there_alone_and_the_simulation_on_stderr()
    {
        var result = (await _pipe.ArgoAsync("approve", ReportFile(_pipe), "--yes")).Exited(ExitCode.Done);
        Assert.Equal("approval-1", (string?)JsonNode.Parse(result.Out)!["approval_id"]);
        Assert.Contains("+new", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SimulationStatus.Blocked)]
    [InlineData(SimulationStatus.Unsafe)]
    public async Task A_report_that_may_not_run_should_be_shown_and_not_signed(SimulationStatus status)
    {
        var report = ReportFile(_inProcessCli, Some.Report(status));
        _inProcessCli.Typed = "y\n";
        var result = (await _inProcessCli.ArgoAsync("approve", report)).Exited(ExitCode.Refused);
        Assert.DoesNotContain("[y/N]", result.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was signed", result.Error, StringComparison.Ordinal);
        (await _inProcessCli.ArgoAsync("approve", report, "--yes", "--json")).Exited(ExitCode.Refused);
        Assert.Null(_inProcessCli.Argo.Approved);
    }

    [Fact]
    public async Task A_step_without_an_undo_should_be_named_and_one_that_there_is_not_refused()
    {
        var report = ReportFile(_pipe, Some.Report() with { StepsWithIrreversibleActions = [2] });
        var silent = (await _pipe.ArgoAsync("approve", report, "--yes")).Exited(ExitCode.Usage);
        Assert.Contains("--acknowledge-irreversible 2", silent.Error, StringComparison.Ordinal);
        string[] named = ["approve", report, "--yes", "--acknowledge-irreversible", "2"];
        var unknown = (await _pipe.ArgoAsync([.. named, "7"])).Exited(ExitCode.Usage);
        Assert.Contains("the plan has no step 7", unknown.Error, StringComparison.Ordinal);
        Assert.Null(_pipe.Argo.Approved);
        (await _pipe.ArgoAsync(named)).Exited(ExitCode.Done);
        Assert.Equal([2], _pipe.Argo.Approved!.AcknowledgedIrreversibleSteps.ToArray());
    }

    [Fact]
    public async Task An_altered_report_should_not_even_be_shown()
    {
        var report = ReportFile(_inProcessCli);
        var text = await File.ReadAllTextAsync(report);
        await File.WriteAllTextAsync(report, text.Replace("+new", "+harmless", StringComparison.Ordinal));
        var result = (await _inProcessCli.ArgoAsync("approve", report)).Exited(ExitCode.Refused);
        Assert.Contains("altered", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("harmless", result.Out + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_should_have_the_files_that_were_typed()
    {
        var (report, approval) =
            (ReportFile(_inProcessCli, PlannedReport(_inProcessCli)),
            _inProcessCli.PathOf("my approval.json"));
        var result = (await _inProcessCli.ArgoAsync("approve", report, "--yes", "-o", approval))
            .Exited(ExitCode.Done);
        Assert.Contains(
            $"argo execute {_inProcessCli.Plan} --report {report} --approval '{approval}'",
            result.Error.Replace(" \\\n      ", " ", StringComparison.Ordinal), // as a shell reads it
            StringComparison.Ordinal);
    }

    private static DryRunExecutionReport PlannedReport(InProcessCli inProcessCli) => Some.Report() with
    {
        PlanDigest = ArtifactDigest.Of(PlanReader.Read(File.ReadAllBytes(inProcessCli.Plan))),
    };

    private static string ReportFile(InProcessCli inProcessCli, DryRunExecutionReport? report = null) =>
        inProcessCli.Write("report.json", ArtifactJson.Write((report ?? Some.Report()).WithDigest()));

    /// <summary>What stands between the first line and the verdict.</summary>
    private static string Simulation(string shown) => shown[..shown.IndexOf(
        "Nothing has been changed.", StringComparison.Ordinal)];
}
