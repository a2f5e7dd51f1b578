using Akka.Persistence.Embedded;

namespace Argo.Storage.Tests;

public abstract class JournalSpecs(StoreBench temp) : IAsyncLifetime
{
    private readonly StoreBench _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Journal_should_hand_rows_back_as_they_were_written()
    {
        var written = new[] { Some.Event("rollback-1", 1), Some.Event("rollback-1", 2, "undo", "argo") };
        await _temp.Open().Journal.WriteAsync(written);

        var read = await (await _temp.ReopenAsync()).ReplayAsync("rollback-1");

        Assert.Equal(2, read.Count);
        foreach (var (was, now) in written.Zip(read))
        {
            Assert.Equal(was.Payload, now.Payload);
            Assert.Equal(was.Tags.Order(), now.Tags);
            Assert.Equal(was with { Payload = [], Tags = [] }, now with { Payload = [], Tags = [] });
        }
    }

    [StoreFact]
    public async Task Journal_should_fill_every_column_as_Akka_does()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync([Some.Event("a", 1), Some.Event("a", 2, "red")]);
        await store.Journal.WriteAsync([Some.Event("b", 1)]);

        var rows = _temp.Rows(
            """
            SELECT ordering, created, deleted, persistence_id, sequence_number, manifest, identifier, message
            FROM journal ORDER BY ordering
            """);
        object[] second = [2L, 638_000_000_000_000_002L, 0L, "a", 2L, "prepared.v1", 4711L];
        Assert.Equal(second, rows[1][..^1]);
        Assert.Equal("a 2"u8.ToArray(), rows[1][^1]);
        var writers = _temp.Rows("SELECT DISTINCT writer_uuid FROM journal");
        Assert.True(Guid.TryParseExact((string)Assert.Single(writers)[0], "N", out _));
        object[] tag = [2L, "red", 2L, "a"];
        Assert.Equal(
            tag, Assert.Single(_temp.Rows("SELECT ordering_id, tag, sequence_nr, persistence_id FROM tags")));
    }

    [StoreTheory]
    [InlineData(1, long.MaxValue, long.MaxValue, 1, 9)]
    [InlineData(3, 5, long.MaxValue, 3, 5)]
    [InlineData(3, 3, 1, 3, 3)]
    [InlineData(2, long.MaxValue, 4, 2, 5)]
    [InlineData(9, 100, 100, 9, 9)]
    public async Task Replay_should_keep_to_its_bounds_and_its_maximum(
        long from, long to, long max, long first, long last)
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync(Some.Events("a", 1, 9));
        await store.Journal.WriteAsync(Some.Events("b", 1, 20));

        var numbers = (await store.ReplayAsync("a", from, to, max)).Select(row => row.SequenceNr);

        Assert.Equal(Enumerable.Range((int)first, (int)(last - first + 1)).Select(nr => (long)nr), numbers);
    }

    [StoreTheory]
    [InlineData(10, long.MaxValue, long.MaxValue)]
    [InlineData(1, 0, long.MaxValue)]
    [InlineData(1, long.MaxValue, 0)]
    [InlineData(5, 4, 10)]
    public async Task Replay_should_hand_over_nothing_outside(long from, long to, long max)
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync(Some.Events("a", 1, 9));
        Assert.Empty(await store.ReplayAsync("a", from, to, max));
    }

    [StoreTheory]
    [InlineData(SqlEventJournal.PageRows * 2)]
    [InlineData((SqlEventJournal.PageRows * 2) + 1)]
    public async Task Replay_should_cross_pages_without_loss_or_repeat(int count)
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync(Some.Events("a", 1, count));
        var all = await store.ReplayAsync("a");
        Assert.Equal(Enumerable.Range(1, count).Select(nr => (long)nr), all.Select(row => row.SequenceNr));
        var most = await store.ReplayAsync("a", max: count - 1);
        Assert.Equal(count - 1, most.Count);
    }

    [StoreFact]
    public async Task Replay_should_let_its_callback_fail_the_call()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync(Some.Events("a", 1, 2));
        var replay = store.Journal.ReplayAsync(
            "a", 1, 2, 2, _ => throw new InvalidOperationException("mine"));
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => replay)).Message);
    }

    [StoreFact]
    public async Task Highest_number_should_be_0_for_an_unknown_id()
    {
        Assert.Equal(0, await _temp.Open().Journal.ReadHighestSequenceNrAsync("nobody", 0));
    }

    [StoreFact]
    public async Task Delete_should_keep_the_highest_row_so_that_the_number_survives()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync([.. Some.Events("a", 1, 3), Some.Event("a", 4, "red")]);
        await store.Journal.WriteAsync([Some.Event("b", 1, "blue")]);

        await store.Journal.DeleteToAsync("a", 4);

        Assert.Empty(await store.ReplayAsync("a"));
        Assert.Equal(4, await store.Journal.ReadHighestSequenceNrAsync("a", 0));
        object[] kept = [4L, 1L];
        Assert.Equal(
            kept,
            Assert.Single(
                _temp.Rows("SELECT sequence_number, deleted FROM journal WHERE persistence_id = 'a'")));
        Assert.Equal("blue", Assert.Single(_temp.Rows("SELECT tag FROM tags"))[0]);
    }

    [StoreFact]
    public async Task Delete_should_spare_what_lies_above_and_forget_the_earlier_remainder()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync(Some.Events("a", 1, 6));
        await store.Journal.DeleteToAsync("a", 2);
        await store.Journal.DeleteToAsync("a", 4);

        Assert.Equal([5L, 6L], (await store.ReplayAsync("a")).Select(row => row.SequenceNr));
        Assert.Equal(
            [4L, 5L, 6L],
            _temp.Rows("SELECT sequence_number FROM journal ORDER BY 1").Select(row => (long)row[0]));
    }

    [StoreFact]
    public async Task A_taken_number_should_be_a_conflict_that_names_it_and_nothing_of_the_write_should_stay()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync([Some.Event("a", 3)]);

        var conflict = await Assert.ThrowsAsync<JournalConflictException>(
            () => store.Journal.WriteAsync(Some.Events("a", 1, 4)));

        Assert.Equal(("a", 3L), (conflict.PersistenceId, conflict.SequenceNr));
        Assert.Equal([3L], (await store.ReplayAsync("a")).Select(row => row.SequenceNr));
    }

    [StoreFact]
    public async Task Two_stores_on_one_file_should_not_both_write_a_number()
    {
        var (one, other) = (_temp.Open(), _temp.Open());
        await one.Journal.WriteAsync([Some.Event("a", 1)]);
        await Assert.ThrowsAsync<JournalConflictException>(
            () => other.Journal.WriteAsync([Some.Event("a", 1)]));
        await other.Journal.WriteAsync([Some.Event("a", 2)]);
        Assert.Equal(2, (await one.ReplayAsync("a")).Count);
    }

    [StoreFact]
    public async Task Highest_number_should_wait_for_a_write_in_flight()
    {
        var store = _temp.Open();
        Task<long> highest;
        Task write;
        await using (await HeldWriter.HoldAsync(store))
        {
            write = store.Journal.WriteAsync([Some.Event("a", 1)]);
            highest = store.Journal.ReadHighestSequenceNrAsync("a", 0);
            Assert.Equal(0, await store.Journal.ReadHighestSequenceNrAsync("b", 0)); // others do not wait
            Assert.False(highest.IsCompleted);
        }

        await write;
        Assert.Equal(1, await highest);
    }

    [StoreFact]
    public async Task Highest_number_should_not_fail_with_a_failed_write_in_flight()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync([Some.Event("a", 1)]);
        Task<long> highest;
        Task write;
        await using (await HeldWriter.HoldAsync(store))
        {
            write = store.Journal.WriteAsync([Some.Event("a", 1)]);
            highest = store.Journal.ReadHighestSequenceNrAsync("a", 0);
        }

        await Assert.ThrowsAsync<JournalConflictException>(() => write);
        Assert.Equal(1, await highest);
    }

    [StoreFact]
    public async Task A_row_without_serializer_should_be_refused_by_its_name()
    {
        var store = _temp.Open();
        await store.Journal.WriteAsync([Some.Event("a", 1)]);
        _temp.Run("UPDATE journal SET identifier = NULL");
        var error = await Assert.ThrowsAsync<StoreException>(() => store.ReplayAsync("a"));
        Assert.Equal(StoreFault.Corrupt, error.Fault);
        Assert.Contains("Event 1 of 'a'", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Streams_should_list_live_ids_by_prefix()
    {
        var store = _temp.Open();
        string[] ids = ["rollback-2", "rollback-1", "rollbacl", "observer-1", "Rollback-1", "rollback-3"];
        foreach (var id in ids)
            await store.Journal.WriteAsync(Some.Events(id, 1, 2));
        await store.Journal.DeleteToAsync("rollback-3", 2);

        Assert.Equal(["rollback-1", "rollback-2"], await store.Streams.ListAsync("rollback-"));
        Assert.Equal(["Rollback-1", "observer-1"], await store.Streams.ListAsync("", limit: 2));
        Assert.Empty(await store.Streams.ListAsync("rollback-%"));
    }
}
