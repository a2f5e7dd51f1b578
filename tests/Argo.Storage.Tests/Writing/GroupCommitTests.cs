using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Writing;

public abstract class GroupCommitTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Writes_queued_together_should_share_one_commit()
    {
        var store = _temp.Open();
        var writes = new List<Task>();
        StoreCounters before;
        await using (await HeldWriter.HoldAsync(store))
        {
            before = store.Counters;
            for (var i = 0; i < 100; i++)
                writes.Add(store.AppendAsync([Some.Event("a" + i, 1)]));
            writes.Add(store.Approvals.TryConsumeAsync("approval-1", "execution-1"));
        }

        await Task.WhenAll(writes);
        // the holder's own first
        Assert.Equal(new StoreCounters(before.Commits + 2, before.Items + 102), store.Counters);
    }

    [StoreFact]
    public async Task An_item_that_fails_should_fail_alone()
    {
        var store = _temp.Open();
        Task good, bad, broken, last;
        await using (await HeldWriter.HoldAsync(store))
        {
            good = store.AppendAsync([Some.Event("a", 1)]);
            bad = store.AppendAsync([Some.Event("b", 1), Some.Event("a", 1)]);
            broken = store.Writer.SubmitAsync<int>(session =>
            {
                session.Execute("DELETE FROM journal");
                throw new InvalidOperationException("mine");
            });
            last = store.AppendAsync([Some.Event("c", 1)]);
        }

        await Task.WhenAll(good, last);
        await Assert.ThrowsAsync<StoreException>(() => bad);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => broken)).Message);
        Assert.Equal(["a", "c"], await store.Streams.ListAsync(""));
    }

    [StoreFact]
    public async Task A_lone_item_that_fails_should_leave_nothing_behind_and_the_writer_usable()
    {
        var store = _temp.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Writer.SubmitAsync<int>(session =>
        {
            session.Execute(
                "INSERT INTO approvals (approval_id, execution_id, consumed_at) VALUES ('a', 'e', 0)");
            throw new InvalidOperationException();
        }));
        Assert.Null(await store.Approvals.ConsumerAsync("a"));
        Assert.True(await store.Approvals.TryConsumeAsync("a", "other"));
    }

    [StoreFact]
    public async Task A_failed_commit_should_fail_every_item_and_the_next_group_should_go_on()
    {
        var store = _temp.Open();
        var before = store.Counters;
        Task write, breaking;
        await using (await HeldWriter.HoldAsync(store))
        {
            write = store.AppendAsync([Some.Event("a", 1)]);
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
        await store.AppendAsync([Some.Event("a", 1)]);
        Assert.Single(await store.ReplayAsync("a"));
    }

    [StoreFact]
    public async Task A_full_queue_should_hold_its_callers_back_and_lose_nothing()
    {
        var store = _temp.Open(queueCapacity: 2);
        var writes = new List<Task>();
        await using (await HeldWriter.HoldAsync(store))
        {
            for (var nr = 1; nr <= 50; nr++)
                writes.Add(store.AppendAsync([Some.Event("a", nr)]));
        }

        await Task.WhenAll(writes);
        Assert.Equal(50, (await store.ReplayAsync("a")).Count);
        var ordered =
            _temp.Rows("SELECT sequence_number FROM journal ORDER BY ordering").Select(row => (long)row[0]);
        Assert.Equal(Enumerable.Range(1, 50).Select(nr => (long)nr), ordered);
    }

    [StoreFact]
    public async Task A_write_should_wait_for_another_process_to_end_its_own()
    {
        var store = _temp.Open();
        using var other = _temp.Block();
        var write = store.AppendAsync([Some.Event("a", 1)]);
        Assert.Empty(await store.ReplayAsync("b")); // readers do not wait
        Assert.False(write.IsCompleted);
        other.Dispose();
        await write.WaitAsync(Some.Deadline);
    }

    [StoreFact]
    public async Task A_write_should_give_up_at_its_deadline_and_say_who_is_in_the_way()
    {
        var store = _temp.Open(busyTimeout: TimeSpan.FromMilliseconds(100));
        using var other = _temp.Block();
        var error = await Assert.ThrowsAsync<StoreException>(
            () => store.AppendAsync([Some.Event("a", 1)]).WaitAsync(Some.Deadline));
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains("for more than 0.1 s", error.Message, StringComparison.Ordinal);
        other.Dispose();
        await store.AppendAsync([Some.Event("a", 1)]);
    }

    [StoreFact]
    public async Task Dispose_should_commit_what_is_queued_and_refuse_what_comes_later()
    {
        var store = _temp.Open();
        Task write, closing;
        await using (await HeldWriter.HoldAsync(store))
        {
            write = store.AppendAsync([Some.Event("a", 1)]);
            closing = store.DisposeAsync().AsTask();
        }

        await closing;
        await write;
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.AppendAsync([Some.Event("a", 2)]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Streams.ListAsync(""));
        Assert.Single(await (await _temp.ReopenAsync()).ReplayAsync("a"));
    }

    [StoreFact]
    public async Task Two_hundred_writers_on_two_stores_should_lose_nothing()
    {
        ArgoStore[] stores = [_temp.Open(), _temp.Open()];
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async writer =>
        {
            for (var nr = 1; nr <= 10; nr++)
                await stores[writer % 2].AppendAsync([Some.Event("w" + writer, nr)]);
        }));
        Assert.Equal(2000L, Assert.Single(_temp.Rows("SELECT COUNT(*) FROM journal"))[0]);
        foreach (var store in stores)
            Assert.True(
                store.Counters.Commits < store.Counters.Items / 2, $"{store.Counters} is hardly a group");
    }
}
