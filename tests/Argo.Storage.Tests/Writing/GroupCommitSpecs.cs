using Akka.Persistence.Embedded;

namespace Argo.Storage.Tests;

public sealed class GroupCommitSpecs : IAsyncLifetime
{
    private readonly TempStore _temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [Fact]
    public async Task Writes_queued_together_should_share_one_commit()
    {
        var store = _temp.Open();
        var writes = new List<Task>();
        StoreCounters before;
        await using (await HeldWriter.HoldAsync(store))
        {
            before = store.Counters;
            for (var i = 0; i < 100; i++)
                writes.Add(store.Journal.WriteAsync([Some.Event("a" + i, 1)]));
            writes.Add(store.Approvals.TryConsumeAsync("approval-1", "execution-1"));
        }

        await Task.WhenAll(writes);
        // the holder's own first
        Assert.Equal(new StoreCounters(before.Commits + 2, before.Items + 102), store.Counters);
    }

    [Fact]
    public async Task An_item_that_fails_should_fail_alone()
    {
        var store = _temp.Open();
        Task good, bad, broken, last;
        await using (await HeldWriter.HoldAsync(store))
        {
            good = store.Journal.WriteAsync([Some.Event("a", 1)]);
            bad = store.Journal.WriteAsync([Some.Event("b", 1), Some.Event("a", 1)]);
            broken = store.Writer.SubmitAsync<int>(session =>
            {
                session.Execute("DELETE FROM journal");
                throw new InvalidOperationException("mine");
            });
            last = store.Journal.WriteAsync([Some.Event("c", 1)]);
        }

        await Task.WhenAll(good, last);
        await Assert.ThrowsAsync<JournalConflictException>(() => bad);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => broken)).Message);
        Assert.Equal(["a", "c"], await store.Streams.ListAsync(""));
    }

    [Fact]
    public async Task A_lone_item_that_fails_should_leave_nothing_behind_and_the_writer_usable()
    {
        var store = _temp.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Writer.SubmitAsync<int>(session =>
        {
            session.Execute(
                "INSERT INTO approvals (approval_id, execution_id, consumed_at) VALUES ('a', 'e', 0)");
            throw new InvalidOperationException();
        }));
        Assert.False(await store.Approvals.IsConsumedAsync("a"));
        Assert.True(await store.Approvals.TryConsumeAsync("a", "other"));
    }

    [Fact]
    public async Task A_failed_commit_should_fail_every_item_and_the_next_group_should_go_on()
    {
        var store = _temp.Open();
        var before = store.Counters;
        Task write, breaking;
        await using (await HeldWriter.HoldAsync(store))
        {
            write = store.Journal.WriteAsync([Some.Event("a", 1)]);
            breaking = store.Writer.SubmitAsync(session => // a foreign key that is judged at COMMIT only
            {
                session.Script("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
                session.Script(
                    "CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
                session.Script("INSERT INTO child VALUES (1)");
                return 0;
            });
        }

        await Assert.ThrowsAsync<StoreException>(() => breaking);
        await Assert.ThrowsAsync<StoreException>(() => write);
        Assert.Equal(before.Commits + 1, store.Counters.Commits); // the holder's
        Assert.Empty(await store.ReplayAsync("a"));
        await store.Journal.WriteAsync([Some.Event("a", 1)]);
        Assert.Single(await store.ReplayAsync("a"));
    }

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
        Assert.False(await store.Approvals.IsConsumedAsync("approval-1"));
        // the next group is served
        Assert.True(await store.Approvals.TryConsumeAsync("approval-1", "execution-1"));
    }

    [Fact]
    public async Task A_full_queue_should_hold_its_callers_back_and_lose_nothing()
    {
        var store = _temp.Open(options => options with { QueueCapacity = 2 });
        var writes = new List<Task>();
        await using (await HeldWriter.HoldAsync(store))
        {
            for (var nr = 1; nr <= 50; nr++)
                writes.Add(store.Journal.WriteAsync([Some.Event("a", nr)]));
        }

        await Task.WhenAll(writes);
        Assert.Equal(50, (await store.ReplayAsync("a")).Count);
        var ordered =
            _temp.Rows("SELECT sequence_number FROM journal ORDER BY ordering").Select(row => (long)row[0]);
        Assert.Equal(Enumerable.Range(1, 50).Select(nr => (long)nr), ordered);
    }

    [Fact]
    public async Task A_write_should_wait_for_another_process_to_end_its_own()
    {
        var store = _temp.Open();
        using var other = _temp.Raw();
        other.Run("BEGIN IMMEDIATE");
        var write = store.Journal.WriteAsync([Some.Event("a", 1)]);
        Assert.Empty(await store.ReplayAsync("b")); // readers do not wait
        Assert.False(write.IsCompleted);
        other.Run("COMMIT");
        await write.WaitAsync(Some.Deadline);
    }

    [Fact]
    public async Task A_write_should_give_up_at_its_deadline_and_say_who_is_in_the_way()
    {
        var store = _temp.Open(options => options with { BusyTimeout = TimeSpan.FromMilliseconds(100) });
        using var other = _temp.Raw();
        other.Run("BEGIN IMMEDIATE");
        var error = await Assert.ThrowsAsync<StoreException>(
            () => store.Journal.WriteAsync([Some.Event("a", 1)]).WaitAsync(Some.Deadline));
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains(
            "locked by another process for more than 0.1 s", error.Message, StringComparison.Ordinal);
        other.Run("COMMIT");
        await store.Journal.WriteAsync([Some.Event("a", 1)]);
    }

    [Fact]
    public async Task Dispose_should_commit_what_is_queued_and_refuse_what_comes_later()
    {
        var store = _temp.Open();
        Task write, closing;
        await using (await HeldWriter.HoldAsync(store))
        {
            write = store.Journal.WriteAsync([Some.Event("a", 1)]);
            closing = store.DisposeAsync().AsTask();
        }

        await closing;
        await write;
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.Journal.WriteAsync([Some.Event("a", 2)]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Streams.ListAsync(""));
        Assert.Single(await (await _temp.ReopenAsync()).ReplayAsync("a"));
    }

    [Fact]
    public async Task A_store_that_is_removed_in_use_should_refuse_writes()
    {
        var store = _temp.Open();
        File.Delete(_temp.File);
        var error =
            await Assert.ThrowsAsync<StoreException>(() => store.Journal.WriteAsync([Some.Event("a", 1)]));
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains("removed", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_temp.File)); // it does not come back empty either
    }

    [Fact]
    public async Task Two_hundred_writers_on_two_stores_should_lose_nothing()
    {
        ArgoStore[] stores = [_temp.Open(), _temp.Open()];
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async writer =>
        {
            for (var nr = 1; nr <= 10; nr++)
                await stores[writer % 2].Journal.WriteAsync([Some.Event("w" + writer, nr)]);
        }));
        Assert.Equal(2000L, Assert.Single(_temp.Rows("SELECT COUNT(*) FROM journal"))[0]);
        foreach (var store in stores)
            Assert.True(
                store.Counters.Commits < store.Counters.Items / 2, $"{store.Counters} is hardly a group");
    }
}
