using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Transactions;

public sealed class LockTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Executions_of_one_process_should_share_the_lock_and_run_side_by_side()
    {
        using var first = new TransactionRun(
            _tree, new TransactionOptions { HolderName = "host-a" }, "exec-1");
        using var second = new TransactionRun(_tree, id: "exec-2");
        first.Prepare(Some.Put("a.txt", "1"));
        second.Prepare(Some.Put("dir/b.txt", "2"));
        first.ActAll();
        second.ActAll();
        Assert.Equal(("1", "2"), (_tree.Read("a.txt"), _tree.Read("dir/b.txt")));

        first.Dispose();
        Assert.NotNull(WorkspaceTransaction.FindHolder(_tree.Root)); // the second is still in
        second.Dispose();
        Assert.Null(WorkspaceTransaction.FindHolder(_tree.Root));
    }

    [Fact]
    public void A_workspace_held_by_another_process_should_be_busy_and_name_the_holder()
    {
        using (var run = new TransactionRun(_tree, new TransactionOptions { HolderName = "build-host" }))
            run.Prepare(Some.Put("a.txt", "1"));
        using var held = Hold(); // a lock by another opening is what another process has
        Assert.Contains("build-host", WorkspaceTransaction.FindHolder(_tree.Root), StringComparison.Ordinal);
        using var blocked = new TransactionRun(_tree, id: "exec-2");
        var refusal = Assert.Throws<WorkspaceException>(() => blocked.Site);
        Assert.Equal(WorkspaceFault.Busy, refusal.Fault);
        Assert.Contains(
            $"build-host (pid {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);

        LinuxKernel.Instance.Unlock(held); // a child of another test may still have the handle for a moment
        held.Dispose();
        blocked.Prepare(Some.Put("dir/b.txt", "2"));
    }

    [Fact]
    public void A_recovery_should_wait_for_the_process_that_is_still_alive()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "1")).ActAll();
        run.Dispose();
        using (var held = Hold())
        {
            Assert.Equal(WorkspaceFault.Busy, Assert.Throws<WorkspaceException>(() => run.Recover()).Fault);
            LinuxKernel.Instance.Unlock(held); // a child of another test may have the handle for a moment
        }
        Assert.Equal(UndoVerdict.Undone, Assert.Single(run.Recover()).Verdict);
    }

    [Fact]
    public void A_workspace_never_used_should_have_no_holder() =>
        Assert.Null(WorkspaceTransaction.FindHolder(_tree.Root));

    [Fact]
    public void The_lock_of_a_killed_process_should_be_free()
    {
        using var run = new TransactionRun(
            _tree, new TransactionOptions { HolderName = new string('h', 2000) });
        run.Prepare(Some.Put("a.txt", "1"));
        run.Dispose();
        Assert.Null(WorkspaceTransaction.FindHolder(_tree.Root));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("fifo")]
    [InlineData("directory")]
    public void A_planted_lock_should_be_refused_without_hanging(string planted)
    {
        using (var run = new TransactionRun(_tree))
            run.Prepare(Some.Put("a.txt", "1"));
        var path = _tree.At(".argo/lock");
        File.Delete(path);
        switch (planted)
        {
            case "link":
                File.CreateSymbolicLink(path, "/etc/passwd");
                break;
            case "fifo":
                TempTree.Run("mkfifo", path);
                break;
            default:
                Directory.CreateDirectory(path);
                break;
        }
        using var next = new TransactionRun(_tree, id: "exec-2");
        Assert.Equal(WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => next.Site).Fault);
    }

    private SafeFileHandle Hold()
    {
        using var root = ConfinedRoot.Open(_tree.Root);
        var kernel = LinuxKernel.Instance;
        var path = PathBytes.Of(".argo/lock");
        kernel.Open(root.Handle, path, OpenFor.ReadWrite, out var file).OrThrow("open", ".argo/lock");
        kernel.TryLock(file).OrThrow("lock", ".argo/lock");
        return file;
    }
}
