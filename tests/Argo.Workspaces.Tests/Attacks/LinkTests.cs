using Xunit.Abstractions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>The attack list, 16 to 25: links that lead out, at the path and above it.</summary>
public sealed class LinkTests(ITestOutputHelper output)
{
    [Fact]
    public Task Attack_16_a_final_link_to_an_absolute_path_outside_should_never_be_followed() => FinalAsync(
        16, Prank.Link("absolute link", field => field.Outside("secret")));

    [Fact]
    public Task Attack_17_a_final_relative_link_should_never_be_followed() => FinalAsync(
        17, Prank.Link("relative link", _ => "../../out/secret"));

    [Fact]
    public async Task Attack_18_a_link_as_a_directory_on_the_way_should_never_be_followed()
    {
        using var siege = new Siege(18, output);
        await siege.BesiegeAsync(Prank.Link("absolute", field => field.Outside("evil")), Place.Parent, Never);
        await siege.BesiegeAsync(Prank.Link("relative", _ => "../out/evil"), Place.Parent, Never);
        await siege.BesiegeAsync(Prank.Link("absolute", field => field.Outside("above")), Place.Above, Never);
        await siege.BesiegeAsync(Prank.Link("relative", _ => "../out/above"), Place.Above, Never);
        await siege.BesiegeAsync(Prank.Link("inside", _ => "was"), Place.Above, Never);
        siege.Close(900);
    }

    [Fact]
    public Task Attack_19_a_dangling_link_should_not_be_created_through() => FinalAsync(
        19, Prank.Link("dangling link", field => field.Outside("not-there")));

    [Fact]
    public Task Attack_20_a_chain_of_links_should_never_be_followed() => ParentAsync(
        20,
        Prank.Link("chain through another link", _ => "chain/up/out/evil"),
        Prank.Link("chain up", _ => "chain/../chain/up/out/evil"));

    [Fact]
    public async Task Attack_22_a_directory_replaced_after_a_step_used_it_should_not_be_trusted()
    {
        using var siege = new Siege(22, output);
        await siege.BesiegeAsync(Prank.Link("link", field => field.Outside("evil")), Place.Parent, Never);
        await siege.BesiegeAsync(Prank.Link("link", field => field.Outside("above")), Place.Above, Never);
        await siege.BesiegeAsync(Prank.Directory, Place.Parent, (verb, moment) =>
            moment is Moment.DryRun || moment is Moment.Call && AsIfFirst(verb));
        siege.Close(300);
    }

    [Fact]
    public async Task Attack_23_loops_and_long_chains_should_end()
    {
        using var siege = new Siege(23, output);
        await siege.BesiegeAsync(Prank.Link("loop", _ => "box"), Place.Parent, Never);
        await siege.BesiegeAsync(Prank.Link("41 links", _ => "chain/c0"), Place.Parent, Never);
        await siege.BesiegeAsync(Prank.Link("final loop", _ => "item"), Place.Final, OnTheNameItself);
        siege.Close(300);
    }

    [Fact]
    public async Task Attack_24_magic_links_should_never_be_followed()
    {
        using var siege = new Siege(24, output);
        await siege.BesiegeAsync(
            Prank.Link("self/root", field => $"/proc/self/root{field.Outside("evil")}"), Place.Parent, Never);
        await siege.BesiegeAsync(
            Prank.Link("self/root", field => $"/proc/self/root{field.Outside("above")}"),
            Place.Above,
            Never);
        await siege.BesiegeAsync(Prank.Link("self/cwd", _ => "/proc/self/cwd"), Place.Parent, Never);
        await siege.BesiegeAsync(Prank.Link("fd/0", _ => "/dev/fd/0"), Place.Final, OnTheNameItself);
        siege.Close(300);
    }

    [Fact]
    public async Task Attack_25_a_hard_link_to_a_file_outside_should_never_be_changed_in_place()
    {
        using var siege = new Siege(25, output);
        await siege.BesiegeAsync(Prank.HardLink, Place.Final, (verb, moment) =>
            moment is Moment.DryRun && verb.Name is not "chmod");
        siege.Close(150);
    }

    /// <summary>
    /// A link at the path may be asked about, deleted and moved: that is the link, not where it leads.
    /// </summary>
    internal static bool OnTheNameItself(Verb verb, Moment moment) => moment is Moment.DryRun
        && (verb.Name.StartsWith("delete", StringComparison.Ordinal)
            || verb.Name is "query" or "move from" or "move directory" or "move over" or "copy over");

    /// <summary>
    /// What the step took is gone from either directory: as if the step had come before the attack.
    /// </summary>
    private static bool AsIfFirst(Verb verb) => verb.Name is "delete directory" or "move directory";

    internal static bool Never(Verb verb, Moment moment) => false;

    private async Task FinalAsync(int number, params Prank[] pranks)
    {
        using var siege = new Siege(number, output);
        foreach (var prank in pranks)
            await siege.BesiegeAsync(prank, Place.Final, OnTheNameItself);
        siege.Close(150 * pranks.Length);
    }

    private async Task ParentAsync(int number, params Prank[] pranks)
    {
        using var siege = new Siege(number, output);
        foreach (var prank in pranks)
            await siege.BesiegeAsync(prank, Place.Parent, Never);
        siege.Close(150 * pranks.Length);
    }
}
