using System.Text;

namespace Argo.Storage.Tests;

public abstract class SnapshotSpecs(StoreBench temp) : IAsyncLifetime
{
    private readonly StoreBench _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreTheory]
    [InlineData(0, long.MaxValue, 0, long.MaxValue, 30L)]
    [InlineData(0, 29, 0, long.MaxValue, 20L)]
    [InlineData(0, 20, 0, long.MaxValue, 20L)]
    [InlineData(0, long.MaxValue, 0, 150, 10L)]
    [InlineData(0, long.MaxValue, 0, 200, 20L)]
    [InlineData(20, 20, 200, 200, 20L)]
    [InlineData(11, 19, 0, long.MaxValue, null)]
    [InlineData(31, long.MaxValue, 0, long.MaxValue, null)]
    [InlineData(0, long.MaxValue, 301, long.MaxValue, null)]
    public async Task Load_should_find_the_newest_within_its_bounds(
        long minNr, long maxNr, long minCreated, long maxCreated, long? found)
    {
        var store = await WithThreeAsync();
        var row = await store.Snapshots.LoadAsync("a", minNr, maxNr, minCreated, maxCreated);
        Assert.Equal(found, row?.SequenceNr);
    }

    [StoreFact]
    public async Task Load_should_hand_back_what_was_saved()
    {
        await _temp.Open().Snapshots.SaveAsync(Some.Snapshot("a", 7, 70, "seven"));
        var row = await (await _temp.ReopenAsync()).Snapshots.LoadAsync("a", 0, 100, 0, 100);
        Assert.Equal("seven", Encoding.UTF8.GetString(row!.Payload));
        Assert.Equal(Some.Snapshot("a", 7, 70) with { Payload = row.Payload }, row);
        object[] columns = ["a", 7L, 70L, "state.v1", 4711L];
        Assert.Equal(
            columns,
            Assert.Single(_temp.Rows(
                "SELECT persistence_id, sequence_number, created, manifest, serializer_id FROM snapshot")));
    }

    [StoreFact]
    public async Task Save_should_replace_a_snapshot_with_the_same_number()
    {
        var store = _temp.Open();
        await store.Snapshots.SaveAsync(Some.Snapshot("a", 7, 70, "old"));
        await store.Snapshots.SaveAsync(Some.Snapshot("a", 7, 71, "new"));
        var row = await store.Snapshots.LoadAsync("a", 0, 100, 0, 100);
        Assert.Equal(("new", 71L), (Encoding.UTF8.GetString(row!.Payload), row.CreatedTicks));
        Assert.Single(_temp.Rows("SELECT 1 FROM snapshot"));
    }

    [StoreFact]
    public async Task Delete_should_keep_what_lies_outside_its_bounds()
    {
        var store = await WithThreeAsync();
        await store.Snapshots.DeleteAsync("a", 10, 20, 150, 300);
        Assert.Equal(
            [("a", 10L), ("a", 30L), ("b", 20L)],
            _temp.Rows("SELECT persistence_id, sequence_number FROM snapshot ORDER BY 1, 2")
                .Select(row => ((string)row[0], (long)row[1])));
    }

    private async Task<ArgoStore> WithThreeAsync()
    {
        var store = _temp.Open();
        foreach (var nr in new[] { 10, 30, 20 })
            await store.Snapshots.SaveAsync(Some.Snapshot("a", nr, nr * 10));
        await store.Snapshots.SaveAsync(Some.Snapshot("b", 20, 200));
        return store;
    }
}
