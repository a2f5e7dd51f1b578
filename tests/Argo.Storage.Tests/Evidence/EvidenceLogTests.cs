using System.Text;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Storage.Repositories;
using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Evidence;

/// <summary>The log of ended executions: a leaf an end, in the commit of the end.</summary>
public sealed class EvidenceLogTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [Fact]
    public async Task An_end_should_be_logged_with_its_receipt_in_one_commit()
    {
        var store = _temp.Open();
        await AdmitAsync(store, "e1", "e2");
        var before = store.Counters.Commits;
        Assert.True(await store.Executions.FinishAsync(Logged("e1")));
        Assert.Equal(before + 1, store.Counters.Commits);
        Assert.True(await store.Executions.FinishAsync(Logged("e2")));

        var ends = await store.Log.ListAsync();
        Assert.Equal(["e1", "e2"], ends.Select(end => end.ExecutionId));
        Assert.Equal([0L, 1L], ends.Select(end => end.Index));
        Assert.Equal(2, await store.Log.SizeAsync());
        var receipt = await store.Artifacts.GetAsync(ends[1].ReceiptDigest);
        Assert.Equal("e2 Completed at 1", Encoding.UTF8.GetString(receipt!.Json.Span));
        Assert.Equal(
            Convert.ToHexStringLower(MerkleTree.LeafHash(receipt!.Json.Span)), ends[1].LeafHash);
    }

    [Fact]
    public async Task An_execution_that_ends_again_should_have_a_place_for_each_end()
    {
        var store = _temp.Open();
        await AdmitAsync(store, "e1");
        await store.Executions.FinishAsync(Logged("e1") with { State = ExecutionState.Parked });
        await store.Executions.FinishAsync(Logged("e1"));
        Assert.Equal([0L, 1L], (await store.Log.OfAsync("e1")).Select(end => end.Index));
        Assert.Empty(await store.Log.OfAsync("e2"));
    }

    [Fact]
    public async Task An_end_that_is_not_stored_should_not_be_logged()
    {
        var store = _temp.Open();
        await AdmitAsync(store, "e1");
        Assert.False(await store.Executions.FinishAsync(Logged("unknown")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Executions.FinishAsync(
            Logged("e1") with { Receipt = _ => throw new InvalidOperationException("no key") }));
        Assert.Empty(await store.Log.ListAsync());
        Assert.Equal(0, await store.Log.SizeAsync());
        Assert.Equal(ExecutionState.Queued, (await store.Executions.GetAsync("e1"))!.State);
    }

    [Theory]
    [InlineData("DELETE FROM evidence_log_size")]
    [InlineData("UPDATE evidence_log_size SET size = 0")]
    [InlineData("DELETE FROM evidence_log")]
    public async Task A_log_that_was_tampered_with_should_take_ends_and_still_show_it(string tampering)
    {
        var store = _temp.Open();
        await AdmitAsync(store, "e1", "e2", "e3");
        await store.Executions.FinishAsync(Logged("e1"));
        await store.Executions.FinishAsync(Logged("e2"));
        _temp.Run(tampering);
        Assert.True(await store.Executions.FinishAsync(Logged("e3")));
        var last = (await store.Log.ListAsync())[^1];
        Assert.Equal(("e3", 2L), (last.ExecutionId, last.Index));
        Assert.NotEqual(
            (await store.Log.ListAsync()).Count, await store.Log.SizeAsync());
    }

    [Fact]
    public async Task Ends_of_several_stores_on_one_file_should_each_have_a_place_of_their_own()
    {
        ArgoStore[] stores = [_temp.Open(), _temp.Open(), _temp.Open()];
        var ids = Enumerable.Range(0, 30).Select(i => $"e{i}").ToArray();
        await AdmitAsync(stores[0], ids);
        await Task.WhenAll(ids.Select((id, i) => stores[i % 3].Executions.FinishAsync(Logged(id))));
        var ends = await stores[0].Log.ListAsync();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (long)i), ends.Select(end => end.Index));
        Assert.Equal(ids.Order(), ends.Select(end => end.ExecutionId).Order());
    }

    [Fact]
    public async Task The_log_should_say_since_when_it_is_kept()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        Assert.InRange(await _temp.Open().Log.BeganAtAsync(), before, DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public async Task Artifacts_should_be_found_by_id_and_looked_at_in_turn()
    {
        var store = _temp.Open();
        await store.Artifacts.PutAsync(Some.Artifact("plan", "p", "d1"));
        await store.Artifacts.PutAsync(Some.Artifact("report", "p", "d2"));
        Assert.Equal(["d1", "d2"], (await store.Artifacts.WithIdAsync("p")).Select(one => one.Digest));
        Assert.Equal(
            ["d2"], await store.Artifacts.ScanAsync(one => one.Kind == "report" ? one.Digest : null));
    }

    [Fact]
    public async Task A_receipt_should_be_told_what_the_execution_came_from()
    {
        var store = _temp.Open();
        await AdmitAsync(store, "e1");
        await store.Artifacts.PutAsync(Some.Artifact("intent", "i", "d1"));
        (string?, string?) told = default;
        await store.Executions.FinishAsync(Some.Finished("e1") with
        {
            Receipt = order =>
            {
                told = (order.OriginDigest("intent", "i"), order.OriginDigest("transcription", "i"));
                return new NewArtifact("receipt", "e1", "r1", new byte[] { 1 });
            },
        });
        Assert.Equal(("d1", null), told);
    }

    private static Task<AdmissionResult[]> AdmitAsync(ArgoStore store, params string[] ids) =>
        Task.WhenAll(ids.Select(id => store.Executions.AdmitAsync(Some.Execution(id))));

    private static FinishedExecution Logged(string id) => Some.Finished(id) with
    {
        Receipt = order => new NewArtifact(
            "receipt",
            id,
            $"receipt-{id}-{order.Index}",
            Encoding.UTF8.GetBytes($"{order.Ended.ExecutionId} {order.Ended.State} at {order.Index}")),
    };
}
