using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;
using Argo.Workspaces.Tests.Handles;
using Xunit.Abstractions;
using Some = Argo.Workspaces.Tests.Simulation.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>The attack list, 26, 27 and 47 to 51: the root, the vault and the journal themselves.</summary>
public sealed partial class StateTests(ITestOutputHelper output)
{
    private static readonly EnumerationOptions NoLinks = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint,
    };

    [Fact]
    public async Task Attack_26_a_root_that_is_replaced_or_moved_should_not_lead_elsewhere()
    {
        using var siege = new Siege(26, output);
        foreach (var verb in Verb.All)
        {
            foreach (var moment in Enum.GetValues<Moment>().Where(m => m is not Moment.DryRun))
            {
                foreach (var instead in (string[])["link to a twin", "twin", "nothing"])
                {
                    if (verb.OnlyLooks && moment is Moment.Call or Moment.Recovery or Moment.UndoCall
                        && verb.OnlyLooks)
                        continue;
                    await siege.CheckAsync(
                        verb.Name, $"{(moment >= Moment.Recovery ? "recovery" : "execution")}",
                        $"{instead} at {moment}", "confined", field =>
                            RootReplaced(field, verb, moment, instead));
                }
            }
        }
        siege.Close(300);
    }

    /// <summary>
    /// Where only names in the root itself are touched, nothing but the root can tell a twin.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attack_26_a_twin_of_the_whole_workspace_should_be_seen_at_the_gates(bool isLink)
    {
        using var field = new Field();
        var report = new Simulator().Simulate(Some.Plan(Some.Write("a.txt", "x")), Request(field));
        var twin = $"{field.Root}-twin";
        TempTree.Run("cp", "-a", field.Root, twin);
        Directory.Move(field.Root, $"{field.Root}-moved");
        if (isLink)
            File.CreateSymbolicLink(field.Root, twin);
        else
            Directory.Move(twin, field.Root);
        Assert.Equal(".", Assert.Single(new Simulator().FindDrift(report, field.Root)).Path);
    }

    [Fact]
    public async Task Attack_27_the_vault_should_be_neither_planted_nor_reached_by_another_name()
    {
        using var siege = new Siege(27, output);
        string[] aliases =
        [
            ".argo", ".argo/lock", ".argo/x/exec-1/0", ".ARGO", ".Argo/new", ".ar\u200Cgo/x",
                ".argo\uFEFF/x", "\u200E.argo",
        ];
        foreach (var alias in aliases)
        {
            await siege.CheckEachAsync(Verb.All, "validation", alias, "refused", (field, verb) =>
                Alias(field, verb, alias));
        }
        foreach (var planted in (string[])["link", "dangling", "file", "open to others", "lock", "stages"])
        {
            await siege.CheckEachAsync(Verb.All, "execution", planted, "refused", (field, verb) =>
                PlantedVault(field, verb, planted));
        }
        foreach (var planted in (string[])["link", "file"])
        {
            await siege.CheckEachAsync(Verb.Changing, "recovery", planted, "refused", (field, verb) =>
                VaultSwapped(field, verb, planted));
        }
        siege.Close(200);
    }

    [Fact]
    public async Task Attack_47_a_forged_row_should_be_refused_before_anything_is_undone()
    {
        using var siege = new Siege(47, output);
        foreach (var path in (
            string[])["../out/secret", "/etc/passwd", ".argo/lock", "box/../../out/secret", ""])
        {
            await ForgeEachAsync(siege, path, row => row with { Path = path });
            await ForgeEachAsync(
                siege, $"to {path}", row => row with { Kind = SwapKind.Move, Destination = path });
            await ForgeEachAsync(siege, $"from {path}", row => row with { BackupName = $"../{path}x" });
        }
        siege.Close(200);
    }

    [Fact]
    public async Task Attack_48_a_vault_entry_that_was_swapped_should_never_be_put_in_the_tree()
    {
        using var siege = new Siege(48, output);
        foreach (var swapped in (string[])["link", "another file", "hard link", "directory", "nothing"])
        {
            await siege.CheckEachAsync(Verb.Changing, "recovery", swapped, "kept out", (field, verb) =>
                EntrySwapped(field, verb, swapped));
        }
        siege.Close(60);
    }

    [Fact]
    public async Task Attack_49_a_workspace_that_was_copied_should_not_be_undone_in()
    {
        using var siege = new Siege(49, output);
        await siege.CheckEachAsync(Verb.Changing, "recovery", "copied", "refused", Copied);
        siege.Close(15);
    }

    [Fact]
    public async Task Attack_50_a_second_recoverer_and_a_woken_executor_should_find_nothing()
    {
        using var siege = new Siege(50, output);
        await siege.CheckEachAsync(Verb.Changing, "recovery", "two recoverers", "fenced", TwoRecoverers);
        await siege.CheckEachAsync(Verb.Changing, "execution", "woken executor", "fenced", Woken);
        siege.Close(30);
    }

    [Fact]
    public async Task Attack_51_a_damaged_undo_plan_should_be_refused_as_a_whole()
    {
        using var siege = new Siege(51, output);
        (string Name, Func<UndoRow, UndoRow> Damage)[] damages =
        [
            ("no path", row => row with { Path = null! }),
            ("number below 0", row => row with { Swap = -1 }),
            ("number taken", row => row with { Swap = 0 }),
            ("mode", row => row with { Kind = SwapKind.Chmod, ModeBefore = "rwx", ModeAfter = "0600" }),
            ("a move to nowhere", row => row with { Kind = SwapKind.Move, Destination = null }),
        ];
        foreach (var (name, damage) in damages)
            await ForgeEachAsync(siege, name, damage);
        siege.Close(60);
    }

    private static Task ForgeEachAsync(Siege siege, string name, Func<UndoRow, UndoRow> forge) =>
        siege.CheckEachAsync(
            Verb.Changing, "recovery", name, "refused", (field, verb) => Forged(field, verb, forge));
}
