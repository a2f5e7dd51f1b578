using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.Serialization;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Storage;
using Argo.Storage.Postgres;
using Argo.TestSupport;

namespace Argo.Hosting.Tests.Journal;

/// <summary>
/// What Akka.Persistence.Sql makes and writes by itself, in its default configuration, is what the store
/// makes and reads.
/// </summary>
public sealed class DatabaseEqualityTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly string _root = Directory.CreateTempSubdirectory("argo-equality-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task On_SQLite_both_should_make_the_same_tables_and_read_the_same_rows()
    {
        var (akkas, argos) = (Path.Combine(_root, "akka.db"), Path.Combine(_root, "argo.db"));
        await WriteWithAkkaAsync("SQLite.MS", $"Data Source={akkas};Pooling=false");
        await ArgoStore.OpenSqlite(new StoreOptions { Path = argos }).DisposeAsync();
        Assert.Equal(string.Join('\n', Catalog.OfSqlite(akkas)), string.Join('\n', Catalog.OfSqlite(argos)));

        await using var store = ArgoStore.OpenSqlite(new StoreOptions { Path = akkas });
        await AssertReadableAsync(store);
        Assert.Equal("8101 rollback-aborted.v1 False", Catalog.RowOfSqlite(akkas));
    }

    [PostgresFact]
    public async Task On_PostgreSQL_both_should_make_the_same_tables_and_read_the_same_rows()
    {
        var (akkas, argos) = (server.NewSchema(), server.NewSchema());
        await WriteWithAkkaAsync("PostgreSQL.15", akkas);
        await ArgoStore.OpenPostgres(new PostgresOptions { ConnectionString = argos }).DisposeAsync();
        Assert.Equal(Catalog.OfPostgres(akkas), Catalog.OfPostgres(argos));

        await using var store = ArgoStore.OpenPostgres(new PostgresOptions { ConnectionString = akkas });
        await AssertReadableAsync(store);
    }

    private static async Task AssertReadableAsync(ArgoStore store)
    {
        Assert.Equal(["rollback-e"], await store.Streams.ListAsync("rollback-"));
        var stored = Assert.Single(await store.Streams.ReadAsync("rollback-e"));
        Assert.Equal("rollback-aborted.v1", stored.Manifest);
        var read = new ArgoEventSerializer(null!).FromBinary(stored.Payload.ToArray(), stored.Manifest);
        Assert.Equal("told to", Assert.IsType<RollbackEvents.Aborted>(read).Reason);
        Assert.Null(await store.Executions.GetAsync("e")); // its own tables are there by now
    }

    /// <summary>A tagged event and a snapshot, through tables that the plugin makes for itself.</summary>
    private static async Task WriteWithAkkaAsync(string provider, string connection)
    {
        var plugin = $$"""{ connection-string = "{{connection}}", provider-name = "{{provider}}" }""";
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka.stdout-loglevel = off
            akka.persistence.journal { plugin = "akka.persistence.journal.sql", sql {{plugin}} }
            akka.persistence.snapshot-store { plugin = "akka.persistence.snapshot-store.sql", sql {{plugin}} }
            """).WithFallback(Akka.Persistence.Sql.SqlPersistence.DefaultConfiguration);
        using var system = ActorSystem.Create("other", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config),
            SerializationSetup.Create(made =>
            [
                SerializerDetails.Create("argo", new ArgoEventSerializer(made), [typeof(IRollbackEvent)]),
            ])));
        var writer = system.ActorOf(Props.Create(() => new Writer()));
        Assert.Equal("saved", await writer.Ask<string>("write", Deadline));
        await system.Terminate().WaitAsync(Deadline);
    }

    private sealed class Writer : ReceivePersistentActor
    {
        private IActorRef? _asker;

        public Writer()
        {
            Command<string>(_ =>
            {
                _asker = Sender;
                var fact = new RollbackEvents.Aborted("told to", DateTimeOffset.UnixEpoch);
                Persist(new Tagged(fact, ["red"]), _ => SaveSnapshot("state"));
            });
            Command<SaveSnapshotSuccess>(_ => _asker.Tell("saved"));
            Command<SaveSnapshotFailure>(failure => _asker.Tell(failure.Cause.ToString()));
        }

        public override string PersistenceId => "rollback-e";
    }
}
