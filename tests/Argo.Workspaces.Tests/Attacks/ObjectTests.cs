using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;
using Argo.Workspaces.TreeManifests;
using Xunit.Abstractions;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>
/// The attack list, 37 to 46: what is no plain file, what is not Argo's to change, and what is too large.
/// </summary>
public sealed class ObjectTests(ITestOutputHelper output)
{
    [Fact]
    public Task Attack_37_a_fifo_should_never_be_opened() => SpecialAsync(37, HostileObject.Fifo);

    [Fact]
    public Task Attack_38_a_device_should_never_be_opened() => SpecialAsync(
        38, HostileObject.Device("/dev/zero", "1", "5"), HostileObject.Device("tty", "5", "0"));

    [Fact]
    public Task Attack_39_a_socket_should_never_be_opened() => SpecialAsync(39, HostileObject.Socket);

    [Fact]
    public async Task Attack_40_another_mount_should_be_neither_entered_nor_moved()
    {
        using var matrix = new AttackMatrix(40, output);
        await matrix.BesiegeAsync(
            HostileObject.Bind("directory from outside", tree => tree.Outside("evil")), AttackPosition.Parent,
            Never);
        await matrix.BesiegeAsync(
            HostileObject.Bind("above, from outside", tree => tree.Outside("above")), AttackPosition.Above,
            Never);
        await matrix.BesiegeAsync(
            HostileObject.Bind("file from outside", tree => tree.Outside("secret")), AttackPosition.Final,
            Never);
        await matrix.BesiegeAsync(
            HostileObject.Bind("file of /proc", _ => "/proc/version"), AttackPosition.Final, Never);
        matrix.Close(Environment.IsPrivilegedProcess ? 300 : 0);
    }

    [Fact]
    public async Task Attack_41_a_sparse_or_growing_file_should_end_with_a_reason()
    {
        using var matrix = new AttackMatrix(41, output);
        await matrix.CheckEachAsync(
            AttackedStep.OfTheItem, "validation", "8 EiB", "refused or carried along", Sparse);
        await matrix.CheckEachAsync(AttackedStep.OfTheItem, "validation", "growing", "refused", Growing);
        matrix.Close(20);
    }

    [Fact]
    public async Task Attack_42_new_bytes_should_not_inherit_set_id_bits()
    {
        using var matrix = new AttackMatrix(42, output);
        var over = AttackedStep.All.Where(step =>
            step.Name is "write over" or "modify" or "copy over" or "move over");
        await matrix.CheckEachAsync(over, "execution", "setuid", "plain mode", (tree, step) =>
            SetId(tree, step, "box/item"));
        var from = AttackedStep.All.Where(step => step.Name is "copy from");
        await matrix.CheckEachAsync(from, "execution", "setuid source", "plain mode", (tree, step) =>
            SetId(tree, step, "free"));
        matrix.Close(5);
    }

    [Fact]
    public async Task Attack_43_what_may_not_be_changed_should_be_refused_or_rolled_back()
    {
        using var matrix = new AttackMatrix(43, output);
        await matrix.BesiegeAsync(HostileObject.Pinned("i"), AttackPosition.Final, OnlyReads);
        await matrix.BesiegeAsync(HostileObject.Pinned("a"), AttackPosition.Final, OnlyReads);
        await matrix.BesiegeAsync(HostileObject.Pinned("i"), AttackPosition.Parent, NeverChanges);
        matrix.Close(Environment.IsPrivilegedProcess ? 300 : 0);
    }

    [Fact]
    public async Task Attack_44_a_very_deep_and_a_very_full_directory_should_be_moved_deleted_and_collected()
    {
        using var matrix = new AttackMatrix(44, output);
        const string Well = "done and undone, or refused";
        await matrix.CheckEachAsync(
            AttackedStep.OfTheDirectory, "execution", "2,000 deep", Well, (tree, step) =>
            Huge(tree, step, at => Deep(tree, 2_000)));
        await matrix.CheckEachAsync(
            AttackedStep.OfTheDirectory, "execution", "5,000 entries", Well, (tree, step) =>
            Huge(tree, step, Fill));
        matrix.Close(6);
    }

