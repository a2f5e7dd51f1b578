using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Tests.Transactions;

public sealed class CollectionTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public CollectionTests()
    {
        Directory.CreateDirectory(_tree.Outside("safe"));
        File.WriteAllText(_tree.Outside("safe/keep"), "keep");
    }

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Links_should_be_unlinked_and_never_entered()
    {
        _tree.Link("dir/out", _tree.Outside("safe")).Link("dir/file", _tree.Outside("safe/keep"));
        Remove("dir");
        Assert.Equal("keep", File.ReadAllText(_tree.Outside("safe/keep")));
    }

    [Fact]
    public void Names_that_are_not_utf8_special_files_and_closed_directories_should_go_too()
    {
        _tree.PutRaw("dir", [(byte)'a', 0xFF], "raw");
        _tree.PutRaw("dir", [(byte)'a', 0xEF, 0xBF, 0xBD], "look-alike");
        TempTree.Run("mkfifo", _tree.At("dir/fifo"));
        File.SetUnixFileMode(_tree.At("dir/sub"), UnixFileMode.None);
        Remove("dir");
    }

    [Fact]
    public void A_tree_deeper_than_a_path_can_be_long_should_go_too()
    {
        const int depth = 2500;
        using (var root = ConfinedRoot.Open(_tree.Root))
        {
            var at = root.OpenDirectory("dir");
            for (var level = 0; level < depth; level++)
            {
                root.Kernel.MakeDirectory(at, PathBytes.OfName("dd"), VaultDirectory.PrivateMode)
                    .OrThrow("make", "dd");
                root.Kernel.Open(at, PathBytes.OfName("dd"), OpenFor.Directory, out var next)
                    .OrThrow("open", "dd");
                at.Dispose();
                at = next;
            }
            at.Dispose();
        }
        Remove("dir");
    }

    [Fact]
    public void A_directory_that_becomes_a_link_while_it_is_removed_should_not_be_followed()
    {
        _tree.Dir("dir/trap").Put("dir/trap/x", "x").Put("dir/zzz", "z");
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Remove("dir", EntryKind.Directory)).ActAll();
        run.Dispose();
        var staged = _tree.At(".argo/x/exec-1/0");
        var hook = FailpointHook.Meanwhile("collect.unlink.before", () =>
        {
            Directory.Move(Path.Combine(staged, "trap"), _tree.Outside("moved"));
            File.CreateSymbolicLink(Path.Combine(staged, "trap"), _tree.Outside("safe"));
        });
        using var site = WorkspaceTransaction.Reopen(
            _tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions { Failpoint = hook.Reach });
        try
        {
            site.Collect();
        }
        catch (WorkspaceException refusal)
        {
            Assert.Equal(WorkspaceFault.Conflict, refusal.Fault); // noticed on the way up
            site.Collect();
        }
        Assert.Equal("keep", File.ReadAllText(_tree.Outside("safe/keep")));
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/x")));
    }

    [Fact]
    public void Only_the_executions_own_stage_should_go()
    {
        using var first = new TransactionRun(_tree, id: "exec-1");
        using var second = new TransactionRun(_tree, id: "exec-12");
        first.Prepare(Some.Put("a.txt", "1"));
        second.Prepare(Some.Put("dir/b.txt", "2"));
        first.Site.Collect();
        second.ActAll();
        Assert.Equal("2", _tree.Read("dir/b.txt"));
    }

    private void Remove(string path)
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Remove(path, EntryKind.Directory)).ActAll();
        run.Site.Collect();
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/x")));
        Assert.False(_tree.Exists(path));
    }
}
