using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;
using Argo.Workspaces.Tests.Handles;
using Argo.Workspaces.Tests.Simulation;
using Xunit.Abstractions;
using Some = Argo.Workspaces.Tests.Simulation.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>The attack list, 21 and 28 to 36: the world changes while a plan runs.</summary>
public sealed partial class RaceTests(ITestOutputHelper output)
{
    private static readonly int Rounds = Rung.IsSoak ? 60_000 : 600;

    [Fact]
    public async Task Attack_21_a_link_that_one_step_brings_should_not_be_written_through_by_the_next()
    {
        using var siege = new Siege(21, output)
        {
            MakeField = () => new Field().Seeded(tree => tree
                .Link("lead", "../out/evil").Link("file-lead", "../out/secret")),
        };
        foreach (var (link, path) in (
            (string, string)[])[("lead", "brought/item"), ("file-lead", "brought")])
        {
            await siege.CheckEachAsync(
                Verb.All, "validation", link, "refused or on the link itself", (field, verb) =>
                    Brought(field, verb, link, path));
        }
        siege.Close(30);
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
        using var siege = new Siege(31, output);
        await siege.CheckEachAsync(Verb.OfTheItem, "validation", "between stat and open", "refused", Fifo);
        siege.Close(9);
    }

    [Fact]
    public async Task Attack_32_a_directory_moved_out_of_the_root_should_not_be_followed()
    {
        using var siege = new Siege(32, output);
        await siege.BesiegeAsync(Prank.MovedOut, Place.Parent, (verb, moment) =>
            moment is Moment.DryRun && verb.Name is "query" || moment is Moment.Call && IsGoneThere(verb));
        siege.Close(150);
    }

    [Fact]
    public async Task Attack_33_a_removal_should_not_enter_a_directory_that_became_a_link()
    {
        using var siege = new Siege(33, output);
        await siege.CheckEachAsync(Verb.Changing, "execution", "collection", "link unlinked", Collected);
        siege.Close(15);
    }

    [Fact]
    public async Task Attack_34_a_foreign_atomic_replace_should_be_kept()
    {
        using var siege = new Siege(34, output);
        await siege.BesiegeAsync(Prank.OtherFile, Place.Final, (verb, moment) =>
            moment is Moment.DryRun && (!verb.Makes || verb.Name is "write new")
                && verb.Name is not "modify");
        await siege.BesiegeAsync(Prank.Twin, Place.Final, (verb, moment) =>
            moment is Moment.DryRun || !verb.Makes && IsByBytes(verb, moment));
        siege.Close(300);
    }

    [Fact]
    public async Task Attack_35_a_writer_with_an_open_handle_should_lose_nothing()
    {
        using var siege = new Siege(35, output);
        var changing = Verb.OfTheItem.Where(verb => !verb.OnlyLooks && !verb.IsSource).ToArray();
        foreach (var moment in (Moment[])[Moment.Acting, Moment.Between, Moment.Recovery])
        {
            await siege.CheckEachAsync(changing, "execution", $"{moment}", "kept", (field, verb) =>
                Writer(field, verb, moment));
        }
        siege.Close(15);
    }

    [Fact]
    public async Task Attack_36_another_file_with_the_same_inode_number_should_not_be_taken_for_ours()
    {
        using var siege = new Siege(36, output);
        var making = Verb.All.Where(verb => verb.Makes && verb.Name is not "create directory");
        await siege.CheckEachAsync(making, "recovery", "inode reused", "kept", Reused);
        siege.Close(3);
    }

    [Fact]
    public async Task Attack_28_a_stage_name_that_is_taken_should_stop_the_execution()
    {
        using var siege = new Siege(28, output);
        var staging = Verb.Changing.Where(verb =>
            !verb.Name.StartsWith("move", StringComparison.Ordinal) && verb.Name is not "chmod").ToArray();
        foreach (var target in (
            string[])["../../../../out/secret", "../../../../out/not-there", "../../../../out/evil"])
        {
            await siege.CheckEachAsync(staging, "execution", target, "aborted", (field, verb) =>
                Taken(field, verb, target));
            await siege.CheckEachAsync(
                staging, "execution", $"{target} as the stage", "aborted", (field, verb) =>
                    TakenWhole(field, verb, target));
        }
        siege.Close(50);
    }

    private static bool IsGoneThere(Verb verb) =>
        verb.Name.StartsWith("delete", StringComparison.Ordinal)
            || verb.Name is "move from" or "move directory";

    /// <summary>
    /// Until it is staged a file is known by its bytes, and a directory by which one it is.
    /// </summary>
    private static bool IsByBytes(Verb verb, Moment moment) =>
        verb.OnlyLooks ? moment <= Moment.Between : verb.Benign == "box/item" && moment <= Moment.Staging;
}
