using System.Text;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class ContentStoreTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ContentStore _store;

    public ContentStoreTests() => _store = new ContentStore(_tree.Outside("content"));

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Bytes_come_back_by_their_digest()
    {
        var sha = Put("hello");

        Assert.Equal(DryRuns.Sha("hello"), sha);
        Assert.True(_store.Contains(sha));
        using var reader = new StreamReader(_store.OpenRead(sha));
        Assert.Equal("hello", reader.ReadToEnd());
    }

    [Fact]
    public void Only_the_owner_may_read_them_and_nothing_else_is_left()
    {
        var sha = Put("hello");
        Put("hello");

        var kept = Assert.Single(Directory.GetFileSystemEntries(_tree.Outside("content")));
        Assert.Equal(sha, Path.GetFileName(kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_tree.Outside("content")));
    }

    [Fact]
    public void A_stream_that_fails_leaves_nothing()
    {
        Assert.Throws<IOException>(() => _store.Put(new FailingStream()));
        Assert.Empty(Directory.GetFileSystemEntries(_tree.Outside("content")));
    }

    [Fact]
    public void Bytes_that_are_not_kept_are_said_so() =>
        Assert.Contains("make the dry run again",
            Assert.Throws<WorkspaceException>(() => _store.OpenRead(DryRuns.Sha("?"))).Message);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public void Only_a_digest_is_a_name(string name) =>
        Assert.Throws<ArgumentException>(() => _store.Contains(name));

    [Fact]
    public void Content_from_is_read_beside_the_plan_once_and_pinned()
    {
        File.WriteAllText(_tree.Outside("asset.txt"), "asset");
        var report = DryRun("asset.txt", _tree.Outside("."));

        Assert.True(report.ExecutionFeasible, report.BlockingReason);
        Assert.Equal(DryRuns.Sha("asset"), report.PinnedContent["asset.txt"]);
        Assert.Equal(DryRuns.Sha("asset"), report.Predicted("copy").Sha256);
        Assert.True(_store.Contains(DryRuns.Sha("asset")));
    }

    [Theory]
    [InlineData("missing.txt", "nothing")]
    [InlineData("../outside", "'..'")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("link", "a symbolic link")]
    [InlineData("ws", "a directory")]
    public void Content_from_cannot_leave_the_plans_directory(string from, string reason)
    {
        File.CreateSymbolicLink(_tree.Outside("link"), "/etc/passwd");
        var report = DryRun(from, _tree.Outside("."));

        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains(reason, report.BlockingReason);
    }

    [Fact]
    public void A_plan_that_came_from_nowhere_has_no_content_from() =>
        Assert.Contains("the plan did not come from a file", DryRun("asset.txt", null).BlockingReason);

    private DryRunExecutionReport DryRun(string from, string? planDirectory)
    {
        var write = Some.Step(ActionType.Write, "copy", new() { ContentFrom = from });
        return _tree.DryRun(Some.Plan(write), new SimulatorOptions { Contents = _store }, planDirectory);
    }

    private string Put(string text)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return _store.Put(bytes);
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            throw new IOException("the disk failed");
    }
}
