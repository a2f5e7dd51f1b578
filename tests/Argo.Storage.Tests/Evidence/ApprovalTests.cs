using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Evidence;

public abstract class ApprovalTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task An_approval_should_serve_one_execution_again_and_again_and_no_other()
    {
        var store = _temp.Open();
        Assert.Null(await store.Approvals.ConsumerAsync("a"));
        Assert.True(await store.Approvals.TryConsumeAsync("a", "e1"));
        Assert.True(await store.Approvals.TryConsumeAsync("a", "e1"));
        Assert.False(await store.Approvals.TryConsumeAsync("a", "e2"));

        store = await _temp.ReopenAsync();
        Assert.NotNull(await store.Approvals.ConsumerAsync("a"));
        Assert.Equal("e1", await store.Approvals.ConsumerAsync("a"));
        Assert.False(await store.Approvals.TryConsumeAsync("a", "e2"));
        Assert.True(await store.Approvals.TryConsumeAsync("b", "e2"));
    }

    [StoreFact]
    public async Task An_approval_that_was_refused_for_good_should_serve_nobody()
    {
        var store = _temp.Open();
        await store.Approvals.RefuseAsync("a", "e1", "It expired at noon.");
        await store.Approvals.RefuseAsync("a", "e2", "It expired at one.");
        store = await _temp.ReopenAsync();
        Assert.Equal("It expired at noon.", await store.Approvals.FindRefusalAsync("a"));
        Assert.False(await store.Approvals.TryConsumeAsync("a", "e1"));
        Assert.False(await store.Approvals.TryConsumeAsync("a", "e2"));
        Assert.Null(await store.Approvals.ConsumerAsync("a"));
    }

    [StoreFact]
    public async Task An_approval_that_was_used_should_not_be_refused_any_more()
    {
        var store = _temp.Open();
        Assert.True(await store.Approvals.TryConsumeAsync("a", "e1"));
        await store.Approvals.RefuseAsync("a", "e2", "It expired at noon.");
        Assert.Null(await store.Approvals.FindRefusalAsync("a"));
        Assert.Equal("e1", await store.Approvals.ConsumerAsync("a"));
    }

    [StoreFact]
    public async Task Fifty_executions_that_race_for_an_approval_should_leave_one_winner()
    {
        ArgoStore[] stores = [_temp.Open(), _temp.Open()];
        using var start = new Barrier(50);
        var tasks = Enumerable.Range(0, 50).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return stores[i % 2].Approvals.TryConsumeAsync("a", "e" + i);
            },
            default,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap());

        var won = await Task.WhenAll(tasks);

        Assert.Single(won, answer => answer);
        Assert.Equal("e" + Array.IndexOf(won, true), await stores[0].Approvals.ConsumerAsync("a"));
    }
}
