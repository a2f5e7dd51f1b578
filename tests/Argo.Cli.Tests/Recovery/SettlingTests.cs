using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Recovery;

/// <summary>
/// There is a way out of every dead end: a workspace that was moved, copied, restored or lost can be told, or
/// the execution be given up, and every recommendation of the doctor settles what it is given for.
/// </summary>
public sealed partial class SettlingTests : IDisposable
{
    private const int Killed = 137;
    private readonly CliProcessFixture _cli = new() { IsCalled = true };
    private readonly string _plan;
    private string _id = "";

    public SettlingTests()
    {
        _cli.Put("a.txt", "old a");
        _cli.Put("dir/b.txt", "old b");
        _plan = _cli.Plan(Plans.Of(
            Plans.Write(1, "a.txt", "new a"),
            Plans.Write(2, "new.txt", "new"),
            Plans.Step(3, "delete", "dir", new() { ["recursive"] = true }),
            Plans.Write(4, "last.txt", "last")));
    }

    public void Dispose() => _cli.Dispose();

    private string Moved => Path.Combine(_cli.Outside, "moved");

    [Fact]
    public async Task A_workspace_that_was_moved_should_be_undone_where_it_is_now()
    {
        var before = await LeaveHalfDoneAsync();
        Directory.Move(_cli.Workspace, Moved);
        var answer = (await OutsideAsync("recover", _id)).Exited(ExitCode.RollbackIncomplete);
        Assert.Contains($"argo recover {_id} --workspace DIR", answer.Out, StringComparison.Ordinal);

        (await OutsideAsync("recover", _id, "--workspace", Moved)).Exited(ExitCode.Done);
        Assert.Equal(before, TreeChecksum.Of(Moved));
        await SettledAsync("rolled_back");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_in_its_place_should_be_undone_by_its_contents(bool elsewhere)
    {
        var before = await LeaveHalfDoneAsync();
        Copy(_cli.Workspace, Moved);
        Directory.Delete(_cli.Workspace, recursive: true);
        if (!elsewhere)
            Copy(Moved, _cli.Workspace);
        var place = elsewhere ? Moved : _cli.Workspace;
        (await OutsideAsync("recover", _id)).Exited(ExitCode.RollbackIncomplete);

        (await OutsideAsync("recover", _id, "--workspace", place)).Exited(ExitCode.Done);
        Assert.Equal(before, TreeChecksum.Of(place));
        Assert.Equal("old b", await File.ReadAllTextAsync(Path.Combine(place, "dir/b.txt")));
        await SettledAsync("rolled_back");
    }

    [Fact]
    public async Task A_backup_of_the_tree_as_it_was_should_be_found_to_be_so_and_be_left_alone()
    {
        Copy(_cli.Workspace, Moved);
        await LeaveHalfDoneAsync();
        Directory.Delete(_cli.Workspace, recursive: true);
        Copy(Moved, _cli.Workspace);
        var restored = TreeChecksum.Of(_cli.Workspace);

        var answer = (await OutsideAsync("recover", _id)).Exited(ExitCode.RollbackIncomplete);
        Assert.Contains("Nothing was touched", answer.Out, StringComparison.Ordinal);
        Assert.False(Path.Exists(_cli.In(".argo"))); // which is then true
        (await OutsideAsync("recover", _id, "--workspace", _cli.Workspace)).Exited(ExitCode.Done);
        Assert.Equal(restored, TreeChecksum.Of(_cli.Workspace));
        await SettledAsync("rolled_back");
    }

    [Fact]
    public async Task A_directory_with_other_contents_should_be_refused_with_what_differs_and_not_be_touched()
    {
        await LeaveHalfDoneAsync();
        Directory.Delete(_cli.Workspace, recursive: true);
        Directory.CreateDirectory(_cli.Workspace);
        var result = (await OutsideAsync("recover", _id, "--workspace", _cli.Workspace)).Exited(
            ExitCode.RollbackIncomplete);
        Assert.Contains("a.txt", result.Out, StringComparison.Ordinal);
        Assert.Contains($"argo recover {_id} --abandon --reason", result.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_cli.Workspace));
    }

