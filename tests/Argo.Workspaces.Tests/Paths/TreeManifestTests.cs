using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Paths;

public sealed class TreeManifestTests : IDisposable
{
    private readonly TempTree _tree = new TempTree()
        .Put("a/b", "one").Put("c", "two").Link("l", "c").Dir("empty");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Equal_trees_should_have_equal_manifests()
    {
        var before = _tree.Capture();
        Directory.SetLastWriteTimeUtc(_tree.At("a"), DateTime.UnixEpoch); // a directory's time does not count
        _tree.Put(".argo/lock", "the vault does not count");
        Assert.Equal(before, _tree.Capture());
        Assert.Empty(before.Diff(_tree.Capture()));
        Assert.Equal(5, before.Entries.Length);
    }

    public static TheoryData<string, Action<TempTreeHandle>> Edits => new()
    {
        { "c: size 3 -> 4", t => File.WriteAllText(t.At("c"), "four") },
        { "c: mode 0644 -> 0600", t => File.SetUnixFileMode(t.At("c"), (UnixFileMode)Octal.Parse("0600")) },
        { "c: mtime", t => File.SetLastWriteTimeUtc(t.At("c"), DateTime.UnixEpoch) },
        { "c: gone", t => File.Delete(t.At("c")) },
        { "n: new", t => File.WriteAllText(t.At("n"), "") },
        {
            "l: link target c -> a", t =>
            {
                File.Delete(t.At("l"));
                File.CreateSymbolicLink(t.At("l"), "a");
            }
        },
        {
            "empty: kind Directory -> File", t =>
            {
                Directory.Delete(t.At("empty"));
                File.WriteAllText(t.At("empty"), "");
            }
        },
    };

    [Theory]
    [MemberData(nameof(Edits), DisableDiscoveryEnumeration = true)]
    public void Every_difference_should_be_found_and_said(string said, Action<TempTreeHandle> edit)
    {
        var before = _tree.Capture();
        edit(new TempTreeHandle(_tree.Root));
        var after = _tree.Capture();
        Assert.NotEqual(before, after);
        Assert.Contains(before.Diff(after), line => line.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Extended_attributes_owners_and_hard_links_should_count()
    {
        var before = _tree.Capture();
        SetAttribute("c", "user.note", "x"u8);
        var noted = _tree.Capture();
        Assert.Contains(
            before.Diff(noted), line => line.StartsWith("c: attributes", StringComparison.Ordinal));

        _tree.HardLink("c", "d");
        var linked = _tree.Capture();
        File.Delete(_tree.At("d"));
        File.Copy(_tree.At("c"), _tree.At("d"));
        Assert.Contains(
            linked.Diff(_tree.Capture()),
            line => line.StartsWith("d: same file as c -> none", StringComparison.Ordinal));
    }

    [Fact]
    public void A_directorys_fingerprint_should_not_depend_on_times_or_inodes()
    {
        using var root = ConfinedRoot.Open(_tree.Root);
        _tree.Put("x/f", "same").Put("y/f", "same");
        File.SetLastWriteTimeUtc(_tree.At("y/f"), DateTime.UnixEpoch);
        var reader = new ManifestReader(root);
        Assert.Equal(reader.FingerprintOf("x"), reader.FingerprintOf("y"));
        File.WriteAllText(_tree.At("y/f"), "else");
        Assert.NotEqual(reader.FingerprintOf("x"), reader.FingerprintOf("y"));
    }

    private void SetAttribute(string path, string name, ReadOnlySpan<byte> value)
    {
        using var root = ConfinedRoot.Open(_tree.Root);
        using var handle = root.TryOpen(PathBytes.Of(path), path, OpenFor.Reference)!;
        root.Kernel.SetAttribute(handle, System.Text.Encoding.UTF8.GetBytes(name), value)
            .OrThrow("set", path);
    }

    /// <summary>Where a tree is, for test data that is public.</summary>
    public sealed record TempTreeHandle(string Root)
    {
        public string At(string path) => Path.Combine(Root, path);
    }
}
