using Xunit.Abstractions;
using static Argo.Workspaces.Tests.Attacks.RacePlays;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>The attack list, 21 and 28 to 36: the world changes while a plan runs.</summary>
public sealed class RaceTests(ITestOutputHelper output)
{
    private static readonly int Rounds = AttackReport.IsSoak ? 60_000 : 600;

    [Fact]
    public async Task Attack_21_a_link_that_one_step_brings_should_not_be_written_through_by_the_next()
    {
        using var matrix = new AttackMatrix(21, output)
        {
            MakeField = () => new AttackedTree().Seeded(tree => tree
                .Link("lead", "../out/evil").Link("file-lead", "../out/secret")),
        };
        foreach (var (link, path) in (
            (string, string)[])[("lead", "brought/item"), ("file-lead", "brought")])
        {
            await matrix.CheckEachAsync(
                AttackedStep.All, "validation", link, "refused or on the link itself", (tree, step) =>
                    Brought(tree, step, link, path));
        }
        matrix.Close(30);
    }

    [Fact]
    public Task Attack_29_a_parent_that_flips_to_a_link_should_never_lead_out() =>
        FlipAsync(29, "box", "../out/evil");

    [Fact]
    public Task Attack_29_a_directory_above_that_flips_to_a_link_should_never_lead_out() =>
        FlipAsync(29, "top", "../out/above", "top/");

    [Fact]
    public Task Attack_30_a_file_that_flips_to_a_link_should_never_lead_out() =>
        FlipAsync(30, "box/item", "../../out/secret");

    [Fact]
    public async Task Attack_31_a_file_that_becomes_a_fifo_should_never_hang()
    {
        using var matrix = new AttackMatrix(31, output);
        await matrix.CheckEachAsync(
            AttackedStep.OfTheItem, "validation", "between stat and open", "refused", Fifo);
        matrix.Close(9);
    }

    [Fact]
    public async Task Attack_32_a_directory_moved_out_of_the_root_should_not_be_followed()
    {
        using var matrix = new AttackMatrix(32, output);
        await matrix.BesiegeAsync(HostileObject.MovedOut, AttackPosition.Parent, (step, phase) =>
            phase is AttackPhase.DryRun && step.Name is "query" || phase is AttackPhase.Call
            && IsGoneThere(step));
        matrix.Close(150);
    }

    [Fact]
    public async Task Attack_33_a_removal_should_not_enter_a_directory_that_became_a_link()
    {
        using var matrix = new AttackMatrix(33, output);
        await matrix.CheckEachAsync(
            AttackedStep.Changing, "execution", "collection", "link unlinked", Collected);
        matrix.Close(15);
    }

    [Fact]
    public async Task Attack_34_a_foreign_atomic_replace_should_be_kept()
    {
        using var matrix = new AttackMatrix(34, output);
        await matrix.BesiegeAsync(HostileObject.OtherFile, AttackPosition.Final, (step, phase) =>
            phase is AttackPhase.DryRun && (!step.Makes || step.Name is "write new")
                && step.Name is not "modify");
        await matrix.BesiegeAsync(HostileObject.Twin, AttackPosition.Final, (step, phase) =>
            phase is AttackPhase.DryRun || !step.Makes && IsByBytes(step, phase));
        matrix.Close(300);
    }

    [Fact]
    public async Task Attack_35_a_writer_with_an_open_handle_should_lose_nothing()
    {
        using var matrix = new AttackMatrix(35, output);
        var changing = AttackedStep.OfTheItem.Where(step => !step.OnlyLooks && !step.IsSource).ToArray();
        foreach (var phase in (AttackPhase[])[AttackPhase.Acting, AttackPhase.Between, AttackPhase.Recovery])
        {
            await matrix.CheckEachAsync(changing, "execution", $"{phase}", "kept", (tree, step) =>
                Writer(tree, step, phase));
        }
        matrix.Close(15);
    }

    [Fact]
    public async Task Attack_36_another_file_with_the_same_inode_number_should_not_be_taken_for_ours()
    {
        using var matrix = new AttackMatrix(36, output);
        var making = AttackedStep.All.Where(step => step.Makes && step.Name is not "create directory");
        await matrix.CheckEachAsync(making, "recovery", "inode reused", "kept", Reused);
        matrix.Close(3);
    }

    [Fact]
    public async Task Attack_28_a_stage_name_that_is_taken_should_stop_the_execution()
    {
        using var matrix = new AttackMatrix(28, output);
        var staging = AttackedStep.Changing.Where(step =>
            !step.Name.StartsWith("move", StringComparison.Ordinal) && step.Name is not "chmod").ToArray();
        foreach (var target in (
            string[])["../../../../out/secret", "../../../../out/not-there", "../../../../out/evil"])
        {
            await matrix.CheckEachAsync(staging, "execution", target, "aborted", (tree, step) =>
                Taken(tree, step, target));
            await matrix.CheckEachAsync(
                staging, "execution", $"{target} as the stage", "aborted", (tree, step) =>
                    TakenWhole(tree, step, target));
        }
        matrix.Close(50);
    }

    private static bool IsGoneThere(AttackedStep step) =>
        step.Name.StartsWith("delete", StringComparison.Ordinal)
            || step.Name is "move from" or "move directory";

    /// <summary>
    /// Until it is staged a file is known by its bytes, and a directory by which one it is.
    /// </summary>
    private static bool IsByBytes(AttackedStep step, AttackPhase phase) =>
        step.OnlyLooks ? phase <= AttackPhase.Between : step.Benign == "box/item"
        && phase <= AttackPhase.Staging;

    private async Task FlipAsync(int number, string path, string target, string above = "")
    {
        using var matrix = new AttackMatrix(number, output);
        foreach (var step in AttackedStep.All)
        {
            await matrix.CheckAsync(step.Name, "execution", "flip", "never led out", tree =>
                FlipWhile(tree, path, target, () =>
            {
                for (var round = 0; round < Rounds / AttackedStep.All.Count; round++)
                {
                    var run = new AttackedRun(tree, step, AttackPhase.DryRun, () => { }, asClass: null);
                    run.Play($"{above}{step.Benign}");
                    for (var tries = 0; tries < 200 && run.Recover().Count > 0; tries++)
                        continue; // the way there is a link at that moment
                    run.EndQuietly();
                }
            }));
        }
        matrix.Close(AttackedStep.All.Count);
    }
}
