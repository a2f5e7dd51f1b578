using System.Text;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// What a file has beside its bytes: kept by an overwrite, and the very same again after its undo.
/// </summary>
public sealed class AttributeTests : IDisposable
{
    private readonly TempTree _tree = new TempTree().Put("f", "old", "0640").Put("dir/g", "old");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void An_overwrite_should_keep_mode_and_attributes_and_its_undo_the_times_too()
    {
        SetAttribute("f", "user.note", "kept");
        File.SetLastWriteTimeUtc(_tree.At("f"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("f", "new")).ActAll();
        var after = _tree.Capture();
        var (old, now) = (
            before.Entries.Single(e => e.Path == "f"), after.Entries.Single(e => e.Path == "f"));
        Assert.Equal(old.Attributes, now.Attributes);
        Assert.Contains("user.note", now.Attributes, StringComparison.Ordinal);
        Assert.Equal("0640", now.Fingerprint.Mode);
        run.UndoAll();
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Theory]
    [InlineData(FileSystemClass.Exchange, false)]
    [InlineData(FileSystemClass.LinkAndExchange, false)]
    [InlineData(FileSystemClass.CopyAndRename, false)]
    [InlineData(FileSystemClass.CopyAndRename, true)]
    public void Undo_should_bring_back_attributes_times_and_hard_links(
        FileSystemClass fileSystemClass, bool noLinks)
    {
        SetAttribute("f", "user.note", "kept");
        File.SetLastWriteTimeUtc(_tree.At("f"), DateTime.UnixEpoch.AddTicks(-12_345_678));
        File.SetUnixFileMode(_tree.At("f"), (UnixFileMode)Octal.Parse("4750"));
        if (!noLinks)
            _tree.HardLink("f", "dir/twin");
        var before = _tree.Capture();
        using var run = new TransactionRun(
            _tree, new TransactionOptions { ForcedClass = fileSystemClass, ForcedNoLinks = noLinks });
        run.Prepare(Some.Put("f", "new"), Some.Remove("dir/g")).ActAll();
        Assert.All(run.UndoAll(), outcome => Assert.Equal(UndoVerdict.Undone, outcome.Verdict));
        run.Site.Collect();
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [Fact]
    public void New_bytes_should_never_inherit_set_id_bits()
    {
        File.SetUnixFileMode(_tree.At("f"), (UnixFileMode)Octal.Parse("6755"));
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("f", "new")).ActAll();
        Assert.Equal((UnixFileMode)Octal.Parse("0755"), File.GetUnixFileMode(_tree.At("f")));
        run.UndoAll();
        Assert.Equal((UnixFileMode)Octal.Parse("6755"), File.GetUnixFileMode(_tree.At("f")));
    }

    [RootFact]
    public void New_bytes_should_never_inherit_capabilities()
    {
        byte[] capability = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        SetAttribute("f", "security.capability", capability);
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("f", "new")).ActAll();
        Assert.DoesNotContain("security.capability", AttributesOf("f"), StringComparison.Ordinal);
        run.UndoAll();
        Assert.Contains("security.capability", AttributesOf("f"), StringComparison.Ordinal);
    }

    [RootFact]
    public void An_overwrite_should_keep_the_owner()
    {
        TempTree.Run("chown", "1234:2345", _tree.At("f"));
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("f", "new")).ActAll();
        var entry = _tree.Capture().Entries.Single(e => e.Path == "f");
        Assert.Equal((1234u, 2345u), (entry.Uid, entry.Gid));
        run.UndoAll();
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    [RootFact]
    public void A_new_entry_should_take_the_group_of_a_set_group_id_directory()
    {
        TempTree.Run("chown", ":2345", _tree.At("dir"));
        File.SetUnixFileMode(_tree.At("dir"), (UnixFileMode)Octal.Parse("2775"));
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("dir/n", "new"), Some.Make("dir/m")).ActAll();
        Assert.All(
            _tree.Capture().Entries.Where(e => e.Path is "dir/n" or "dir/m"),
            e => Assert.Equal(2345u, e.Gid));
    }

    [Fact]
    public void Undo_should_put_back_the_directorys_time_as_best_it_can()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        Directory.SetLastWriteTimeUtc(_tree.At("dir"), time);
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("dir/n", "new"), Some.Remove("dir/g"), Some.Move("f", "dir/f")).ActAll();
        Assert.NotEqual(time, Directory.GetLastWriteTimeUtc(_tree.At("dir")));
        run.UndoAll();
        Assert.Equal(time, Directory.GetLastWriteTimeUtc(_tree.At("dir")));
    }

    [Fact]
    public void Names_that_are_not_utf8_should_travel_with_their_directory()
    {
        _tree.PutRaw("dir", [(byte)'a', 0xFF], "raw");
        _tree.PutRaw("dir", [(byte)'a', 0xEF, 0xBF, 0xBD], "look-alike");
        var before = _tree.Capture();
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Move("dir", "moved"), Some.Remove("moved", EntryKind.Directory)).ActAll();
        Assert.DoesNotContain(
            _tree.Capture().Entries, e => e.Path.StartsWith("dir", StringComparison.Ordinal));
        run.UndoAll();
        Assert.Empty(before.Diff(_tree.Capture()));
    }

    private string AttributesOf(string path) =>
        _tree.Capture().Entries.Single(e => e.Path == path).Attributes;

    private void SetAttribute(string path, string name, string value) =>
        SetAttribute(path, name, Encoding.UTF8.GetBytes(value));

    private void SetAttribute(string path, string name, byte[] value)
    {
        using var root = ConfinedRoot.Open(_tree.Root);
        using var handle = root.TryOpen(PathBytes.Of(path), path, OpenFor.Reference)!;
        root.Kernel.SetAttribute(handle, Encoding.UTF8.GetBytes(name), value).OrThrow("set", path);
    }
}
