using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Tests.Paths;

public sealed class ConfinedRootTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ConfinedRoot _root;

    public ConfinedRootTests()
    {
        _tree.Put("a/b.txt", "hello", "0640").Link("a/link", "b.txt").Link("dirlink", "a");
        File.WriteAllText(_tree.Outside("secret"), "secret");
        _root = ConfinedRoot.Open(_tree.Root);
    }

    public void Dispose()
    {
        _root.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void Stat_should_tell_kind_size_mode_and_link_target()
    {
        var file = _root.Stat("a/b.txt")!;
        Assert.Equal((EntryKind.File, 5L, "0640"), (file.Kind, file.Identity.Size, file.OctalMode));
        Assert.NotEqual(0, file.Identity.BirthNs);
        Assert.Equal("b.txt", _root.Stat("a/link")!.LinkTarget);
        Assert.Equal(EntryKind.Directory, _root.Stat("")!.Kind);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("no/parent/either")]
    [InlineData("a/b.txt/below-a-file")]
    public void Stat_should_be_null_where_nothing_is(string path) => Assert.Null(_root.Stat(path));

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("..")]
    [InlineData("../")]
    [InlineData("/etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData(".")]
    [InlineData("./a")]
    [InlineData("a/")]
    [InlineData("a//b.txt")]
    [InlineData("a/b.txt/.")]
    [InlineData("a/link/")]
    [InlineData("a/b.txt\0/../../secret")]
    [InlineData("dirlink/b.txt")]
    [InlineData("dirlink/../a/b.txt")]
    [InlineData(".argo")]
    [InlineData(".argo/x")]
    public void Every_path_that_could_lead_elsewhere_should_be_refused(string path)
    {
        Assert.Equal(WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => _root.Stat(path)).Fault);
        Assert.Equal(
            WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => _root.OpenRead(path)).Fault);
        Assert.Equal(
            WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => _root.Walk(path).Count()).Fault);
    }

    [Fact]
    public void Names_that_only_look_special_should_be_literal()
    {
        _tree.Put("%2e%2e", "a").Put("back\\slash", "b").Put("-rf", "c").Put(" x\n", "d");
        foreach (var name in new[] { "%2e%2e", "back\\slash", "-rf", " x\n" })
            Assert.Equal(EntryKind.File, _root.Stat(name)!.Kind);
        Assert.Null(_root.Stat("..%2fsecret"));
    }

    [Fact]
    // not as test data: it would not survive an attribute
    public void Half_a_surrogate_pair_should_be_refused() =>
        Assert.Equal(
            WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => _root.Stat("a/\uD800")).Fault);

    [Fact]
    public void Too_long_names_and_paths_should_be_refused()
    {
        Assert.Throws<WorkspaceException>(() => _root.Stat(new string('x', 256)));
        Assert.Throws<WorkspaceException>(
            () => _root.Stat(string.Concat(Enumerable.Repeat("sub/", 1200)) + "x"));
    }

    [Fact]
    public void OpenRead_should_refuse_links_directories_and_fifos_without_hanging()
    {
        TempTree.Run("mkfifo", _tree.At("pipe"));
        foreach (var path in new[] { "a/link", "a", "pipe" })
            Assert.Equal(
                WorkspaceFault.Refused, Assert.Throws<WorkspaceException>(() => _root.OpenRead(path)).Fault);
        Assert.Equal(
            WorkspaceFault.NotFound, Assert.Throws<WorkspaceException>(() => _root.OpenRead("no")).Fault);
        using var reader = new StreamReader(_root.OpenRead("a/b.txt"));
        Assert.Equal("hello", reader.ReadToEnd());
    }

    [Fact]
    public void Walk_should_give_every_name_by_its_bytes_parents_first()
    {
        byte[] notUtf8 = [(byte)'a', 0xFF];
        _tree.PutRaw("a", notUtf8, "raw");
        _tree.PutRaw("a", [(byte)'a', 0xEF, 0xBF, 0xBD], "replacement"); // .NET shows both by the same text
        var entries = _root.Walk("").ToList();
        Assert.Equal(
            ["a", "a/a\xEF\xBF\xBD", "a/a\xFF", "a/b.txt", "a/link", "dirlink"],
            entries.Select(e => Encoding.Latin1.GetString(e.Path.Span)));
        using var reader = new StreamReader(_root.OpenRead("a", notUtf8));
        Assert.Equal("raw", reader.ReadToEnd());
    }

    [Fact]
    public void Walk_should_leave_out_the_vault_at_the_top_only()
    {
        _tree.Put(".argo/lock", "x").Put("a/.argo", "mine");
        Assert.Equal(
            ["a", "a/.argo", "a/b.txt", "a/link", "dirlink"],
            _root.Walk("").Select(e => PathBytes.Text(e.Path.Span)));
    }

    [Fact]
    public void Walk_should_go_deeper_than_one_path_or_the_handle_limit_allows()
    {
        const int depth = 2500;
        var at = _root.Handle;
        for (var level = 0; level < depth; level++)
        {
            _root.Kernel.MakeDirectory(at, PathBytes.OfName("dd"), Octal.Parse("0755")).OrThrow("make", "dd");
            _root.Kernel.Open(at, PathBytes.OfName("dd"), OpenFor.Directory, out var next)
                .OrThrow("open", "dd");
            if (level > 0)
                at.Dispose();
            at = next;
        }
        _root.Kernel.CreateFile(at, PathBytes.OfName("end"), 420, out var file).OrThrow("create", "end");
        file.Dispose();
        at.Dispose();
        var last = _root.Walk("dd").Last();
        Assert.True(last.Path.Length > PathBytes.MaxPathBytes);
        using var bytes = _root.OpenRead("dd", last.Path);
        Assert.Equal(0, bytes.Length);
    }

    [Fact]
    public void Open_should_say_what_is_wrong_with_a_root()
    {
        Assert.Equal(
            WorkspaceFault.NotFound,
            Assert.Throws<WorkspaceException>(() => ConfinedRoot.Open(_tree.At("nowhere"))).Fault);
        Assert.Equal(
            WorkspaceFault.NotFound,
            Assert.Throws<WorkspaceException>(() => ConfinedRoot.Open(_tree.At("a/b.txt"))).Fault);
        Assert.Throws<WorkspaceException>(() => ConfinedRoot.Open("relative"));
    }

    [Fact]
    public void Names_in_a_directory_should_be_changeable_unless_it_is_pinned_or_not_ours()
    {
        Assert.True(_root.MayChangeNamesIn("a"));
        Assert.True(_root.MayChangeNamesIn(""));
        var (bytes, inodes) = _root.FreeSpace();
        Assert.True(bytes > 0 && inodes > 0);
    }
}
