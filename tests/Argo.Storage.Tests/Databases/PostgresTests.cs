using Argo.Storage.Postgres;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

/// <summary>What only a server can do to a store.</summary>
[Collection(PostgresFixture.Name)]
public sealed class PostgresTests(PostgresServer server) : IAsyncLifetime
{
    private readonly PostgresDatabaseFixture _temp = new(server.NewSchema());

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Every_commit_should_be_flushed_whatever_the_role_says()
    {
        _temp.Run("ALTER ROLE argo SET synchronous_commit = off");
        try
        {
            var store = _temp.Open();
            Assert.Equal(
                "on", await store.Writer.SubmitAsync(session => session.Scalar("SHOW synchronous_commit")));
        }
        finally
        {
            _temp.Run("ALTER ROLE argo RESET synchronous_commit");
        }
    }

    [StoreFact]
    public async Task What_was_acknowledged_should_survive_a_crash_of_the_server_and_the_store_should_go_on()
    {
        var store = _temp.Open();
        for (var nr = 1; nr <= 20; nr++)
            await store.AppendAsync([Some.Event("a", nr)]);
        Assert.Equal(20, (await store.ReplayAsync("a")).Count);

        server.Restart();

        Assert.Equal(20, (await store.ReplayAsync("a")).Count);
        await store.AppendAsync([Some.Event("a", 21)]);
        Assert.Equal(21, (await store.ReplayAsync("a")).Count);
    }

    [StoreFact]
    public async Task A_transaction_that_is_over_should_never_be_taken_for_committed()
    {
        var store = _temp.Open();
        var write = store.Writer.SubmitAsync(session =>
        {
            session.Execute("INSERT INTO approvals VALUES ('a', 'e', 0)");
            try
            {
                session.Execute("SELECT 1 / 0");
            }
            catch (Npgsql.PostgresException)
            {
                // An item that hides it: PostgreSQL would answer COMMIT with a rollback and no error.
            }

            return 0;
        });
        await Assert.ThrowsAsync<StoreException>(() => write);
        Assert.Null(await store.Approvals.ConsumerAsync("a"));
        Assert.True(await store.Approvals.TryConsumeAsync("a", "e"));
    }

    [StoreFact]
    public void A_server_that_does_not_answer_should_be_named()
    {
        var error = Assert.Throws<StoreException>(() => ArgoStore.OpenPostgres(
            new() { ConnectionString = "Host=127.0.0.1;Port=1;Database=argo;Username=x;Password=secret" }));
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains("'argo' on 127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public void A_database_that_is_not_there_should_be_said_so()
    {
        var place = _temp.Place.Replace("Database=postgres", "Database=none", StringComparison.Ordinal);
        var error = Assert.Throws<StoreException>(
            () => ArgoStore.OpenPostgres(new() { ConnectionString = place }));
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    [StoreTheory]
    [InlineData("Port=x", "connection string")]
    [InlineData("nonsense", "connection string")]
    [InlineData("Database=argo", "Host")]
    public void A_connection_string_that_is_none_should_be_refused(string text, string named)
    {
        var options = new PostgresOptions { ConnectionString = text };
        var error = Assert.Throws<ArgumentException>(() => ArgoStore.OpenPostgres(options));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Stores_that_open_an_empty_schema_at_once_should_all_get_it()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
            () => ArgoStore.OpenPostgres(_temp.Options),
            default,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        for (var i = 0; i < stores.Length; i++)
            await stores[i].AppendAsync([Some.Event("a", i + 1)]);
        Assert.Equal(6, (await stores[0].ReplayAsync("a")).Count);
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [StoreFact]
    public async Task A_newer_schema_should_be_refused()
    {
        _temp.Open();
        await _temp.CloseAsync();
        _temp.Run("INSERT INTO argo_schema SELECT MAX(version) + 1, 0 FROM argo_schema");
        Assert.Equal(StoreFault.NewerSchema, Assert.Throws<StoreException>(() => _temp.Open()).Fault);
    }

    [StoreFact]
    public async Task An_inspection_should_read_what_is_there_and_make_nothing()
    {
        Assert.Equal(0, PostgresInspector.Look(_temp.Options, _ => true).SchemaVersion);
        Assert.Empty(_temp.Rows("SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"));

        var store = _temp.Open();
        await store.AppendAsync([Some.Event("a", 1), Some.Event("a", 2)]);
        await store.Executions.AdmitAsync(Some.Execution("e"));

        var seen = PostgresInspector.Look(_temp.Options, _ => false);
        Assert.Equal(seen.KnownSchemaVersion, seen.SchemaVersion);
        Assert.True(seen.IsWriteAheadLogged);
        Assert.Empty(seen.Damage);
        Assert.Equal("e", Assert.Single(seen.Executions).ExecutionId);
        Assert.Equal("prepared.v1", seen.LastEvents["a"]);
        Assert.Equal(2, seen.OpenStreams["a"].Count);
    }
}