    [Fact]
    public async Task Attack_46_a_boundary_that_renames_may_not_cross_should_be_an_abort_or_an_undo()
    {
        using var matrix = new AttackMatrix(46, output);
        var renaming = AttackedStep.Changing.Where(step => step.Name is not "chmod").ToArray();
        foreach (var errno in (
            Errno[])[Errno.CrossDevice, Errno.TooManyLinks, Errno.QuotaExceeded, Errno.NoSpace])
        {
            await matrix.CheckEachAsync(
                renaming, "execution", $"{errno} at a swap", "rolled back", (tree, step) =>
                    Refusing(tree, step, "swap.rename.before", errno));
            await matrix.CheckEachAsync(
                renaming, "execution", $"{errno} at a stage", "aborted", (tree, step) =>
                    Refusing(tree, step, StagingCallOf(step), errno));
        }
        matrix.Close(100);
    }

    private static bool Never(AttackedStep step, AttackPhase phase) => false;

    /// <summary>One may ask what it is; nothing else.</summary>
    private static bool OnlyAsked(AttackedStep step, AttackPhase phase) =>
        phase is AttackPhase.DryRun && step.Name is "query";

    /// <summary>The mark changes no byte, and no name that is only read.</summary>
    private static bool OnlyReads(AttackedStep step, AttackPhase phase) => step.OnlyLooks || step.IsSource;

    /// <summary>
    /// Nothing under such a directory can be done, for the first step writes in it; once it has, it can be
    /// read.
    /// </summary>
    private static bool NeverChanges(AttackedStep step, AttackPhase phase) =>
        phase is (AttackPhase.Between or AttackPhase.Call)
            && (step.OnlyLooks || step.IsSource || step.Name is "chmod");

    private async Task SpecialAsync(int number, params HostileObject[] hostiles)
    {
        using var matrix = new AttackMatrix(number, output);
        foreach (var hostile in hostiles)
            await matrix.BesiegeAsync(hostile, AttackPosition.Final, OnlyAsked);
        matrix.Close(hostiles[0].WhyNot is null ? 150 * hostiles.Length : 0);
    }

    private static List<string> Sparse(AttackedTree tree, AttackedStep step)
    {
        var largest = long.MaxValue / 2;
        for (; ; largest /= 2)
        {
            try
            {
                using var file = File.OpenWrite(tree.At("box/item"));
                file.SetLength(largest);
                break;
            }
            catch (IOException) when (largest > 1)
            {
                continue; // as large as this file system takes
            }
        }
        var limits = new SimulatorOptions { Limits =
            new SimulationLimits { DigestedFileBytes = 1 << 20, ContentBytes = 1 << 20 } };
        var report = new Simulator(limits).Simulate(Some.Plan(step.Step("box/item")), Request(tree));
        var needsBytes = step.Name is "modify" or "copy from";
        var bad = needsBytes && report.SimulationStatus is SimulationStatus.Success
            ? new List<string> { "bytes of a file of that size were promised" } : [];
        File.WriteAllText(tree.At("box/item"), AttackedTree.ItemText);
        File.SetLastWriteTimeUtc(tree.At("box/item"), tree.ItemTime);
        return [.. bad, .. tree.Escapes()];
    }

    private static List<string> Growing(AttackedTree tree, AttackedStep step)
    {
        using var watched = new WatchedTree(tree.Root)
        {
            WhenOpened = _ => File.AppendAllText(tree.At("box/item"), "more"),
        };
        var report = new Simulator().Simulate(Some.Plan(step.Step("box/item")), Request(tree), watched);
        File.WriteAllText(tree.At("box/item"), AttackedTree.ItemText);
        File.SetLastWriteTimeUtc(tree.At("box/item"), tree.ItemTime);
        return report.SimulationStatus is SimulationStatus.Blocked ? [.. tree.Escapes()]
            : [$"a file that never stood still was simulated: {report.Summary}"];
    }

