using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// The attack list against every change: refused or a typed error, the tree and what is outside untouched.
/// </summary>
public sealed class ConfinementTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public ConfinementTests()
    {
        Directory.CreateDirectory(_tree.Outside("ws-evil"));
        File.WriteAllText(_tree.Outside("secret"), "secret");
        File.WriteAllText(_tree.Outside("ws-evil/secret"), "secret");
        _tree.Link("out-file", _tree.Outside("secret"))
            .Link("out-relative", "../secret")
            .Link("out-dir", _tree.Outside("ws-evil"))
            .Link("out-dir-relative", "../ws-evil")
            .Link("dangling", _tree.Outside("not-there"))
            .Link("in-dir", "dir")
            .Link("up", "dir/sub/../..")
            .Link("loop", "loop")
            .Link("self-root", "/proc/self/root")
            .Link("self-cwd", "/proc/self/cwd");
    }

    public void Dispose() => _tree.Dispose();

    public static TheoryData<string> Paths =>
    [
        "../secret", "dir/../../secret", "..", "../", "/etc/passwd", "//etc/passwd", "../ws-evil/secret", "",
        ".", "./",
        "dir/.", "dir/", "a.txt/", "a.txt/.", "ok\0/../../secret", new string('x', 256), new string(
            'y', 5000),
        "out-dir/secret", "out-dir-relative/secret", "in-dir/b.txt", "in-dir/../a.txt", "up/secret", "loop/x",
            "loop/loop",
        "self-root/etc/passwd",
        "self-cwd/x", "dangling/x", ".argo", ".argo/lock", ".argo/x/exec-1/0", ".argo/new",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_that_leads_elsewhere_should_be_refused_for_every_change(string path)
    {
        using var run = new TransactionRun(_tree);
        _ = run.Site;
        var before = _tree.Capture();
        var vault = VaultEntries();
        Change[] changes =
        [
            Some.Put(path, "x"), Some.Make(path), Some.Remove(path), Some.Remove(path, EntryKind.Directory),
            Some.Move(path, "free"), Some.Move("a.txt", path), Some.Mode(path, Octal.Parse("0777")),
        ];
        for (var step = 0; step < changes.Length; step++)
        {
            var staged = run.Site.Stage(step, [changes[step]]);
            Assert.NotNull(staged.Error);
            Assert.Empty(staged.Rows);
        }
        Assert.Equal("secret", File.ReadAllText(_tree.Outside("secret")));
        Assert.Equal("secret", File.ReadAllText(_tree.Outside("ws-evil/secret")));
        Assert.False(File.Exists(_tree.Outside("not-there")));
        Assert.Empty(before.Diff(_tree.Capture()));
        Assert.Equal(vault, VaultEntries());
    }

    [Theory]
    [InlineData("out-file")]
    [InlineData("out-relative")]
    [InlineData("dangling")]
    [InlineData("loop")]
    public void A_final_link_should_be_removable_itself_but_never_written_through(string link)
    {
        using var run = new TransactionRun(_tree);
        Assert.NotNull(run.Site.Stage(0, [Some.Put(link, "x")]).Error);
        Assert.NotNull(run.Site.Stage(1, [Some.Mode(link, Octal.Parse("0777"))]).Error);
        run.Site.Collect();
        run.Dispose();
        using var second = new TransactionRun(_tree, id: "exec-2");
        second.Prepare(Some.Remove(link, EntryKind.Symlink)).ActAll();
        Assert.False(_tree.Exists(link));
        Assert.Equal("secret", File.ReadAllText(_tree.Outside("secret")));
        Assert.Equal(UndoVerdict.Undone, Assert.Single(second.UndoAll()).Verdict);
        Assert.NotNull(new FileInfo(_tree.At(link)).LinkTarget);
    }

    [Fact]
    public void Fifos_sockets_and_devices_should_be_refused_without_hanging()
    {
        TempTree.Run("mkfifo", _tree.At("fifo"));
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_tree.At("socket")));
        using var run = new TransactionRun(_tree);
        var step = 0;
        foreach (var path in new[] { "fifo", "socket" })
        {
            foreach (var change in new[]
            {
                Some.Put(path, "x"), Some.Remove(path), Some.Remove(path, EntryKind.Other), Some.Move(
                    path, "free"),
                Some.Mode(path, Octal.Parse("0600")),
            })
            {
                Assert.NotNull(run.Site.Stage(step++, [change]).Error);
            }
        }
    }

    [RootFact]
    public void A_device_should_be_refused()
    {
        TempTree.Run("mknod", _tree.At("zero"), "c", "1", "5");
        using var run = new TransactionRun(_tree);
        Assert.NotNull(run.Site.Stage(0, [Some.Put("zero", "x")]).Error);
        Assert.NotNull(run.Site.Stage(1, [Some.Remove("zero", EntryKind.Other)]).Error);
        using var root = ConfinedRoot.Open(_tree.Root);
        Assert.Throws<WorkspaceException>(() => root.OpenRead("zero"));
    }

    [Fact]
    public void A_hard_link_to_a_file_outside_should_not_be_changed_in_place()
    {
        TempTree.Run("ln", _tree.Outside("secret"), _tree.At("hard"));
        using var run = new TransactionRun(_tree);
        var error = run.Site.Stage(0, [Some.Mode("hard", Octal.Parse("0777"))]).Error;
        Assert.Contains("2 names", error, StringComparison.Ordinal);
        run.Site.Collect();
        run.Dispose();
        using var second = new TransactionRun(_tree, id: "exec-2");
        second.Prepare(Some.Put("hard", "new")).ActAll(); // a new inode: the name outside keeps its bytes
        Assert.Equal("secret", File.ReadAllText(_tree.Outside("secret")));
        second.UndoAll();
        Assert.Equal("secret", _tree.Read("hard"));
    }

    [RootFact]
    public void A_mount_inside_should_be_neither_entered_nor_moved()
    {
        _tree.Dir("dir/mounted").Put("dir/plain", "x");
        using var mount = Mount.Bind(_tree.Outside("ws-evil"), _tree.At("dir/mounted"));
        using var file = Mount.Bind(_tree.Outside("secret"), _tree.At("dir/plain"));
        using var run = new TransactionRun(_tree);
        var step = 0;
        foreach (var change in new[]
        {
            Some.Put("dir/mounted/secret", "x"), Some.Put("dir/mounted/new", "x"), Some.Put("dir/plain", "x"),
            Some.Remove("dir/mounted", EntryKind.Directory), Some.Remove("dir/plain"), Some.Move(
                "dir", "moved"),
            Some.Remove("dir", EntryKind.Directory), Some.Mode("dir/plain", Octal.Parse("0777")),
        })
        {
            Assert.NotNull(run.Site.Stage(step++, [change]).Error);
        }
        Assert.Throws<WorkspaceException>(() => run.Site.Tree.Walk("dir").Count());
        Assert.Equal("secret", File.ReadAllText(_tree.Outside("ws-evil/secret")));
    }

    [RootFact]
    public void An_immutable_or_append_only_object_should_be_refused_at_staging()
    {
        using var disk = new TempTree(); // tmpfs keeps no such flags on older kernels
        disk.Put("fixed", "x").Dir("fixed-dir").Put("log", "x");
        TempTree.Run("chattr", "+i", disk.At("fixed"), disk.At("fixed-dir"));
        TempTree.Run("chattr", "+a", disk.At("log"));
        try
        {
            using var run = new TransactionRun(disk);
            var step = 0;
            foreach (var change in new[]
            {
                Some.Put("fixed", "y"), Some.Remove("fixed"), Some.Move("fixed", "free"), Some.Put(
                    "log", "y"),
                Some.Put("fixed-dir/n", "y"), Some.Remove("fixed-dir", EntryKind.Directory),
            })
            {
                Assert.NotNull(run.Site.Stage(step++, [change]).Error);
            }
        }
        finally
        {
            TempTree.Run("chattr", "-i", "-a", disk.At("fixed"), disk.At("fixed-dir"), disk.At("log"));
        }
    }

    [Theory]
    [InlineData("link")]
    [InlineData("file")]
    [InlineData("open")]
    public void A_planted_vault_should_be_refused(string planted)
    {
        switch (planted)
        {
            case "link":
                _tree.Link(".argo", _tree.Outside("ws-evil"));
                break;
            case "file":
                File.WriteAllText(_tree.At(".argo"), "x");
                break;
            default:
                Directory.CreateDirectory(_tree.At(".argo"));
                File.SetUnixFileMode(_tree.At(".argo"), (UnixFileMode)Octal.Parse("0777"));
                break;
        }
        using var run = new TransactionRun(_tree);
        Assert.Equal(WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => run.Site).Fault);
        Assert.Single(Directory.GetFileSystemEntries(_tree.Outside("ws-evil")));
    }

    [Fact]
    public void The_vault_under_another_name_should_still_be_the_vault()
    {
        using var run = new TransactionRun(_tree);
        _ = run.Site;
        using var root = ConfinedRoot.Open(_tree.Root);
        // as a case-insensitive disk lets .ARGO lead to it
        Directory.Move(_tree.At(".argo"), _tree.At("alias"));
        Assert.Equal(
            WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => root.Stat("alias/lock")).Fault);
        Directory.Move(_tree.At("alias"), _tree.At(".argo"));
    }

    [Fact]
    public void A_directory_made_by_the_plan_and_replaced_by_a_link_should_not_be_written_through()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Make("made"), Some.Put("made/f", "x"));
        Assert.Null(run.Act(0).Refusal);
        Directory.Delete(_tree.At("made"));
        _tree.Link("made", _tree.Outside("ws-evil"));
        Assert.NotNull(run.Act(1).Refusal);
        Assert.Single(Directory.GetFileSystemEntries(_tree.Outside("ws-evil")));
    }

    [Fact]
    public void Names_that_only_look_special_should_be_literal()
    {
        var before = _tree.Capture();
        string[] names =
        [
            "%2e%2e%2fsecret", "back\\slash", "-rf", " space ", "new\nline", "e\u0301", "\u00e9", "FOO",
            "foo",
        ];
        using var run = new TransactionRun(_tree);
        run.Prepare([.. names.Select(name => Some.Put(name, name))]).ActAll();
        foreach (var name in names)
            Assert.Equal(name, _tree.Read(name));
        Assert.All(run.UndoAll(), outcome => Assert.Equal(UndoVerdict.Undone, outcome.Verdict));
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public async Task A_directory_that_flips_to_a_link_should_never_lead_out()
    {
        const int rounds = 2000;
        _tree.Dir("flip/sub");
        Directory.CreateDirectory(_tree.Outside("ws-evil/sub"));
        using var stop = new CancellationTokenSource();
        var flipping = Task.Factory.StartNew(
            () => Flip(stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var root = ConfinedRoot.Open(_tree.Root);
        var (seen, refused) = (0, 0);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                try
                {
                    using var parent = root.OpenDirectory("flip/sub");
                    var name = PathBytes.OfName($"f{round}");
                    if (root.Kernel.CreateFile(parent, name, 384, out var file) is Errno.Ok)
                        file.Dispose();
                    seen++;
                }
                catch (WorkspaceException)
                {
                    refused++;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await flipping;
        }
        Assert.Equal(rounds, seen + refused);
        Assert.Empty(Directory.GetFileSystemEntries(_tree.Outside("ws-evil/sub")));
    }

    private int VaultEntries() =>
        Directory.GetFileSystemEntries(_tree.At(".argo"), "*", SearchOption.AllDirectories).Length;

    private void Flip(CancellationToken stop)
    {
        // relative: an absolute one leaves the mount
        File.CreateSymbolicLink(_tree.At("flip-link"), "../ws-evil");
        using var root = ConfinedRoot.Open(_tree.Root);
        var (flip, link) = (PathBytes.OfName("flip"), PathBytes.OfName("flip-link"));
        while (!stop.IsCancellationRequested)
            root.Kernel.Rename(root.Handle, flip, root.Handle, link, RenameMode.Exchange);
    }
}
