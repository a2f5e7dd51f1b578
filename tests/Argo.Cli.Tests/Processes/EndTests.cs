using System.Diagnostics;
using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// What is said at the end: what changed, by the plan's own numbers, and no undo that is gone.
/// </summary>
public sealed class EndTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Every_screen_should_number_the_steps_as_the_plan_does()
    {
        var second = Plans.Write(25, "b.txt", "b\n");
        second["rollback_hints"] = new JsonArray(new JsonObject { ["description"] = "Remove it." });
        var plan = _cli.Plan(Plans.Of(Plans.Write(10, "a.txt", "a\n"), second));
        var result = (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        Assert.Contains("done 1/2 step 10 write a.txt", result.Error, StringComparison.Ordinal);
        var id = (string)(await _cli.ArgoAsync("list", "--json")).Json["executions"]![0]!["execution_id"]!;
        var record = (await _cli.ArgoAsync("record", id)).Out;
        var shown = (await _cli.ArgoAsync("show", id)).Out;
        var guidance = (await _cli.ArgoAsync("scaffold", id)).Out;
        Assert.Contains("Hint for step 25: Remove it.", guidance, StringComparison.Ordinal);
        foreach (var number in (string[])["10", "25"])
        {
            Assert.Contains($" {number}  write", result.Out, StringComparison.Ordinal);
            Assert.Contains($" {number}  write", shown, StringComparison.Ordinal);
            Assert.Contains($" {number} write", record, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_approval_should_be_shown_as_used_once_it_is_and_no_screen_begin_with_an_empty_line()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var fresh = (await _cli.ArgoAsync("show", approved.Approval)).Exited(ExitCode.Done);
        Assert.DoesNotContain("serves no more", fresh.Out, StringComparison.Ordinal);
        var executed = (await approved.ExecuteAsync("--execution-id", "deploy-1")).Exited(ExitCode.Done);
        Assert.StartsWith("Done", executed.Out, StringComparison.Ordinal);
        var used = (await _cli.ArgoAsync("show", approved.Approval)).Exited(ExitCode.Done);
        Assert.Contains("used      by deploy-1: it serves no more", used.Out, StringComparison.Ordinal);
        var shown = (await _cli.ArgoAsync("show", "deploy-1")).Exited(ExitCode.Done).Out;
        Assert.DoesNotContain($"{_cli.Workspace} (", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_changed_nothing_should_touch_nothing_and_be_counted_only()
    {
        var path = _cli.Put("same.txt", "same\n");
        var before = (Inode(path), File.GetLastWriteTimeUtc(path));
        var plan = _cli.Plan(Plans.Of(
            Plans.Write(1, "same.txt", "same\n"), Plans.Step(2, "query", "same.txt"),
            Plans.Write(3, "new.txt", "new\n")));
        var result = (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        var end = result.Out[result.Out.IndexOf("Done:", StringComparison.Ordinal)..];
        Assert.Contains("2 steps changed nothing.", end, StringComparison.Ordinal);
        Assert.Contains("new.txt", end, StringComparison.Ordinal);
        Assert.DoesNotContain("same.txt", end, StringComparison.Ordinal);
        Assert.Equal(before, (Inode(path), File.GetLastWriteTimeUtc(path)));
    }

    [Fact]
    public async Task No_undo_should_be_promised_of_a_finished_execution()
    {
        _cli.Put("old.txt", "old\n");
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Step(1, "delete", "old.txt")));
        (await approved.ExecuteAsync("--execution-id", "exec-1")).Exited(ExitCode.Done);
        var all = "";
        foreach (var words in (string[])["show exec-1", "record exec-1", "receipt exec-1", "scaffold exec-1"])
            all += (await _cli.ArgoAsync(words.Split(' '))).Exited(ExitCode.Done).Out;
        Assert.DoesNotContain("vault", all, StringComparison.Ordinal);
        Assert.DoesNotContain("can be undone", all, StringComparison.Ordinal);
        var report = (await _cli.ArgoAsync("show", approved.Report)).Exited(ExitCode.Done).Out;
        Assert.Contains(
            "1 can be undone, in reverse order, until the execution has ended; nothing is kept to undo it "
                + "afterwards.",
            report,
            StringComparison.Ordinal);
    }

    private static string Inode(string path)
    {
        var start = new ProcessStartInfo("stat", ["-c", "%i", path]) { RedirectStandardOutput = true };
        using var stat = Process.Start(start)!;
        return stat.StandardOutput.ReadToEnd();
    }
}