    private static List<string> SetId(AttackedTree tree, AttackedStep step, string made)
    {
        File.SetUnixFileMode(tree.At("box/item"), (UnixFileMode)Octal.Parse("6755"));
        var before = tree.Capture();
        var seen = 0;
        var plan = Some.Plan(step.Step("box/item"));
        var report = new Simulator().Simulate(plan, Request(tree));
        var bad = new LiteralRun(tree, plan, report)
        {
            Look = () => seen = (int)File.GetUnixFileMode(tree.At(made)),
        }.Play().ToList();
        if (seen == 0 || (seen & Octal.Parse("6000")) != 0)
            bad.Add($"the new bytes have mode {Octal.Of(seen)}");
        bad.AddRange(before.Diff(tree.Capture()));
        File.SetUnixFileMode(tree.At("box/item"), (UnixFileMode)Octal.Parse("0640"));
        return bad;
    }

    private static List<string> Huge(AttackedTree tree, AttackedStep step, Action<string> fill)
    {
        fill(tree.At("box/sub"));
        var before = tree.Capture();
        var plan = Some.Plan(step.Step("box/sub"));
        var report = new Simulator().Simulate(plan, Request(tree));
        var bad = report.SimulationStatus is SimulationStatus.Success
            ? new LiteralRun(tree, plan, report).Play().ToList() : [];
        if (report.SimulationStatus is not SimulationStatus.Success && step.Name is not "copy directory")
            bad.Add($"refused: {report.BlockingReason}");
        bad.AddRange(before.Diff(tree.Capture()).Take(3));
        TempTree.Run("rm", "-rf", tree.At("box/sub"));
        Directory.CreateDirectory(tree.At("box/sub"));
        File.WriteAllText(tree.At("box/sub/inner"), "inside");
        return [.. bad, .. tree.Escapes(), .. tree.Stages()];
    }

    private static void Fill(string at)
    {
        for (var n = 0; n < 5_000; n++)
            File.Create(Path.Combine(at, $"entry-{n}")).Dispose();
    }

    private static void Deep(AttackedTree tree, int levels)
    {
        using var root = ConfinedRoot.Open(tree.Root);
        var at = root.OpenDirectory("box/sub");
        for (var level = 0; level < levels; level++)
        {
            root.Kernel.MakeDirectory(at, PathBytes.OfName("dd"), Octal.Parse("0755")).OrThrow("make", "dd");
            root.Kernel.Open(at, PathBytes.OfName("dd"), OpenFor.Directory, out var next).OrThrow(
                "open", "dd");
            at.Dispose();
            at = next;
        }
        at.Dispose();
    }

    private static List<string> Refusing(AttackedTree tree, AttackedStep step, string point, Errno errno)
    {
        var met = false;
        var plan = Some.Plan(Some.Write("box/first", "x"), step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        var run = new LiteralRun(tree, plan, report)
        {
            Failpoint = name =>
            {
                if (met || name != point || errno is Errno.Ok)
                    return Errno.Ok;
                met = true;
                return errno;
            },
        };
        var said = run.Play().ToList();
        var needsNone = point.StartsWith("stage", StringComparison.Ordinal);
        return
        [
            .. met || needsNone ? Array.Empty<string>() : ["the call never came"],
            .. !met || said.Count > 0 ? Array.Empty<string>() : ["it failed, and nothing was said"],
            .. tree.Before.Diff(tree.Capture()),
            .. tree.Escapes(),
            .. tree.Stages(),
        ];
    }

    private static string StagingCallOf(AttackedStep step) =>
        step.Name is "create directory" or "delete directory" or "copy directory"
            ? "stage.mkdir.before" : "stage.create.before";

    private static SimulationRequest Request(AttackedTree tree) =>
        new() { WorkspaceRoot = tree.Root, WorkspaceName = "ws" };
}
