using Argo.Artifacts;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;
using Argo.Workspaces.Tests.Handles;
using Argo.Workspaces.Tests.Simulation;
using Xunit.Abstractions;
using Some = Argo.Workspaces.Tests.Simulation.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>
/// The attack list, 37 to 46: what is no plain file, what is not Argo's to change, and what is too large.
/// </summary>
public sealed class ObjectTests(ITestOutputHelper output)
{
    [Fact]
    public Task Attack_37_a_fifo_should_never_be_opened() => SpecialAsync(37, Prank.Fifo);

    [Fact]
    public Task Attack_38_a_device_should_never_be_opened() => SpecialAsync(
        38, Prank.Device("/dev/zero", "1", "5"), Prank.Device("tty", "5", "0"));

    [Fact]
    public Task Attack_39_a_socket_should_never_be_opened() => SpecialAsync(39, Prank.Socket);

    [Fact]
    public async Task Attack_40_another_mount_should_be_neither_entered_nor_moved()
    {
        using var siege = new Siege(40, output);
        await siege.BesiegeAsync(
            Prank.Bind("directory from outside", field => field.Outside("evil")), Place.Parent, Never);
        await siege.BesiegeAsync(
            Prank.Bind("above, from outside", field => field.Outside("above")), Place.Above, Never);
        await siege.BesiegeAsync(
            Prank.Bind("file from outside", field => field.Outside("secret")), Place.Final, Never);
        await siege.BesiegeAsync(Prank.Bind("file of /proc", _ => "/proc/version"), Place.Final, Never);
        siege.Close(Environment.IsPrivilegedProcess ? 300 : 0);
    }

    [Fact]
    public async Task Attack_41_a_sparse_or_growing_file_should_end_with_a_reason()
    {
        using var siege = new Siege(41, output);
        await siege.CheckEachAsync(Verb.OfTheItem, "validation", "8 EiB", "refused or carried along", Sparse);
        await siege.CheckEachAsync(Verb.OfTheItem, "validation", "growing", "refused", Growing);
        siege.Close(20);
    }

    [Fact]
    public async Task Attack_42_new_bytes_should_not_inherit_set_id_bits()
    {
        using var siege = new Siege(42, output);
        var over = Verb.All.Where(verb =>
            verb.Name is "write over" or "modify" or "copy over" or "move over");
        await siege.CheckEachAsync(over, "execution", "setuid", "plain mode", (field, verb) =>
            SetId(field, verb, "box/item"));
        var from = Verb.All.Where(verb => verb.Name is "copy from");
        await siege.CheckEachAsync(from, "execution", "setuid source", "plain mode", (field, verb) =>
            SetId(field, verb, "free"));
        siege.Close(5);
    }

    [Fact]
    public async Task Attack_43_what_may_not_be_changed_should_be_refused_or_rolled_back()
    {
        using var siege = new Siege(43, output);
        await siege.BesiegeAsync(Prank.Pinned("i"), Place.Final, OnlyReads);
        await siege.BesiegeAsync(Prank.Pinned("a"), Place.Final, OnlyReads);
        await siege.BesiegeAsync(Prank.Pinned("i"), Place.Parent, NeverChanges);
        siege.Close(Environment.IsPrivilegedProcess ? 300 : 0);
    }

    [Fact]
    public async Task Attack_44_a_very_deep_and_a_very_full_directory_should_be_moved_deleted_and_collected()
    {
        using var siege = new Siege(44, output);
        const string Well = "done and undone, or refused";
        await siege.CheckEachAsync(Verb.OfTheDirectory, "execution", "2,000 deep", Well, (field, verb) =>
            Huge(field, verb, at => Deep(field, 2_000)));
        await siege.CheckEachAsync(Verb.OfTheDirectory, "execution", "5,000 entries", Well, (field, verb) =>
            Huge(field, verb, Fill));
        siege.Close(6);
    }

    [Fact]
    public async Task Attack_46_a_boundary_that_renames_may_not_cross_should_be_an_abort_or_an_undo()
    {
        using var siege = new Siege(46, output);
        var renaming = Verb.Changing.Where(verb => verb.Name is not "chmod").ToArray();
        foreach (var errno in (
            Errno[])[Errno.CrossDevice, Errno.TooManyLinks, Errno.QuotaExceeded, Errno.NoSpace])
        {
            await siege.CheckEachAsync(
                renaming, "execution", $"{errno} at a swap", "rolled back", (field, verb) =>
                    Refusing(field, verb, "swap.rename.before", errno));
            await siege.CheckEachAsync(
                renaming, "execution", $"{errno} at a stage", "aborted", (field, verb) =>
                    Refusing(field, verb, StagingCallOf(verb), errno));
        }
        siege.Close(100);
    }

    private static bool Never(Verb verb, Moment moment) => false;

    /// <summary>One may ask what it is; nothing else.</summary>
    private static bool OnlyAsked(Verb verb, Moment moment) =>
        moment is Moment.DryRun && verb.Name is "query";

