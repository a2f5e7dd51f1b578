using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;

namespace Argo.Workspaces.Tests.Access;

/// <summary>
/// Rights are judged on the tree as it will be in a step's turn, not as it is before the plan.
/// </summary>
public sealed class PreconditionRightsTests : IDisposable
{
    private readonly TempTree _tree = new("/dev/shm");

    public PreconditionRightsTests() => Own("", "0755");

    public void Dispose() => _tree.Dispose();

    [RootFact]
    public void A_directory_that_the_plan_opens_can_be_written_delete_modify_and_move_in_it_too()
    {
        foreach (var name in new[] { "ro/gone", "ro/edited", "ro/moved" })
            Own(_tree.Put(name, "xyz\n"), name, "0644");
        Own("ro", "0555");
        Done(
            Some.Chmod("ro", "0755"),
            Some.Write("ro/n", "new"),
            Some.Delete("ro/gone"),
            Some.Modify("ro/edited", "xyz", "abc"),
            Some.Move("ro/moved", "out"),
            Some.Chmod("ro", "0555"));
        Assert.Equal("abc\n", _tree.Read("ro/edited"));
    }

    [RootFact]
    public void A_directory_that_the_plan_closes_cannot_be_written_any_more()
    {
        Own(_tree.Dir("d"), "d", "0755");
        var report = DryRun(Some.Chmod("d", "0555"), Some.Write("d/n", "new"));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("names in the directory 'd' may not be changed by this user", report.BlockingReason);
    }

    [RootFact]
    public void What_the_plan_closes_can_be_neither_entered_nor_read_any_more()
    {
        Own(_tree.Put("d/f", "text"), "d/f", "0644");
        Own("d", "0755");
        Assert.Contains(
            "'d' may not be searched", DryRun(Some.Chmod("d", "0600"), Some.Read("d/f")).BlockingReason);
        Assert.Contains(
            "'d/f' may not be read", DryRun(Some.Chmod("d/f", "0000"), Some.Copy("d/f", "g")).BlockingReason);
    }

    [RootFact]
    public void A_new_or_copied_directory_may_end_read_only()
    {
        Own(_tree.Put("src/deep/f", "text"), "src/deep/f", "0444");
        Own("src/deep", "0500");
        Own("src", "0555");
        Done(Some.Directory("new", "0555"), Some.Copy("src", "twin"), Some.Write("closed", "text", "0000"));
        Assert.Equal((UnixFileMode)Octal.Parse("0555"), File.GetUnixFileMode(_tree.At("new")));
        Assert.Equal((UnixFileMode)Octal.Parse("0500"), File.GetUnixFileMode(_tree.At("twin/deep")));
    }

    [RootFact]
    public void A_read_only_directory_may_get_another_name_but_no_other_parent()
    {
        Own(_tree.Dir("ro"), "ro", "0555");
        Own(_tree.Dir("to"), "to", "0755");
        Assert.Contains("writes its own '..'", DryRun(Some.Move("ro", "to/ro")).BlockingReason);
        Assert.Contains("writes its own '..'", DryRun(Some.Delete("ro", recursive: true)).BlockingReason);
        Done(Some.Move("ro", "other"));
    }

    [RootFact]
    public void A_file_whose_owner_cannot_be_kept_is_not_overwritten_and_the_remedy_works()
    {
        _tree.Put("shared", "old", "0664");
        TempTree.Run("chown", $"0:{OtherUser.Team}", _tree.At("shared"));
        var report = DryRun(Some.Write("shared", "new"));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("'shared' belongs to user 0", report.BlockingReason);
        Assert.Contains("delete the file and write it anew", report.BlockingReason);
        Done(Some.Delete("shared"), Some.Write("shared", "new"));
    }

    [RootFact]
    public void A_group_of_this_users_is_kept_and_another_is_refused()
    {
        Own(_tree.Put("team", "old"), "team", "0664");
        TempTree.Run("chown", $":{OtherUser.Team}", _tree.At("team"));
        Done(Some.Write("team", "new"));
        TempTree.Run("chown", ":5678", _tree.At("team"));
        Assert.Contains("'team' has group 5678", DryRun(Some.Write("team", "newer")).BlockingReason);
    }

    [RootFact]
    public void In_a_sticky_directory_only_what_is_ones_own_may_be_taken()
    {
        _tree.Put("tmp/theirs", "x").Dir("tmp/dir");
        File.SetUnixFileMode(_tree.At("tmp"), (UnixFileMode)Octal.Parse("1777"));
        foreach (var step in new[] { Some.Delete("tmp/theirs"), Some.Move("tmp/theirs", "mine") })
            Assert.Contains("'tmp/theirs' belongs to user 0, and its directory has the sticky bit",
                DryRun(step).BlockingReason);
        Done(Some.Write("tmp/own", "x"), Some.Move("tmp/own", "tmp/renamed"));
    }

    [RootFact]
    public void A_set_group_id_bit_that_the_kernel_would_drop_is_refused()
    {
        Own(_tree.Put("f", "x"), "f", "0755");
        TempTree.Run("chown", ":5678", _tree.At("f"));
        Assert.Contains("set-group-id bit cannot be set", DryRun(Some.Chmod("f", "2755")).BlockingReason);
        Own(_tree.Dir("d"), "d", "0755");
        TempTree.Run("chown", ":5678", _tree.At("d"));
        File.SetUnixFileMode(_tree.At("d"), (UnixFileMode)Octal.Parse("2775"));
        Assert.Contains("gives its group 5678", DryRun(Some.Write("d/n", "x")).BlockingReason);
        Assert.Equal(SimulationStatus.Unsafe, DryRun(Some.Chmod("d", "0755")).SimulationStatus);
    }

    [RootFact]
    public void A_directory_that_could_never_be_emptied_is_not_deleted()
    {
        _tree.Put("d/theirs/f", "x");
        Own("d", "0755");
        Assert.Contains("names in the directory 'd/theirs' may not be changed",
            DryRun(Some.Delete("d", recursive: true)).BlockingReason);
    }

    [RootFact]
    public void Where_the_vault_cannot_be_made_nothing_is_promised()
    {
        Own(_tree.Dir("mine"), "mine", "0755");
        TempTree.Run("chown", "0:0", _tree.Root);
        var report = DryRun(Some.Write("mine/n", "x"));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("the vault '.argo' cannot be made", report.BlockingReason);
    }

    private void Done(params PlanStep[] steps)
    {
        var failure = OtherUser.Do(() =>
        {
            var report = _tree.DryRun(steps);
            if (!report.ExecutionFeasible)
                return report.BlockingReason;
            using var run = PlanRun.Open(_tree, Some.Plan(steps), report);
            var failed = run.Failure();
            run.Collect();
            return failed;
        });
        Assert.Null(failure);
    }

    private DryRunExecutionReport DryRun(params PlanStep[] steps) => OtherUser.Do(() => _tree.DryRun(steps));

    private void Own(TempTree made, string path, string mode)
    {
        Assert.Same(_tree, made);
        Own(path, mode);
    }

    private void Own(string path, string mode)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        TempTree.Run("chown", $"{OtherUser.Id}:{OtherUser.Id}", _tree.At(path));
        File.SetUnixFileMode(_tree.At(path), (UnixFileMode)Octal.Parse(mode));
    }
}
