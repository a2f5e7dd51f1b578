using System.Collections.Frozen;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Tests.Transactions;
using Argo.Workspaces.Transactions;
using Some = Argo.Workspaces.Tests.Transactions.Some;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>
/// A recovery in which one call fails, or that dies there, at each call in turn: what cannot be read just now
/// is not what is gone, and the next recovery ends it and leaves nothing behind.
/// </summary>
public sealed class RecoveryErrorTests
{
    private const string Root = "/simulated";
    private const string Id = "exec-1";
    private const int Mode = 0b110_100_100;
    private const int OwnerOnly = 0b110_000_000;
    private static readonly FrozenDictionary<string, ConflictChoice> Undecided =
        FrozenDictionary<string, ConflictChoice>.Empty;

    private static readonly Change[][] Plans =
    [
        [Some.Put("f0", "new"), Some.Remove("f1")],
        [Some.Move("f1", "n"), Some.Make("d"), Some.Remove("n"), Some.Move("d", "n")],
        [Some.Make("d"), Some.Put("d/x", "new"), Some.Move("d", "e"), Some.Move("e/x", "d"),
            Some.Move("f0", "e/x")],
        [Some.Move("f0", "n"), Some.Make("d"), Some.Move("n", "d/x"), Some.Move("d/x", "n")],
        [
            Some.Move("f0", "n"), Some.Make("d"), Some.Move("n", "d/x"), Some.Put("f1", "new"),
            Some.Move("d/x", "n"), Some.Remove("n"), Some.Remove("d", EntryKind.Directory), Some.Make("n1"),
        ],
        [Some.Move("h", "n"), Some.Move("f0", "m"), Some.Remove("n"), Some.Move("m", "n"),
        Some.Put("n", "new")],
        [Some.Move("h", "n"), Some.Move("f0", "m"), Some.Move("n", "z"), Some.Move("m", "n"), Some.Make("h")],
        [Some.Move("f1", "n"), Some.Move("n", "z"), Some.Mode("z", OwnerOnly), Some.Move("z", "n"),
            Some.Make("z")],
        [Some.Move("f0", "n"), Some.Move("f1", "f0"), Some.Put("f1", "new"), Some.Remove("f0"),
        Some.Make("f0")],
    ];

    public static TheoryData<int, int> PlansAndClasses
    {
        get
        {
            var data = new TheoryData<int, int>();
            for (var plan = 0; plan < Plans.Length; plan++)
            {
                for (var disk = 0; disk < Disks.Length; disk++)
                    data.Add(plan, disk);
            }
            return data;
        }
    }

    // ExFat has no second names: its empty file that a crash leaves is one of the exceptions of
    // GUARANTEES.md.
    private static Traits[] Disks => [Traits.Xfs, Traits.Btrfs, Traits.Fuse];

    [Theory]
    [InlineData(Errno.OutOfMemory)]
    [InlineData(Errno.InputOutput)]
    [InlineData(Errno.AccessDenied)]
    internal void A_call_that_fails_should_never_be_taken_for_an_object_that_is_gone(Errno errno) =>
        AtEachCall(0, Traits.Xfs, () => errno);

    [Theory]
    [MemberData(nameof(PlansAndClasses))]
    public void A_recovery_that_dies_at_any_call_should_be_ended_by_the_next(int plan, int disk) =>
        AtEachCall(plan, Disks[disk], () => throw new CrashException());

    private static void AtEachCall(int steps, Traits traits, Func<Errno> befall)
    {
        for (var done = 0; done <= Plans[steps].Length; done++)
        {
            for (var failing = 1; IsUndoneAfter(steps, done, traits, failing, befall); failing++)
            {
            }
        }
    }

    /// <returns>Whether the recovery made so many calls.</returns>
    private static bool IsUndoneAfter(
        int steps, int done, Traits traits, int failing, Func<Errno> befall)
    {
        var disk = new SimulatedDisk(traits, new Random(1));
        Seed(disk);
        var before = TreeState.Of(disk.Live);
        var plan = ActAndDie(disk, Plans[steps], done);
        if (!RecoverWith(disk, plan, failing, befall))
            return false;
        var left = RollBack(disk, plan).Select(one => one.Detail)
            .Concat(TreeState.Differences(before, TreeState.Of(disk.Live), node => node)).ToList();
        Assert.True(left.Count == 0, $"{done} done, call {failing}: {string.Join("; ", left)}");
        Assert.Equal([], StagesOn(disk));
        return true;
    }

    private static void Seed(SimulatedDisk disk)
    {
        var kernel = new SimulatedKernel(disk);
        kernel.OpenRoot(Root, out var root);
        foreach (var name in (ReadOnlySpan<string>)["f0", "f1"])
            Assert.Equal(Errno.Ok, kernel.CreateFile(root, PathBytes.OfName(name), Mode, out _));
        Assert.Equal(Errno.Ok, kernel.Link(root, PathBytes.OfName("f0"), root, PathBytes.OfName("h")));
        disk.Flush();
    }

    private static UndoPlan ActAndDie(SimulatedDisk disk, Change[] steps, int done)
    {
        var kernel = new SimulatedKernel(disk);
        using var site = WorkspaceTransaction.Open(Root, "ws", Id, Options(kernel));
        for (var step = 0; step < steps.Length; step++)
            Assert.Null(site.Stage(step, [steps[step]]).Error);
        site.Barrier();
        var plan = site.BuildUndoPlan();
        for (var step = 0; step < done; step++)
            Assert.Null(site.Act(step).Refusal);
        return plan;
    }

    /// <returns>Whether there was such a call.</returns>
    private static bool RecoverWith(SimulatedDisk disk, UndoPlan plan, int failing, Func<Errno> befall)
    {
        var calls = 0;
        var kernel = new SimulatedKernel(disk, (_, _) => ++calls == failing ? befall() : Errno.Ok);
        try
        {
            using var site = WorkspaceTransaction.Reopen(Root, "ws", Id, plan, Options(kernel));
            site.Fence(1);
            Assert.Empty(site.FindMissing(plan.Rows, Undecided));
            var outcomes = plan.Rows.Reverse().Select(site.Undo).ToList();
            Assert.DoesNotContain(outcomes, outcome => outcome.Verdict is UndoVerdict.Conflict);
        }
        catch (WorkspaceException no)
        {
            Assert.NotEqual(WorkspaceFault.Fenced, no.Fault);
        }
        catch (CrashException)
        {
            kernel.Die();
        }
        return calls >= failing;
    }

    private static List<UndoOutcome> RollBack(SimulatedDisk disk, UndoPlan plan)
    {
        using var site = WorkspaceTransaction.Reopen(
            Root, "ws", Id, plan, Options(new SimulatedKernel(disk)));
        site.Fence(2);
        var left = site.FindMissing(plan.Rows, Undecided).Concat(plan.Rows.Reverse().Select(site.Undo)
            .Where(outcome => outcome.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)).ToList();
        site.Barrier();
        site.Collect();
        return left;
    }

    private static IEnumerable<string> StagesOn(SimulatedDisk disk)
    {
        var kernel = new SimulatedKernel(disk);
        kernel.OpenRoot(Root, out var root);
        Assert.Equal(
            Errno.Ok, kernel.Open(root, PathBytes.Of(".argo/x"), OpenFor.Directory, out var directory));
        Assert.Equal(Errno.Ok, kernel.ReadNames(directory, out var names));
        return names.Select(name => PathBytes.Text(name));
    }

    private static TransactionOptions Options(SimulatedKernel kernel) =>
        new() { Kernel = kernel, BallastBytes = 0, HolderName = "simulated" };
}
