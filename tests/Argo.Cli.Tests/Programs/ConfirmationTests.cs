using System.Text;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Cli.Tests.Support;
using Argo.TestSupport;

namespace Argo.Cli.Tests.Programs;

/// <summary>What a plan's steps demand to be confirmed: a person does each, or nothing runs.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private static readonly StepConfirmation[] Demanded =
        [new(1, "confirm_overwrite"), new(2, "confirm_overwrite"), new(2, "told the owner")];

    private readonly InProcessCli _inProcessCli = new() { IsTerminal = true };

    public ConfirmationTests() => _inProcessCli.Argo.Report = _inProcessCli.Argo.Report with
    {
        StepsSimulated =
        [
            Some.Step(1) with { RequiredConfirmations = ["confirm_overwrite"] },
            Some.Step(2, "b.txt") with { RequiredConfirmations = ["confirm_overwrite", "told the owner"] },
        ],
    };

    public void Dispose() => _inProcessCli.Dispose();

    [Fact]
    public async Task Each_should_be_asked_for_before_the_yes()
    {
        _inProcessCli.Typed = "y\n";
        var result = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan)).Exited(ExitCode.Done);
        Assert.Contains(
            "Step 2, write b.txt, demands: told the owner. Confirm? [y/N]",
            result.Error,
            StringComparison.Ordinal);
        Assert.Equal(4, result.Error.Split("[y/N]").Length - 1);
        Assert.Equal(Demanded, _inProcessCli.Argo.Approved!.Confirmations.AsEnumerable());
    }

    [Fact]
    public async Task One_no_should_end_it()
    {
        var answers = new Queue<string>(["y\n", "n\n", "y\n", "y\n"]);
        _inProcessCli.In = () => new MemoryStream(Encoding.UTF8.GetBytes(answers.Dequeue()));
        var result = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan)).Exited(ExitCode.Refused);
        Assert.Contains("nothing was changed", result.Out, StringComparison.Ordinal);
        Assert.Null(_inProcessCli.Argo.Approved);
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Yes_should_not_give_them()
    {
        var result =
            (await _inProcessCli.ArgoAsync(
            "run", _inProcessCli.Plan, "--yes", "--confirm", "confirm_overwrite"))
            .Exited(ExitCode.Usage);
        Assert.Contains("step 2 demands 'told the owner'", result.Error, StringComparison.Ordinal);
        Assert.Contains("--confirm 'told the owner'", result.Error, StringComparison.Ordinal);
        Assert.Null(_inProcessCli.Argo.Approved);

        string[] whole =
            ["run", _inProcessCli.Plan, "--yes", "--confirm", "confirm_overwrite", "told the owner"];
        (await _inProcessCli.ArgoAsync(whole)).Exited(ExitCode.Done);
        Assert.Equal(Demanded, _inProcessCli.Argo.Approved!.Confirmations.AsEnumerable());
        Assert.Equal("yes_flag", _inProcessCli.Argo.Approved.Method);
    }

    [Fact]
    public async Task What_was_given_beforehand_should_not_be_asked_for()
    {
        _inProcessCli.Typed = "y\n";
        var result = await _inProcessCli.ArgoAsync(
            "run", _inProcessCli.Plan, "--confirm", "confirm_overwrite");
        Assert.Equal(2, result.Exited(ExitCode.Done).Error.Split("[y/N]").Length - 1);
    }

    [Fact]
    public async Task A_text_that_no_step_demands_should_be_refused_by_name()
    {
        var result =
            (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--yes", "--confirm", "confirm_all"))
            .Exited(ExitCode.Usage);
        Assert.Contains("no step demands 'confirm_all'", result.Error, StringComparison.Ordinal);
        Assert.Contains("step 1 demands 'confirm_overwrite'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_should_demand_them_too()
    {
        var report = _inProcessCli.Write(
            "report.json", ArtifactJson.Write(_inProcessCli.Argo.Report.WithDigest()));
        (await _inProcessCli.ArgoAsync("approve", report, "--yes")).Exited(ExitCode.Usage);
        Assert.Null(_inProcessCli.Argo.Approved);
        _inProcessCli.Typed = "y\n";
        (await _inProcessCli.ArgoAsync("approve", report)).Exited(ExitCode.Done);
        Assert.Equal(Demanded, _inProcessCli.Argo.Approved!.Confirmations.AsEnumerable());
    }
}
