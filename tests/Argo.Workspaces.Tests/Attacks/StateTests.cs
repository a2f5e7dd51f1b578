using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Xunit.Abstractions;
using static Argo.Workspaces.Tests.Attacks.StatePlays;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>The attack list, 26, 27 and 47 to 51: the root, the vault and the journal themselves.</summary>
public sealed class StateTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Attack_26_a_root_that_is_replaced_or_moved_should_not_lead_elsewhere()
    {
        using var matrix = new AttackMatrix(26, output);
        foreach (var step in AttackedStep.All)
        {
            foreach (var phase in Enum.GetValues<AttackPhase>().Where(m => m is not AttackPhase.DryRun))
            {
                foreach (var instead in (string[])["link to a twin", "twin", "nothing"])
                {
                    if (step.OnlyLooks
                        && phase is AttackPhase.Call or AttackPhase.Recovery or AttackPhase.UndoCall
                        && step.OnlyLooks)
                        continue;
                    await matrix.CheckAsync(
                        step.Name, $"{(phase >= AttackPhase.Recovery ? "recovery" : "execution")}",
                        $"{instead} at {phase}", "confined", tree =>
                            RootReplaced(tree, step, phase, instead));
                }
            }
        }
        matrix.Close(300);
    }

    /// <summary>
    /// Where only names in the root itself are touched, nothing but the root can tell a twin.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attack_26_a_twin_of_the_whole_workspace_should_be_seen_at_the_gates(bool isLink)
    {
        using var tree = new AttackedTree();
        var report = new Simulator().Simulate(Some.Plan(Some.Write("a.txt", "x")), Request(tree));
        var twin = $"{tree.Root}-twin";
        TempTree.Run("cp", "-a", tree.Root, twin);
        Directory.Move(tree.Root, $"{tree.Root}-moved");
        if (isLink)
            File.CreateSymbolicLink(tree.Root, twin);
        else
            Directory.Move(twin, tree.Root);
        Assert.Equal(".", Assert.Single(new Simulator().FindDrift(report, tree.Root)).Path);
    }

    [Fact]
    public async Task Attack_27_the_vault_should_be_neither_planted_nor_reached_by_another_name()
    {
        using var matrix = new AttackMatrix(27, output);
        string[] aliases =
        [
            ".argo", ".argo/lock", ".argo/x/exec-1/0", ".ARGO", ".Argo/new", ".ar\u200Cgo/x",
                ".argo\uFEFF/x", "\u200E.argo",
        ];
        foreach (var alias in aliases)
        {
            await matrix.CheckEachAsync(AttackedStep.All, "validation", alias, "refused", (tree, step) =>
                Alias(tree, step, alias));
        }
        foreach (var planted in (string[])["link", "dangling", "file", "open to others", "lock", "stages"])
        {
            await matrix.CheckEachAsync(AttackedStep.All, "execution", planted, "refused", (tree, step) =>
                PlantedVault(tree, step, planted));
        }
        foreach (var planted in (string[])["link", "file"])
        {
            await matrix.CheckEachAsync(AttackedStep.Changing, "recovery", planted, "refused", (tree, step) =>
                VaultSwapped(tree, step, planted));
        }
        matrix.Close(200);
    }

    [Fact]
    public async Task Attack_47_a_forged_row_should_be_refused_before_anything_is_undone()
    {
        using var matrix = new AttackMatrix(47, output);
        foreach (var path in (
            string[])["../out/secret", "/etc/passwd", ".argo/lock", "box/../../out/secret", ""])
        {
            await ForgeEachAsync(matrix, path, row => row with { Path = path });
            await ForgeEachAsync(
                matrix, $"to {path}", row => row with { Kind = SwapKind.Move, Destination = path });
            await ForgeEachAsync(matrix, $"from {path}", row => row with { BackupName = $"../{path}x" });
        }
        matrix.Close(200);
    }

    [Fact]
    public async Task Attack_48_a_vault_entry_that_was_swapped_should_never_be_put_in_the_tree()
    {
        using var matrix = new AttackMatrix(48, output);
        foreach (var swapped in (string[])["link", "another file", "hard link", "directory", "nothing"])
        {
            await matrix.CheckEachAsync(
                AttackedStep.Changing, "recovery", swapped, "kept out", (tree, step) =>
                EntrySwapped(tree, step, swapped));
        }
        matrix.Close(60);
    }

    [Fact]
    public async Task Attack_49_a_workspace_that_was_copied_should_not_be_undone_in()
    {
        using var matrix = new AttackMatrix(49, output);
        await matrix.CheckEachAsync(AttackedStep.Changing, "recovery", "copied", "refused", Copied);
        matrix.Close(15);
    }

    [Fact]
    public async Task Attack_50_a_second_recoverer_and_a_woken_executor_should_find_nothing()
    {
        using var matrix = new AttackMatrix(50, output);
        await matrix.CheckEachAsync(
            AttackedStep.Changing, "recovery", "two recoverers", "fenced", TwoRecoverers);
        await matrix.CheckEachAsync(AttackedStep.Changing, "execution", "woken executor", "fenced", Woken);
        matrix.Close(30);
    }

    [Fact]
    public async Task Attack_51_a_damaged_undo_plan_should_be_refused_as_a_whole()
    {
        using var matrix = new AttackMatrix(51, output);
        (string Name, Func<UndoRow, UndoRow> Damage)[] damages =
        [
            ("no path", row => row with { Path = null! }),
            ("number below 0", row => row with { Swap = -1 }),
            ("number taken", row => row with { Swap = 0 }),
            ("mode", row => row with { Kind = SwapKind.Chmod, ModeBefore = "rwx", ModeAfter = "0600" }),
            ("a move to nowhere", row => row with { Kind = SwapKind.Move, Destination = null }),
        ];
        foreach (var (name, damage) in damages)
            await ForgeEachAsync(matrix, name, damage);
        matrix.Close(60);
    }

    private static Task ForgeEachAsync(AttackMatrix matrix, string name, Func<UndoRow, UndoRow> forge) =>
        matrix.CheckEachAsync(
            AttackedStep.Changing, "recovery", name, "refused", (tree, step) => Forged(tree, step, forge));
}
