using Argo.Artifacts.Security;
using Argo.Storage.Repositories;
using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests;

public abstract class HostStateTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Lockdown_should_reach_every_process_with_who_and_why()
    {
        var clock = new SetClock { Now = Some.Moment };
        var (one, other) = (_temp.Open(clock), _temp.Open());
        Assert.Null(await other.Lockdown.GetAsync());
        await one.Lockdown.SetAsync(SecurityState.Lockdown, "intrusion", "ada");
        Assert.Equal(
            new LockdownEntry(SecurityState.Lockdown, "intrusion", "ada", Some.Moment),
            await other.Lockdown.GetAsync());
        await other.Lockdown.SetAsync(SecurityState.Secure, "false alarm", "bob");
        Assert.Equal(SecurityState.Secure, (await one.Lockdown.GetAsync())!.State);
    }

    [StoreFact]
    public async Task What_was_once_secret_should_be_remembered_by_every_process_for_good()
    {
        var (one, other) = (_temp.Open(), _temp.Open());
        await one.Secrets.AddAsync([new string('a', 64), new string('b', 64)]);
        await other.Secrets.AddAsync([new string('b', 64), new string('c', 64)]);
        Assert.Equal(3, (await one.Secrets.ListAsync()).Count);
        var store = await _temp.ReopenAsync();
        Assert.Equal(
            [new string('a', 64), new string('b', 64), new string('c', 64)],
            (await store.Secrets.ListAsync()).Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task Workspaces_should_be_listed_by_name_and_survive()
    {
        var store = _temp.Open();
        await store.Workspaces.RegisterAsync("site", "/srv/site", "ada");
        await store.Workspaces.RegisterAsync("docs", "/srv/docs", "ada");
        await store.Workspaces.RegisterAsync("site", "/srv/site", "ada");
        store = await _temp.ReopenAsync();
        Assert.Equal(
            ["docs", "site"], (await store.Workspaces.ListAsync()).Select(workspace => workspace.Name));
        Assert.Equal("/srv/site", (await store.Workspaces.GetAsync("site"))!.Root);
        Assert.Null(await store.Workspaces.GetAsync("none"));
    }

    [StoreFact]
    public async Task A_workspace_name_should_not_come_to_mean_another_tree_by_itself()
    {
        var store = _temp.Open();
        await store.Workspaces.RegisterAsync("site", "/srv/site", "ada");
        var error =
            await Assert.ThrowsAsync<StoreException>(
                () => store.Workspaces.RegisterAsync("site", "/tmp/x", "ada"));
        Assert.Equal(StoreFault.Conflict, error.Fault);
        Assert.Contains("'/srv/site'", error.Message, StringComparison.Ordinal);
        Assert.True(await store.Workspaces.RemoveAsync("site"));
        Assert.False(await store.Workspaces.RemoveAsync("site"));
        Assert.Equal("/tmp/x", (await store.Workspaces.RegisterAsync("site", "/tmp/x", "ada")).Root);
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.Workspaces.RegisterAsync("rel", "srv/x", "ada"));
    }

    [StoreFact]
    public async Task A_name_that_an_earlier_version_gave_should_stand_for_nothing_and_give_way()
    {
        var store = _temp.Open();
        await store.Workspaces.RegisterAsync("site", "/srv/other", "ada");
        _temp.Run("UPDATE workspaces SET added_by = NULL"); // as the migration leaves it
        Assert.False((await store.Workspaces.GetAsync("site"))!.IsInForce);
        Assert.Equal(
            new WorkspaceEntry("site", "/srv/site", Some.Moment, "ada"),
            await store.Workspaces.RegisterAsync("site", "/srv/site", "ada") with
            {
                RegisteredAt = Some.Moment,
            });
        Assert.True((await store.Workspaces.GetAsync("site"))!.IsInForce);
    }
}