    [Fact]
    public async Task Another_directory_should_not_be_touched_while_the_original_is_in_its_place()
    {
        var before = await LeaveHalfDoneAsync();
        Copy(_cli.Workspace, Moved);
        await OutsideAsync("recover", _id, "--workspace", Moved); // any start recovers the original
        Assert.Equal(before, TreeChecksum.Of(_cli.Workspace));
        Assert.Equal("new a", await File.ReadAllTextAsync(Path.Combine(Moved, "a.txt")));
    }

    [Fact]
    public async Task What_is_given_up_should_not_be_undone_first_although_it_could_be()
    {
        await LeaveHalfDoneAsync();
        var halfDone = TreeChecksum.Of(_cli.Workspace);
        (await OutsideAsync("recover", _id, "--abandon", "--reason", "it is good as it is")).Exited(
            ExitCode.Done);
        Assert.Equal(halfDone, TreeChecksum.Of(_cli.Workspace));
        Assert.Equal("old a", await File.ReadAllTextAsync(_cli.In($".argo/x/{_id}/0")));
        (await OutsideAsync("recover")).Exited(ExitCode.Done);
        Assert.Equal(halfDone, TreeChecksum.Of(_cli.Workspace));
        await SettledAsync("abandoned");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_execution_should_be_given_up_with_its_reason_and_evidence_kept(bool isGone)
    {
        await LeaveHalfDoneAsync();
        Copy(_cli.Workspace, Moved);
        Directory.Delete(_cli.Workspace, recursive: true);
        if (!isGone)
            Copy(Moved, _cli.Workspace);

        var result = (await OutsideAsync("recover", _id, "--abandon", "--reason", "the disk is gone")).Exited(
            ExitCode.Done);
        Assert.Contains("Given up", result.Out, StringComparison.Ordinal);
        if (!isGone)
        {
            Assert.Equal("new a", await File.ReadAllTextAsync(_cli.In("a.txt"))); // as it was found
            Assert.Equal("old a", await File.ReadAllTextAsync(_cli.In($".argo/x/{_id}/0"))); // and kept
        }

        await SettledAsync("abandoned");
        var record = (await OutsideAsync("record", _id)).Exited(ExitCode.Done).Out;
        Assert.Contains("the disk is gone", record, StringComparison.Ordinal);
        var again = await OutsideAsync("recover", _id, "--abandon", "--reason", "again");
        Assert.Contains("has ended", again.Exited(ExitCode.Done).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_after_the_decision_should_be_ended_by_the_next_start()
    {
        await LeaveHalfDoneAsync();
        Directory.Move(_cli.Workspace, Moved);
        var start = Outside("recover", _id, "--abandon", "--reason", "lost");
        start.Environment[FailpointSwitch.Variable] = "commit.abandoned.after";
        (await CliProcessFixture.RunAsync(start)).Exited(Killed);
        (await OutsideAsync("recover")).Exited(ExitCode.Done);
        await SettledAsync("abandoned");
    }

    [Theory]
    [InlineData("--abandon", "--reason", "x")]
    [InlineData("exec-1", "--abandon")]
    [InlineData("exec-1", "--reason", "x")]
    [InlineData("exec-1", "--abandon", "--reason", "x", "--keep-mine", "a")]
    public async Task A_misspoken_decision_should_be_a_usage_error(params string[] words) =>
        (await OutsideAsync(["recover", .. words])).Exited(ExitCode.Usage);

    [Fact]
    public async Task A_cancel_of_what_a_dead_process_ran_should_say_that_it_is_gone()
    {
        await LeaveHalfDoneAsync();
        var result = (await OutsideAsync("cancel", _id)).Exited(ExitCode.Failed);
        Assert.Contains("is gone", result.Out, StringComparison.Ordinal);
        Assert.Contains($"argo recover {_id}", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("the process that runs it reads it", result.Out, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Recommended => new()
    {
        { "dead", "argo recover ID" },
        { "moved", "argo recover ID --workspace DIR" },
        { "moved", "argo recover ID --abandon --reason TEXT" },
        { "copied", "argo recover ID --workspace DIR" },
        { "copied", "argo recover ID --abandon --reason TEXT" },
        { "restored", "argo recover ID --workspace DIR" },
        { "gone", "argo recover ID --abandon --reason TEXT" },
        { "damaged", "argo recover ID --abandon --reason TEXT" },
    };

    [Fact]
    public async Task An_execution_whose_plan_is_lost_should_be_given_up_as_its_recovery_says()
    {
        await LeaveHalfDoneAsync();
        _cli.AlterStore("DELETE FROM artifacts WHERE kind = 'plan'");
        var answer = (await OutsideAsync("recover", _id)).Exited(ExitCode.RollbackIncomplete);
        Assert.Contains($"argo recover {_id} --abandon --reason TEXT", answer.Out, StringComparison.Ordinal);
        (await OutsideAsync("recover", _id, "--abandon", "--reason", "lost")).Exited(ExitCode.Done);
        Assert.Contains("abandoned", (await OutsideAsync("list", "--json")).Out, StringComparison.Ordinal);
        (await OutsideAsync("verify", "--all")).Exited(ExitCode.EvidenceBroken); // the plan is missing still
    }

    [Theory]
    [MemberData(nameof(Recommended))]
    public async Task What_the_doctor_recommends_should_settle_it(string what, string command)
    {
        await LeaveHalfDoneAsync();
        var place = Break(what);
        var findings = (await OutsideAsync("doctor", "--json")).Exited(ExitCode.Failed).Json["findings"]!;
        var remedies = findings.AsArray().Where(one => (string?)one!["status"] == "problem")
            .SelectMany(one => Commands().Matches((string)one!["remedy"]!).Select(found => found.Value));
        var word = command.Replace("ID", _id, StringComparison.Ordinal);
        Assert.Contains(word, remedies);

        var typed = word.Replace("DIR", place, StringComparison.Ordinal).Split(' ')[1..];
        (await OutsideAsync(typed)).Exited(ExitCode.Done);
        var doctor = await OutsideAsync("doctor");
        Assert.DoesNotContain(_id, string.Join('\n', doctor.Out.Split('\n').Where(
            line => line.StartsWith("BAD", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\"running\"", (await OutsideAsync("list", "--json")).Out, StringComparison.Ordinal);
    }

    [GeneratedRegex("argo recover [^ ;]+( --workspace DIR| --abandon --reason TEXT)?")]
    private static partial Regex Commands();

    /// <summary>Does it, and says where the files are by now.</summary>
    private string Break(string what)
    {
        switch (what)
        {
            case "moved":
                Directory.Move(_cli.Workspace, Moved);
                return Moved;
            case "copied":
                Copy(_cli.Workspace, Moved);
                Directory.Delete(_cli.Workspace, recursive: true);
                return Moved;
            case "restored":
                Copy(_cli.Workspace, Moved);
                Directory.Delete(_cli.Workspace, recursive: true);
                Copy(Moved, _cli.Workspace);
                return _cli.Workspace;
            case "gone":
                Directory.Delete(_cli.Workspace, recursive: true);
                return "";
            case "damaged":
                _cli.AlterStore("UPDATE journal SET message = X'7B22' WHERE sequence_number = 1");
                return "";
            default:
                return "";
        }
    }

    /// <summary>Killed after the third swap; the tree before, as a checksum.</summary>
    private async Task<string> LeaveHalfDoneAsync()
    {
        var before = TreeChecksum.Of(_cli.Workspace);
        (await _cli.ArgoAtAsync("swap.rename.after:3", "run", _plan, "--yes")).Exited(Killed);
        _id = (string)(await ListedAsync())["execution_id"]!;
        return before;
    }

    private async Task SettledAsync(string state)
    {
        Assert.Equal(state, (string?)(await ListedAsync())["state"]);
        Assert.Contains("Intact", (await OutsideAsync("verify", "--all")).Exited(ExitCode.Done).Out,
            StringComparison.Ordinal);
        (await OutsideAsync("doctor")).Exited(ExitCode.Done);
    }

    private async Task<JsonNode> ListedAsync() => Assert.Single(
        (await OutsideAsync("list", "--json")).Exited(ExitCode.Done).Json["executions"]!.AsArray())!;

    private static void Copy(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    private ProcessStartInfo Outside(params string[] words)
    {
        var start = _cli.Start(words);
        start.WorkingDirectory = _cli.Outside;
        return start;
    }

    private Task<CliResult> OutsideAsync(params string[] words) =>
        _cli.ArgoInAsync(_cli.Outside, words);
}
