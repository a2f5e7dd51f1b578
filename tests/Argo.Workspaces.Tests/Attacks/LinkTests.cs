using Xunit.Abstractions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>The attack list, 16 to 25: links that lead out, at the path and above it.</summary>
public sealed class LinkTests(ITestOutputHelper output)
{
    [Fact]
    public Task Attack_16_a_final_link_to_an_absolute_path_outside_should_never_be_followed() => FinalAsync(
        16, HostileObject.Link("absolute link", tree => tree.Outside("secret")));

    [Fact]
    public Task Attack_17_a_final_relative_link_should_never_be_followed() => FinalAsync(
        17, HostileObject.Link("relative link", _ => "../../out/secret"));

    [Fact]
    public async Task Attack_18_a_link_as_a_directory_on_the_way_should_never_be_followed()
    {
        using var matrix = new AttackMatrix(18, output);
        await matrix.BesiegeAsync(
            HostileObject.Link("absolute", tree => tree.Outside("evil")), AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("relative", _ => "../out/evil"), AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("absolute", tree => tree.Outside("above")), AttackPosition.Above, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("relative", _ => "../out/above"), AttackPosition.Above, Never);
        await matrix.BesiegeAsync(HostileObject.Link("inside", _ => "was"), AttackPosition.Above, Never);
        matrix.Close(900);
    }

    [Fact]
    public Task Attack_19_a_dangling_link_should_not_be_created_through() => FinalAsync(
        19, HostileObject.Link("dangling link", tree => tree.Outside("not-there")));

    [Fact]
    public Task Attack_20_a_chain_of_links_should_never_be_followed() => ParentAsync(
        20,
        HostileObject.Link("chain through another link", _ => "chain/up/out/evil"),
        HostileObject.Link("chain up", _ => "chain/../chain/up/out/evil"));

    [Fact]
    public async Task Attack_22_a_directory_replaced_after_a_step_used_it_should_not_be_trusted()
    {
        using var matrix = new AttackMatrix(22, output);
        await matrix.BesiegeAsync(
            HostileObject.Link("link", tree => tree.Outside("evil")), AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("link", tree => tree.Outside("above")), AttackPosition.Above, Never);
        await matrix.BesiegeAsync(HostileObject.Directory, AttackPosition.Parent, (step, phase) =>
            phase is AttackPhase.DryRun || phase is AttackPhase.Call && AsIfFirst(step));
        matrix.Close(300);
    }

    [Fact]
    public async Task Attack_23_loops_and_long_chains_should_end()
    {
        using var matrix = new AttackMatrix(23, output);
        await matrix.BesiegeAsync(HostileObject.Link("loop", _ => "box"), AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("41 links", _ => "chain/c0"), AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("final loop", _ => "item"), AttackPosition.Final, OnTheNameItself);
        matrix.Close(300);
    }

    [Fact]
    public async Task Attack_24_magic_links_should_never_be_followed()
    {
        using var matrix = new AttackMatrix(24, output);
        await matrix.BesiegeAsync(
            HostileObject.Link("self/root", tree => $"/proc/self/root{tree.Outside("evil")}"),
            AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("self/root", tree => $"/proc/self/root{tree.Outside("above")}"),
            AttackPosition.Above,
            Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("self/cwd", _ => "/proc/self/cwd"), AttackPosition.Parent, Never);
        await matrix.BesiegeAsync(
            HostileObject.Link("fd/0", _ => "/dev/fd/0"), AttackPosition.Final, OnTheNameItself);
        matrix.Close(300);
    }

    [Fact]
    public async Task Attack_25_a_hard_link_to_a_file_outside_should_never_be_changed_in_place()
    {
        using var matrix = new AttackMatrix(25, output);
        await matrix.BesiegeAsync(HostileObject.HardLink, AttackPosition.Final, (step, phase) =>
            phase is AttackPhase.DryRun && step.Name is not "chmod");
        matrix.Close(150);
    }

    /// <summary>
    /// A link at the path may be asked about, deleted and moved: that is the link, not where it leads.
    /// </summary>
    internal static bool OnTheNameItself(AttackedStep step, AttackPhase phase) => phase is AttackPhase.DryRun
        && (step.Name.StartsWith("delete", StringComparison.Ordinal)
            || step.Name is "query" or "move from" or "move directory" or "move over" or "copy over");

    /// <summary>
    /// What the step took is gone from either directory: as if the step had come before the attack.
    /// </summary>
    private static bool AsIfFirst(AttackedStep step) => step.Name is "delete directory" or "move directory";

    internal static bool Never(AttackedStep step, AttackPhase phase) => false;

    private async Task FinalAsync(int number, params HostileObject[] hostiles)
    {
        using var matrix = new AttackMatrix(number, output);
        foreach (var hostile in hostiles)
            await matrix.BesiegeAsync(hostile, AttackPosition.Final, OnTheNameItself);
        matrix.Close(150 * hostiles.Length);
    }

    private async Task ParentAsync(int number, params HostileObject[] hostiles)
    {
        using var matrix = new AttackMatrix(number, output);
        foreach (var hostile in hostiles)
            await matrix.BesiegeAsync(hostile, AttackPosition.Parent, Never);
        matrix.Close(150 * hostiles.Length);
    }
}
