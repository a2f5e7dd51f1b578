using System.Diagnostics;
using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// With <c>watch_workspace</c> on: what others change outside the plan while it runs is told.
/// </summary>
public sealed class WatchTests : IAsyncLifetime
{
    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(
            settings: options => options.WatchWorkspace = true, hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("other.txt", "a person's");
        _argo.Write("sub/kept.txt", "kept");
        _argo.Write("gone/inner.txt", "inner");
        File.CreateSymbolicLink(_argo.PathOf("link"), "other.txt");
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Fact]
    public async Task A_run_that_nobody_disturbs_should_tell_of_no_other_change()
    {
        var end = await RunAsync(() => { });

        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.False(end.Result.DivergenceDetected, end.Result.DivergenceDetails);
        Assert.DoesNotContain(end.Record.SideEffectsReport.SideEffectsObserved, e => e.StepIndex is null);
        Assert.False(end.Record.SideEffectsReport.UnknownEffects);
    }

    [Theory]
    [InlineData("other.txt", "edited")]
    [InlineData("other.txt", "replaced")]
    [InlineData("other.txt", "deleted")]
    [InlineData("other.txt", "chmod")]
    [InlineData("new.txt", "edited")]
    [InlineData("sub/new.txt", "edited")]
    [InlineData("link", "relinked")]
    [InlineData("made/stranger.txt", "edited")]
    public async Task A_change_outside_the_plan_should_be_told_in_record_and_result(
        string path, string change)
    {
        var end = await RunAsync(() => Change(_argo.PathOf(path), change));

        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        var effect = Assert.Single(
            end.Record.SideEffectsReport.SideEffectsObserved, e => e.StepIndex is null);
        Assert.Equal(path, effect.Details!.Value.GetProperty("path").GetString());
        Assert.True(effect.Details!.Value.GetProperty("undeclared").GetBoolean());
        Assert.False(effect.Reversible);
        Assert.Contains($"{path}: expected", end.Result.DivergenceDetails, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_keeps_size_and_time_should_be_told_too()
    {
        var path = _argo.PathOf("other.txt");
        var end = await RunAsync(() =>
        {
            var time = File.GetLastWriteTimeUtc(path);
            File.WriteAllText(path, "A PERSON'S");
            File.SetLastWriteTimeUtc(path, time);
        });
        Assert.Contains("other.txt", end.Result.DivergenceDetails, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_not_utf8_should_be_watched_by_their_bytes()
    {
        await ShellAsync("""mkdir odd; touch "odd/$(printf 'a\377')" "odd/$(printf 'a\376')" """);
        var end = await RunAsync(() => ShellAsync("""echo more > "odd/$(printf 'a\376')" """).Wait());
        await ShellAsync("rm -r odd"); // .NET cannot name them

        Assert.Single(end.Record.SideEffectsReport.SideEffectsObserved, e => e.StepIndex is null);
    }

    [Fact]
    public async Task A_recovery_should_say_that_effects_are_unknown()
    {
        _argo.Failpoint = name =>
        {
            if (name == "swap.rename.after")
                throw new InvalidOperationException("the step actor dies");
        };
        var plan = Plan();
        var report = await _argo.DryRunAsync(plan);
        var end = await _argo.ExecuteAsync(plan, report, await _argo.ApproveAsync(report));
        Assert.NotEqual(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.True(end.Record.SideEffectsReport.UnknownEffects);
    }

    private async Task<ExecutionEnd> RunAsync(Action meanwhile)
    {
        var plan = Plan();
        var report = await _argo.DryRunAsync(plan);
        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        var approval = await _argo.ApproveAsync(report);
        var swaps = 0;
        _argo.Failpoint = name =>
        {
            if (name == "swap.rename.after" && Interlocked.Increment(ref swaps) == 4) // all but the last
                meanwhile();
        };
        return await _argo.ExecuteAsync(plan, report, approval);
    }

    private async Task ShellAsync(string script)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = _argo.Root })!;
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }

    private static ExecutionPlanArtifact Plan() => HostedArgo.Plan(string.Join(", ",
        HostedArgo.WriteStep(1, "a.txt", "new a"),
        """{"step_id": 2, "action_type": "create", "target": "made", "parameters": {"kind": "directory"} }""",
        """{"step_id": 3, "action_type": "delete", "target": "gone", "parameters": {"recursive": true} }""",
        HostedArgo.WriteStep(4, "made/b.txt", "new b"),
        HostedArgo.WriteStep(5, "c.txt", "new c")));

    private static void Change(string path, string change)
    {
        switch (change)
        {
            case "edited": File.WriteAllText(path, "somebody else's"); break;
            case "deleted": File.Delete(path); break;
            case "chmod": File.SetUnixFileMode(path, UnixFileMode.UserRead); break;
            case "replaced":
                File.WriteAllText(path + "~", File.ReadAllText(path));
                File.Move(path + "~", path, overwrite: true);
                break;
            default:
                File.Delete(path);
                File.CreateSymbolicLink(path, "a.txt");
                break;
        }
    }
}
