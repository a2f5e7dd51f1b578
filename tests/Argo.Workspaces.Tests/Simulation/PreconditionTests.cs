using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Access;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class PreconditionTests : IDisposable
{
    private readonly TempTree _tree = new();

    public PreconditionTests()
    {
        _tree.Put("file", "12345").Put("text", "one two two\n").Put("d/x", "1").Put("d/y/z", "2").Dir("empty")
            .Link("link", "file");
        TempTree.Run("mkfifo", _tree.At("fifo"));
        _tree.Put("twice", "t").HardLink("twice", "again");
    }

    public static TheoryData<string, string> Unmet => new()
    {
        { "read missing", "'missing' is not there" },
        { "read d", "'d' is a directory, mode 0755, not a regular file" },
        { "read link", "'link' is a symbolic link to 'file'; links are never followed" },
        { "read fifo", "'fifo' is a FIFO, socket or device, not a regular file" },
        { "display missing", "'missing' is not there" },
        { "write d", "'d' is a directory" },
        { "write link", "links are never followed" },
        { "write fifo", "'fifo' is a FIFO" },
        { "write no/parent", "the parent directory 'no' is not there; set create_parents" },
        { "write file/below", "the parent 'file' is a file of 5 bytes, mode 0644, not a directory" },
        { "write link/below", "link" },
        { "create file", "'file' is already there: a file of 5 bytes, mode 0644; write to it, or delete" },
        { "create no/parent", "the parent directory 'no' is not there" },
        { "delete missing", "'missing' is not there" },
        { "delete d", "'d' is a directory; set parameters.recursive" },
        { "delete fifo", "Argo acts on files, directories and links only" },
        { "modify missing", "'missing' is not there" },
        { "modify text", "the text of parameters.edits[0].find occurs 2 times, where the step expects 1" },
        { "move missing", "'missing' is not there" },
        { "move file", "'text' is already there" },
        { "copy d", "the destination 'd/inside' is 'd' itself or in it" },
        { "chmod link", "only files and directories have permission bits" },
        { "chmod twice", "'twice' has 2 names (hard links)" },
        { "write .argo/x", ".argo" },
        { "write a/../../x", "'..'" },
        { "delete .", "'.'" },
    };

    [Theory]
    [MemberData(nameof(Unmet))]
    public void A_step_whose_precondition_does_not_hold_is_blocked_with_what_was_seen(string step,
        string reason)
    {
        var report = _tree.DryRun(Planned(step));

        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Equal(PreconditionStatus.Unmet, report.Step(1).PreconditionStatus);
        Assert.Contains(reason, report.Step(1).PreconditionDetails);
        Assert.Contains(reason, report.BlockingReason);
        Assert.Empty(report.Step(1).PredictedAfter);
        Assert.Equal("", report.Step(1).PredictedStateChange);
    }

    [Theory]
    [InlineData("control")]
    [InlineData("launch")]
    public void An_action_that_cannot_be_simulated_is_blocked_by_name_with_those_that_are_known(string action)
    {
        var step = _tree.DryRun(Some.Step(new ActionType(action), "Calculator")).Step(1);

        Assert.False(step.CanSimulate);
        Assert.Contains($"'{action}'", step.SimulationBlockedReason);
        Assert.Contains(
            "Argo knows chmod, copy, create, delete, display, modify, move, query, read, write",
                step.SimulationBlockedReason);
    }

    [Fact]
    public void execution_checks_real_preconditions()
    {
        var details = _tree.DryRun(Some.Write("d/new", "x")).Step(1).PreconditionDetails;

        Assert.Contains("the directory 'd' exists and may be changed", details);
    }

    [Fact]
    public void A_directory_that_this_user_may_not_change_blocks_every_step_in_it()
    {
        using var disk = new WatchedTree(_tree.Root) { LockedDirectory = "d" };
        foreach (var step in new[] { Some.Write("d/new", "1"), Some.Delete("d/x"),
            Some.Move("file", "d/file"), Some.Copy("file", "d/f") })
        {
            var report = Simulate(disk, step);
            Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
            Assert.Contains("names in the directory 'd' may not be changed by this user",
                report.BlockingReason);
        }
    }

    [Theory]
    [InlineData(10_000, 1_000)]
    [InlineData(1_000_000_000, 2)]
    public void Without_room_to_stage_a_change_the_plan_is_unsafe_even_if_it_accepts_what_is_irreversible(
        long bytes, long inodes)
    {
        using var disk = new WatchedTree(_tree.Root) { Free = (bytes, inodes) };
        var report = Simulate(disk, Some.Write("file", "1") with { Irreversible = true });

        Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
        Assert.Contains("no room: up to this step, new files and their undo need ", report.BlockingReason);
        Assert.Contains($", {(bytes < 1_000_000 ? bytes : inodes)} are free; free ", report.BlockingReason);
        Assert.False(report.Step(1).RollbackFeasible);
        Assert.Empty(report.StepsWithIrreversibleActions); // it has an undo, for which there is no room
        Assert.True(report.AllRollbacksExist);
        Assert.DoesNotContain("IRREVERSIBLE", report.Summary);
        Assert.Contains("No undo is possible here for step 1.", report.RollbackSummary);
    }

    [Fact]
    public void Room_is_counted_over_all_steps()
    {
        using var disk = new WatchedTree(_tree.Root) { Free = (256 * 1024 + 8 * 4096, 1_000) };
        var report = Simulate(disk, [.. Enumerable.Range(0, 6).Select(n => Some.Write($"n{n}", "x"))]);

        Assert.Contains("step 5 (write 'n4') is unsafe", report.BlockingReason);
        Assert.DoesNotContain("step 4 ", report.BlockingReason);
    }

    [Fact]
    public void A_path_on_another_mount_is_unsafe()
    {
        using var disk = new WatchedTree(_tree.Root) { OnAnotherMount = "d" };
        var report = Simulate(disk, Some.Write("d/new", "1"));

        Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
        Assert.Contains("'d' is on another mount", report.BlockingReason);
    }

    [Fact]
    public void Only_the_owner_may_change_a_mode()
    {
        var owner = ConfinedRoot.Open(_tree.Root);
        var uid = owner.Stat("file")!.Uid;
        owner.Dispose();
        using var disk = new WatchedTree(_tree.Root) { Who = Credentials.Ordinary(uid + 1) };

        Assert.Contains($"'file' belongs to user {uid}",
            Simulate(disk, Some.Chmod("file", "0600")).BlockingReason);
    }

    [Fact]
    public void Replacing_one_of_several_hard_links_is_warned_of()
    {
        var step = _tree.DryRun(Some.Write("twice", "new")).Step(1);

        Assert.Equal(PreconditionStatus.Met, step.PreconditionStatus);
        Assert.Contains("'twice' has 2 names (hard links); the others keep the bytes before", step.CanFail);
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_is_never_reported_as_seen()
    {
        using var disk = new WatchedTree(_tree.Root);
        disk.WhenOpened = path => File.AppendAllText(_tree.At(path), "more");
        var report = Simulate(disk, Some.Read("file"));

        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("changes while it is read", report.BlockingReason);
    }

    public void Dispose() => _tree.Dispose();

    private static DryRunExecutionReport Simulate(WatchedTree disk, params PlanStep[] steps) =>
        new Simulator()
        .Simulate(Some.Plan(steps), new SimulationRequest { WorkspaceRoot = disk.RootPath }, disk);

    private static PlanStep Planned(string words)
    {
        var (action, target) = (words.Split(' ')[0], words.Split(' ')[1]);
        return action switch
        {
            "write" => Some.Write(target, "new"),
            "modify" => Some.Modify(target, "two", "2"),
            "move" => Some.Move(target, "text"),
            "copy" => Some.Copy(target, "d/inside"),
            "chmod" => Some.Chmod(target, "0600"),
            _ => Some.Step(new ActionType(action), target),
        };
    }
}
