using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Recovery;

/// <summary>
/// A workspace that an execution left half changed, and a store that knows nothing of it: deleted, or another
/// data directory.
/// </summary>
public sealed class UnknownStageTests : IDisposable
{
    private const int Killed = 137;
    private readonly CliProcessFixture _cli = new() { IsCalled = true };
    private readonly string _plan;
    private readonly string _other;

    public UnknownStageTests()
    {
        _cli.Put("a.txt", "old");
        _cli.Put("b.txt", "old");
        _plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new"), Plans.Write(2, "b.txt", "new")));
        _other = _cli.Plan(Plans.Of(Plans.Write(1, "c.txt", "new")), "other.json");
    }

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string> Stores => ["deleted", "other", "none"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Recover_and_doctor_should_tell_it_and_run_should_stop(string store)
    {
        var data = await LeaveHalfDoneAsync(store);
        foreach (var place in (string[][])[["--workspace", _cli.Workspace], []])
        {
            var recovered = (await _cli.ArgoAsync(["recover", "--data", data, .. place])).Exited(
                ExitCode.RollbackIncomplete);
            Assert.DoesNotContain("nothing to recover", recovered.Out, StringComparison.Ordinal);
            Assert.Contains(".argo/x/", recovered.Out, StringComparison.Ordinal);
            Assert.Contains("recover --data DIR", recovered.Out, StringComparison.Ordinal);

            var doctor = await _cli.ArgoAsync(["doctor", "--data", data, .. place]);
            Assert.DoesNotContain("Sound", doctor.Exited(ExitCode.Failed).Out, StringComparison.Ordinal);
            Assert.Contains(".argo/x/", doctor.Out, StringComparison.Ordinal);
        }

        if (store == "none")
            Assert.False(Path.Exists(data)); // to look makes no store
        var run = (await _cli.ArgoAsync("run", _other, "--yes", "--data", data)).Exited(ExitCode.Refused);
        Assert.Contains("may be half changed; nothing ran", run.Error, StringComparison.Ordinal);
        Assert.Contains("recover --data DIR", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.In("c.txt")));
        var dry = (await _cli.ArgoAsync("dry-run", _other, "--data", data)).Exited(ExitCode.Done);
        Assert.Contains("may be half changed", dry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_should_be_told_from_inside_the_workspace_too()
    {
        var data = await LeaveHalfDoneAsync("other");
        Directory.CreateDirectory(_cli.In("deep/er"));
        foreach (var word in (string[])["recover", "doctor"])
        {
            var told = await _cli.ArgoInAsync(_cli.In("deep/er"), word, "--data", data);
            Assert.Contains(".argo/x/", told.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_approved_plan_should_not_run_over_it_either()
    {
        await LeaveHalfDoneAsync("deleted");
        var approved = await ApprovedPlan.OfAsync(_cli, await File.ReadAllTextAsync(_other));
        var result = (await approved.ExecuteAsync("--json")).Exited(ExitCode.Failed);
        Assert.Contains(
            "may be half changed", (string?)result.Result["abort_reason"], StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.In("c.txt")));
    }

    [Fact]
    public async Task Recovery_by_the_data_directory_that_ran_it_should_settle_it()
    {
        var data = await LeaveHalfDoneAsync("other");
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("recover", "--data", data)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("doctor", "--data", data)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("run", _other, "--yes", "--data", data)).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task What_was_set_aside_by_hand_as_the_doctor_says_should_settle_it_and_keep_the_originals()
    {
        var data = await LeaveHalfDoneAsync("deleted");
        var findings = (await _cli.ArgoAsync("doctor", "--json")).Exited(
            ExitCode.Failed).Json["findings"]!.AsArray();
        var remedy = (string)findings.Single(
            one => (string?)one!["status"] == "problem")!["remedy"]!;
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", remedy[remedy.IndexOf("mv '",
            StringComparison.Ordinal)..]])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        (await CliProcessFixture.RunAsync(start)).Exited(0);

        (await _cli.ArgoAsync("doctor", "--data", data)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("run", _other, "--yes", "--data", data)).Exited(ExitCode.Done);
        Assert.Contains(
            Directory.GetFiles(_cli.In(".argo/conflicts"), "*", SearchOption.AllDirectories),
            kept => File.ReadAllText(kept) == "old");
    }

    [Fact]
    public async Task What_a_process_of_another_data_directory_does_there_should_only_be_waited_for()
    {
        var start = _cli.Start("run", _cli.Plan(Plans.ManySteps(120), "many.json"), "--yes");
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before=slow";
        using var running = new RunningCli(start);
        await running.UntilUnderWayAsync();

        var data = Path.Combine(_cli.Outside, "second");
        (await _cli.ArgoAsync("run", _other, "--yes", "--data", data)).Exited(ExitCode.Done);
        (await running.EndAsync()).Exited(ExitCode.Done);
        Assert.True(File.Exists(_cli.In("c.txt")));
    }

    /// <summary>Killed after the first swap; the data directory from now on.</summary>
    private async Task<string> LeaveHalfDoneAsync(string store)
    {
        (await _cli.ArgoAtAsync("swap.rename.after:1", "run", _plan, "--yes")).Exited(Killed);
        var second = Path.Combine(_cli.Outside, "second");
        switch (store)
        {
            case "deleted":
                foreach (var file in Directory.GetFiles(_cli.Data, "argo.db*"))
                    File.Delete(file);
                (await _cli.ArgoAsync("workspace", "add", "elsewhere", _cli.Outside))
                    .Exited(ExitCode.Done);
                return _cli.Data;
            case "other":
                (await _cli.ArgoAsync("workspace", "add", "elsewhere", _cli.Outside, "--data", second))
                    .Exited(ExitCode.Done);
                return second;
            default:
                return second;
        }
    }
}
