using System.Text;
using Argo.Artifacts;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Programs;

/// <summary>What a plan's steps demand to be confirmed: a person does each, or nothing runs.</summary>
public sealed class ConfirmationSpecs : IDisposable
{
    private static readonly StepConfirmation[] Demanded =
        [new(1, "confirm_overwrite"), new(2, "confirm_overwrite"), new(2, "told the owner")];

    private readonly Desk _desk = new() { IsTerminal = true };

    public ConfirmationSpecs() => _desk.Argo.Report = _desk.Argo.Report with
    {
        StepsSimulated =
        [
            Some.Step(1) with { RequiredConfirmations = ["confirm_overwrite"] },
            Some.Step(2, "b.txt") with { RequiredConfirmations = ["confirm_overwrite", "told the owner"] },
        ],
    };

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Each_should_be_asked_for_before_the_yes()
    {
        _desk.Typed = "y\n";
        var ran = (await _desk.ArgoAsync("run", _desk.Plan)).Exited(ExitCode.Done);
        Assert.Contains(
            "Step 2, write b.txt, demands: told the owner. Confirm? [y/N]",
            ran.Error,
            StringComparison.Ordinal);
        Assert.Equal(4, ran.Error.Split("[y/N]").Length - 1);
        Assert.Equal(Demanded, _desk.Argo.Approved!.Confirmations.AsEnumerable());
    }

    [Fact]
    public async Task One_no_should_end_it()
    {
        var answers = new Queue<string>(["y\n", "n\n", "y\n", "y\n"]);
        _desk.In = () => new MemoryStream(Encoding.UTF8.GetBytes(answers.Dequeue()));
        var ran = (await _desk.ArgoAsync("run", _desk.Plan)).Exited(ExitCode.Refused);
        Assert.Contains("nothing was changed", ran.Out, StringComparison.Ordinal);
        Assert.Null(_desk.Argo.Approved);
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Yes_should_not_give_them()
    {
        var ran = (await _desk.ArgoAsync("run", _desk.Plan, "--yes", "--confirm", "confirm_overwrite"))
            .Exited(ExitCode.Usage);
        Assert.Contains("step 2 demands 'told the owner'", ran.Error, StringComparison.Ordinal);
        Assert.Contains("--confirm 'told the owner'", ran.Error, StringComparison.Ordinal);
        Assert.Null(_desk.Argo.Approved);

        string[] whole = ["run", _desk.Plan, "--yes", "--confirm", "confirm_overwrite", "told the owner"];
        (await _desk.ArgoAsync(whole)).Exited(ExitCode.Done);
        Assert.Equal(Demanded, _desk.Argo.Approved!.Confirmations.AsEnumerable());
        Assert.Equal("yes_flag", _desk.Argo.Approved.Method);
    }

    [Fact]
    public async Task What_was_given_beforehand_should_not_be_asked_for()
    {
        _desk.Typed = "y\n";
        var ran = await _desk.ArgoAsync("run", _desk.Plan, "--confirm", "confirm_overwrite");
        Assert.Equal(2, ran.Exited(ExitCode.Done).Error.Split("[y/N]").Length - 1);
    }

    [Fact]
    public async Task A_text_that_no_step_demands_should_be_refused_by_name()
    {
        var ran = (await _desk.ArgoAsync("run", _desk.Plan, "--yes", "--confirm", "confirm_all"))
            .Exited(ExitCode.Usage);
        Assert.Contains("no step demands 'confirm_all'", ran.Error, StringComparison.Ordinal);
        Assert.Contains("step 1 demands 'confirm_overwrite'", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_should_demand_them_too()
    {
        var report = _desk.Write("report.json", ArtifactJson.Write(_desk.Argo.Report.WithDigest()));
        (await _desk.ArgoAsync("approve", report, "--yes")).Exited(ExitCode.Usage);
        Assert.Null(_desk.Argo.Approved);
        _desk.Typed = "y\n";
        (await _desk.ArgoAsync("approve", report)).Exited(ExitCode.Done);
        Assert.Equal(Demanded, _desk.Argo.Approved!.Confirmations.AsEnumerable());
    }
}
