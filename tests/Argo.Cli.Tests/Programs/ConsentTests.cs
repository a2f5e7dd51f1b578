using System.IO.Pipes;
using System.Runtime.InteropServices;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Programs;

/// <summary>Who may say yes, and how.</summary>
public sealed class ConsentTests : IDisposable
{
    private readonly InProcessCli _inProcessCli = new() { IsTerminal = true };

    public void Dispose() => _inProcessCli.Dispose();

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    [InlineData("yesterday\n", false)]
    public async Task Only_a_clear_yes_should_be_one(string typed, bool yes)
    {
        _inProcessCli.Typed = typed;
        var result = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan))
            .Exited(yes ? ExitCode.Done : ExitCode.Refused);
        Assert.Contains("[y/N]", result.Error, StringComparison.Ordinal);
        Assert.Equal(yes, _inProcessCli.Argo.Executed is not null);
        if (!yes)
            Assert.Contains("nothing was changed", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_the_yes_should_be_in_the_approval()
    {
        _inProcessCli.Typed = "y\n";
        await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--by", "ann");
        Assert.Equal(
            ("prompt", "ann"), (_inProcessCli.Argo.Approved!.Method, _inProcessCli.Argo.Approved.Approver));
        await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--yes");
        Assert.Equal("yes_flag", _inProcessCli.Argo.Approved!.Method);
        Assert.StartsWith(
            Environment.UserName, _inProcessCli.Argo.Approved.Approver, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_at_the_prompt_should_cover_the_irreversible_steps_that_it_names()
    {
        _inProcessCli.Argo.Report = _inProcessCli.Argo.Report with { StepsWithIrreversibleActions = [2] };
        _inProcessCli.Typed = "y\n";
        var result = await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan);
        Assert.Contains("Step 2 CANNOT be undone", result.Error, StringComparison.Ordinal);
        Assert.Equal([2], _inProcessCli.Argo.Approved!.AcknowledgedIrreversibleSteps.ToArray());
    }

    [Fact]
    public async Task With_yes_a_step_without_an_undo_should_be_named()
    {
        _inProcessCli.Argo.Report = _inProcessCli.Argo.Report with { StepsWithIrreversibleActions = [1, 2] };
        var result = (
            await _inProcessCli.ArgoAsync(
                "run", _inProcessCli.Plan, "--yes", "--acknowledge-irreversible", "1"))
                .Exited(ExitCode.Usage);
        Assert.Contains("Step 2 cannot be undone", result.Error, StringComparison.Ordinal);
        Assert.Null(_inProcessCli.Argo.Approved);
        (
            await _inProcessCli.ArgoAsync(
                "run", _inProcessCli.Plan, "--yes", "--acknowledge-irreversible", "1", "2"))
                .Exited(ExitCode.Done);
    }

    [Fact]
    public async Task Json_should_never_ask()
    {
        _inProcessCli.Typed = "y\n";
        var result = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--json"))
            .Exited(ExitCode.Usage);
        Assert.Equal("--yes", (string?)result.Json["error"]!["field"]);
        Assert.Null(_inProcessCli.Argo.Executed);
    }

    [Fact]
    public async Task A_signal_at_the_prompt_should_leave_without_executing()
    {
        using var silence = new AnonymousPipeServerStream(PipeDirection.Out);
        using var never = new AnonymousPipeClientStream(PipeDirection.In, silence.ClientSafePipeHandle);
        _inProcessCli.In = () =>
        {
            _inProcessCli.Interruption.Note(PosixSignal.SIGINT);
            return never;
        };
        var result = await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan);
        result.Exited(ExitCode.Interrupted);
        Assert.Null(_inProcessCli.Argo.Executed);
        silence.Dispose(); // lets go of the reading that stayed behind
    }

    [Fact]
    public async Task The_workspace_should_be_what_was_typed_else_the_plans_else_the_current_directory()
    {
        await _inProcessCli.ArgoAsync("dry-run", _inProcessCli.Plan, "--workspace", "site");
        Assert.Equal("site", _inProcessCli.Argo.AskedWorkspace);
        using (await CalledCli.HoldDirectoryAsync())
        {
            await _inProcessCli.ArgoAsync("dry-run", _inProcessCli.Plan);
            Assert.Equal(Environment.CurrentDirectory, _inProcessCli.Argo.AskedWorkspace);
        }

        var named = Plans.Of(Plans.Write(1, "a", "x")).Replace(
            "\"plan_id\"", "\"workspace\":\"docs\",\"plan_id\"", StringComparison.Ordinal);
        await _inProcessCli.ArgoAsync("dry-run", _inProcessCli.Write("named.json", named));
        Assert.Null(_inProcessCli.Argo.AskedWorkspace);
    }
}