    /// <summary>The mark changes no byte, and no name that is only read.</summary>
    private static bool OnlyReads(Verb verb, Moment moment) => verb.OnlyLooks || verb.IsSource;

    /// <summary>
    /// Nothing under such a directory can be done, for the first step writes in it; once it has, it can be
    /// read.
    /// </summary>
    private static bool NeverChanges(Verb verb, Moment moment) =>
        moment is (Moment.Between or Moment.Call)
            && (verb.OnlyLooks || verb.IsSource || verb.Name is "chmod");

    private async Task SpecialAsync(int number, params Prank[] pranks)
    {
        using var siege = new Siege(number, output);
        foreach (var prank in pranks)
            await siege.BesiegeAsync(prank, Place.Final, OnlyAsked);
        siege.Close(pranks[0].WhyNot is null ? 150 * pranks.Length : 0);
    }

    private static List<string> Sparse(Field field, Verb verb)
    {
        var largest = long.MaxValue / 2;
        for (; ; largest /= 2)
        {
            try
            {
                using var file = File.OpenWrite(field.At("box/item"));
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
        var report = new Simulator(limits).Simulate(Some.Plan(verb.Step("box/item")), Request(field));
        var needsBytes = verb.Name is "modify" or "copy from";
        var bad = needsBytes && report.SimulationStatus is SimulationStatus.Success
            ? new List<string> { "bytes of a file of that size were promised" } : [];
        File.WriteAllText(field.At("box/item"), Field.ItemText);
        File.SetLastWriteTimeUtc(field.At("box/item"), field.ItemTime);
        return [.. bad, .. field.Escapes()];
    }

    private static List<string> Growing(Field field, Verb verb)
    {
        using var tree = new WatchedTree(field.Root)
        {
            WhenOpened = _ => File.AppendAllText(field.At("box/item"), "more"),
        };
        var report = new Simulator().Simulate(Some.Plan(verb.Step("box/item")), Request(field), tree);
        File.WriteAllText(field.At("box/item"), Field.ItemText);
        File.SetLastWriteTimeUtc(field.At("box/item"), field.ItemTime);
        return report.SimulationStatus is SimulationStatus.Blocked ? [.. field.Escapes()]
            : [$"a file that never stood still was simulated: {report.Summary}"];
    }

    private static List<string> SetId(Field field, Verb verb, string made)
    {
        File.SetUnixFileMode(field.At("box/item"), (UnixFileMode)Octal.Parse("6755"));
        var before = field.Capture();
        var seen = 0;
        var plan = Some.Plan(verb.Step("box/item"));
        var report = new Simulator().Simulate(plan, Request(field));
        var bad = new LiteralRun(field, plan, report)
        {
            Look = () => seen = (int)File.GetUnixFileMode(field.At(made)),
        }.Play().ToList();
        if (seen == 0 || (seen & Octal.Parse("6000")) != 0)
            bad.Add($"the new bytes have mode {Octal.Of(seen)}");
        bad.AddRange(before.Diff(field.Capture()));
        File.SetUnixFileMode(field.At("box/item"), (UnixFileMode)Octal.Parse("0640"));
        return bad;
    }

    private static List<string> Huge(Field field, Verb verb, Action<string> fill)
    {
        fill(field.At("box/sub"));
        var before = field.Capture();
        var plan = Some.Plan(verb.Step("box/sub"));
        var report = new Simulator().Simulate(plan, Request(field));
        var bad = report.SimulationStatus is SimulationStatus.Success
            ? new LiteralRun(field, plan, report).Play().ToList() : [];
        if (report.SimulationStatus is not SimulationStatus.Success && verb.Name is not "copy directory")
            bad.Add($"refused: {report.BlockingReason}");
        bad.AddRange(before.Diff(field.Capture()).Take(3));
        TempTree.Run("rm", "-rf", field.At("box/sub"));
        Directory.CreateDirectory(field.At("box/sub"));
        File.WriteAllText(field.At("box/sub/inner"), "inside");
        return [.. bad, .. field.Escapes(), .. field.Stages()];
    }

    private static void Fill(string at)
    {
        for (var n = 0; n < 5_000; n++)
            File.Create(Path.Combine(at, $"entry-{n}")).Dispose();
    }

    private static void Deep(Field field, int levels)
    {
        using var root = ConfinedRoot.Open(field.Root);
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

    private static List<string> Refusing(Field field, Verb verb, string point, Errno errno)
    {
        var met = false;
        var plan = Some.Plan(Some.Write("box/first", "x"), verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        var run = new LiteralRun(field, plan, report)
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
            .. field.Before.Diff(field.Capture()),
            .. field.Escapes(),
            .. field.Stages(),
        ];
    }

    private static string StagingCallOf(Verb verb) =>
        verb.Name is "create directory" or "delete directory" or "copy directory"
            ? "stage.mkdir.before" : "stage.create.before";

    private static DryRunRequest Request(Field field) =>
        new() { WorkspaceRoot = field.Root, WorkspaceName = "ws" };
}
