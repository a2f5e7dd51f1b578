using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Transactions;
using Some = Argo.Workspaces.Tests.Transactions.Some;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>What an undo costs in system calls: it must grow with the plan, not with its square.</summary>
public sealed class UndoCostTests
{
    private const int Mode = 0b110_100_100;
    private const int OwnerOnly = 0b110_000_000;

    [Fact]
    public void Undoing_many_chmods_after_a_power_loss_should_cost_the_same_for_each()
    {
        var (few, many) = (CallsToUndo(10), CallsToUndo(100));
        Assert.InRange(many, 1, few * 12);
    }

    private static int CallsToUndo(int files)
    {
        var disk = new SimulatedDisk(Traits.Btrfs, new Random(1));
        var plan = Execute(disk, files);
        disk.CutPower();
        var calls = 0;
        var kernel = new SimulatedKernel(disk, (_, _) =>
        {
            calls++;
            return Errno.Ok;
        });
        using var site = WorkspaceTransaction.Reopen("/simulated", "ws", "exec-1", plan, Options(kernel));
        site.Fence(1);
        Assert.All(plan.Rows.Reverse(), row => Assert.Equal(UndoVerdict.Undone, site.Undo(row).Verdict));
        return calls;
    }

    private static UndoPlan Execute(SimulatedDisk disk, int files)
    {
        var kernel = new SimulatedKernel(disk);
        kernel.OpenRoot("/simulated", out var root);
        for (var file = 0; file < files; file++)
            Assert.Equal(Errno.Ok, kernel.CreateFile(root, PathBytes.OfName($"f{file}"), Mode, out _));
        disk.Flush();
        using var site = WorkspaceTransaction.Open("/simulated", "ws", "exec-1", Options(kernel));
        for (var file = 0; file < files; file++)
            Assert.Null(site.Stage(file, [Some.Mode($"f{file}", OwnerOnly)]).Error);
        site.Barrier();
        var plan = site.BuildUndoPlan();
        for (var file = 0; file < files; file++)
            Assert.Null(site.Act(file).Refusal);
        site.Barrier();
        return plan;
    }

    private static TransactionOptions Options(SimulatedKernel kernel) =>
        new() { Kernel = kernel, BallastBytes = 0, HolderName = "simulated" };
}
