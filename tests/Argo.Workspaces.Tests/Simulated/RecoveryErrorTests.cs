using System.Collections.Frozen;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Transactions;
using Some = Argo.Workspaces.Tests.Transactions.Some;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>
/// A recovery in which one call fails, at each call in turn: what cannot be read just now is not what is
/// gone, and the next recovery ends it and leaves nothing behind.
/// </summary>
public sealed class RecoveryErrorTests
{
    private const string Root = "/simulated";
    private const string Id = "exec-1";
    private const int Mode = 0b110_100_100;
    private static readonly FrozenDictionary<string, ConflictChoice> Undecided =
        FrozenDictionary<string, ConflictChoice>.Empty;

    [Theory]
    [InlineData(Errno.OutOfMemory)]
    [InlineData(Errno.InputOutput)]
    [InlineData(Errno.AccessDenied)]
    internal void A_call_that_fails_should_never_be_taken_for_an_object_that_is_gone(Errno errno)
    {
        for (var failing = 1; ; failing++)
        {
            var disk = new SimulatedDisk(Traits.Xfs, new Random(1));
            var plan = ActAndDie(disk);
            if (!RecoverWithError(disk, plan, failing, errno))
                return;
            Assert.Empty(RollBack(disk, plan));
            Assert.Equal(["f0", "f1"], NamesIn(disk, "").Where(name => name != ConfinedRoot.VaultName));
            Assert.Equal([], NamesIn(disk, ".argo/x"));
        }
    }

    private static UndoPlan ActAndDie(SimulatedDisk disk)
    {
        var kernel = new SimulatedKernel(disk);
        kernel.OpenRoot(Root, out var root);
        foreach (var name in (ReadOnlySpan<string>)["f0", "f1"])
            Assert.Equal(Errno.Ok, kernel.CreateFile(root, PathBytes.OfName(name), Mode, out _));
        disk.Flush();
        using var site = WorkspaceTransaction.Open(Root, "ws", Id, Options(kernel));
        Assert.Null(site.Stage(0, [Some.Put("f0", "new")]).Error);
        Assert.Null(site.Stage(1, [Some.Remove("f1")]).Error);
        site.Barrier();
        var plan = site.BuildUndoPlan();
        Assert.Null(site.Act(0).Refusal);
        Assert.Null(site.Act(1).Refusal);
        return plan;
    }

    /// <returns>Whether there was such a call.</returns>
    private static bool RecoverWithError(SimulatedDisk disk, UndoPlan plan, int failing, Errno errno)
    {
        var calls = 0;
        var kernel = new SimulatedKernel(disk, (_, _) => ++calls == failing ? errno : Errno.Ok);
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

    private static IEnumerable<string> NamesIn(SimulatedDisk disk, string path)
    {
        var kernel = new SimulatedKernel(disk);
        kernel.OpenRoot(Root, out var directory);
        if (path.Length > 0)
            Assert.Equal(
                Errno.Ok, kernel.Open(directory, PathBytes.Of(path), OpenFor.Directory, out directory));
        Assert.Equal(Errno.Ok, kernel.ReadNames(directory, out var names));
        return names.Select(name => PathBytes.Text(name)).Order(StringComparer.Ordinal);
    }

    private static TransactionOptions Options(SimulatedKernel kernel) =>
        new() { Kernel = kernel, BallastBytes = 0, HolderName = "simulated" };
}
