using System.IO.Pipes;
using System.Runtime.InteropServices;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Programs;

/// <summary>Who may say yes, and how.</summary>
public sealed class ConsentSpecs : IDisposable
{
    private readonly Desk _desk = new() { IsTerminal = true };

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    [InlineData("yesterday\n", false)]
    public async Task Only_a_clear_yes_should_be_one(string typed, bool yes)
    {
        _desk.Typed = typed;
        var ran = (await _desk.ArgoAsync("run", _desk.Plan)).Exited(yes ? ExitCode.Done : ExitCode.Refused);
        Assert.Contains("[y/N]", ran.Error, StringComparison.Ordinal);
        Assert.Equal(yes, _desk.Argo.Executed is not null);
        if (!yes)
            Assert.Contains("nothing was changed", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_the_yes_should_be_in_the_approval()
    {
        _desk.Typed = "y\n";
        await _desk.ArgoAsync("run", _desk.Plan, "--by", "ann");
        Assert.Equal(("prompt", "ann"), (_desk.Argo.Approved!.Method, _desk.Argo.Approved.Approver));
        await _desk.ArgoAsync("run", _desk.Plan, "--yes");
        Assert.Equal("yes_flag", _desk.Argo.Approved!.Method);
        Assert.StartsWith(Environment.UserName, _desk.Argo.Approved.Approver, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_at_the_prompt_should_cover_the_irreversible_steps_that_it_names()
    {
        _desk.Argo.Report = _desk.Argo.Report with { StepsWithIrreversibleActions = [2] };
        _desk.Typed = "y\n";
        var ran = await _desk.ArgoAsync("run", _desk.Plan);
        Assert.Contains("Step 2 CANNOT be undone", ran.Error, StringComparison.Ordinal);
        Assert.Equal([2], _desk.Argo.Approved!.AcknowledgedIrreversibleSteps.ToArray());
    }

    [Fact]
    public async Task With_yes_a_step_without_an_undo_should_be_named()
    {
        _desk.Argo.Report = _desk.Argo.Report with { StepsWithIrreversibleActions = [1, 2] };
        var ran = (
            await _desk.ArgoAsync(
                "run", _desk.Plan, "--yes", "--acknowledge-irreversible", "1")).Exited(ExitCode.Usage);
        Assert.Contains("Step 2 cannot be undone", ran.Error, StringComparison.Ordinal);
        Assert.Null(_desk.Argo.Approved);
        (
            await _desk.ArgoAsync(
                "run", _desk.Plan, "--yes", "--acknowledge-irreversible", "1", "2")).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task Json_should_never_ask()
    {
        _desk.Typed = "y\n";
        var ran = (await _desk.ArgoAsync("run", _desk.Plan, "--json")).Exited(ExitCode.Usage);
        Assert.Equal("--yes", (string?)ran.Json["error"]!["field"]);
        Assert.Null(_desk.Argo.Executed);
    }

    [Fact]
    public async Task A_signal_at_the_prompt_should_leave_without_executing()
    {
        using var silence = new AnonymousPipeServerStream(PipeDirection.Out);
        using var never = new AnonymousPipeClientStream(PipeDirection.In, silence.ClientSafePipeHandle);
        _desk.In = () =>
        {
            _desk.Interruption.Note(PosixSignal.SIGINT);
            return never;
        };
        var ran = await _desk.ArgoAsync("run", _desk.Plan);
        ran.Exited(ExitCode.Interrupted);
        Assert.Null(_desk.Argo.Executed);
        silence.Dispose(); // lets go of the reading that stayed behind
    }

    [Fact]
    public async Task The_workspace_should_be_what_was_typed_else_the_plans_else_the_current_directory()
    {
        await _desk.ArgoAsync("dry-run", _desk.Plan, "--workspace", "site");
        Assert.Equal("site", _desk.Argo.AskedWorkspace);
        await _desk.ArgoAsync("dry-run", _desk.Plan);
        Assert.Equal(Environment.CurrentDirectory, _desk.Argo.AskedWorkspace);
        var named = Plans.Of(Plans.Write(1, "a", "x")).Replace(
            "\"plan_id\"", "\"workspace\":\"docs\",\"plan_id\"", StringComparison.Ordinal);
        await _desk.ArgoAsync("dry-run", _desk.Write("named.json", named));
        Assert.Null(_desk.Argo.AskedWorkspace);
    }
}
