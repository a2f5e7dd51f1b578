using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Writing;

public sealed class SqliteGroupCommitTests : GroupCommitTests
{
    private readonly TempStore _temp;

    public SqliteGroupCommitTests()
        : this(new TempStore())
    {
    }

    private SqliteGroupCommitTests(TempStore temp)
        : base(temp) => _temp = temp;

    [Fact]
    public async Task A_full_disk_should_be_reported_as_such_and_nothing_of_the_group_should_stay()
    {
        var store = _temp.Open();
        // no page more than now
        await store.Writer.SubmitAsync(session => session.Scalar("PRAGMA max_page_count = 1"));
        Task small, big;
        await using (await HeldWriter.HoldAsync(store))
        {
            small = store.Approvals.TryConsumeAsync("approval-1", "execution-1");
            big = store.Artifacts.PutAsync(Some.Artifact("plan", "p", "d", new string('x', 100_000)));
        }

        var error = await Assert.ThrowsAsync<StoreException>(() => big);
        Assert.Equal(StoreFault.Full, error.Fault);
        Assert.Contains(_temp.File, error.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreException>(() => small)).Fault);
        Assert.Null(await store.Approvals.ConsumerAsync("approval-1"));
        // the next group is served
        Assert.True(await store.Approvals.TryConsumeAsync("approval-1", "execution-1"));
    }

    [Fact]
    public async Task A_store_that_is_removed_in_use_should_refuse_writes()
    {
        var store = _temp.Open();
        File.Delete(_temp.File);
        var error =
            await Assert.ThrowsAsync<StoreException>(() => store.AppendAsync([Some.Event("a", 1)]));
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains("removed", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_temp.File)); // it does not come back empty either
    }
}
