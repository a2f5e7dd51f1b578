using System.Text.RegularExpressions;
using Argo.Storage.Migrations;
using Argo.Storage.Repositories;
using Argo.Storage.Sql;
using Argo.Storage.Sqlite;
using Argo.Storage.Tests.Databases;
using Microsoft.Data.Sqlite;

namespace Argo.Storage.Tests.Schema;

public sealed partial class SchemaTests : IAsyncLifetime
{
    /// <summary>What Akka.Persistence.Sql 1.5 makes on SQLite in its default configuration.</summary>
    private const string Akka =
        """
        CREATE TABLE [journal] ([ordering] INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
          [created] BigInt NOT NULL, [deleted] Bit NOT NULL, [persistence_id] NVarChar(255) NOT NULL,
          [sequence_number] BigInt NOT NULL,
          [message] VarBinary NOT NULL, [manifest] NVarChar(500) NULL, [identifier] INTEGER NULL,
          [writer_uuid] NVarChar(128) NULL);
        CREATE UNIQUE INDEX journal_uq ON journal (persistence_id, sequence_number);
        CREATE INDEX journal_created_idx ON journal (created);
        CREATE INDEX journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE [tags] ([ordering_id] INTEGER NOT NULL, [tag] NVarChar(64) NOT NULL,
          [sequence_nr] INTEGER NOT NULL, [persistence_id] NVarChar(255) NOT NULL,
          CONSTRAINT [PK_tags] PRIMARY KEY ([ordering_id], [tag]));
        CREATE INDEX tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX tags_tag_idx ON tags (tag);
        CREATE TABLE [snapshot] ([persistence_id] NVarChar(255) NOT NULL, [sequence_number] BigInt NOT NULL,
          [created] BigInt NOT NULL, [snapshot] VarBinary NULL, [manifest] NVarChar(500) NULL,
          [serializer_id] INTEGER NULL, CONSTRAINT [PK_snapshot] PRIMARY KEY (
            [persistence_id], [sequence_number]));
        CREATE INDEX snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX snapshot_created_idx ON snapshot (created);
        """;

    private const string ARow =
        """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest,
          identifier, writer_uuid)
        VALUES (5, 0, 'a', 1, x'6869', 'm.v1', 9, 'w')
        """;

    private readonly TempStore _temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [Theory]
    [InlineData("journal")]
    [InlineData("tags")]
    [InlineData("snapshot")]
    public async Task Akkas_tables_should_be_Akkas_to_the_letter(string table)
    {
        await using (_temp.Open())
        {
            using var expected = new SqliteConnection("Data Source=:memory:");
            expected.Open();
            expected.Run(Akka);
            using var actual = _temp.Raw();
            Assert.Equal(Text(expected, table), Text(actual, table));
            Assert.Equal(
                expected.Rows($"SELECT * FROM pragma_table_info('{table}')"),
                actual.Rows($"SELECT * FROM pragma_table_info('{table}')"));
        }
    }

    [Fact]
    public async Task A_database_that_Akka_made_should_open_with_its_events()
    {
        _temp.Run(Akka + ARow);
        var store = _temp.Open();
        var row = Assert.Single(await store.ReplayAsync("a"));
        Assert.Equal((1L, "m.v1"), (row.SequenceNr, row.Manifest));
        Assert.True((await store.Executions.AdmitAsync(Some.Execution("e"))).IsNew);
    }

    [Fact]
    public async Task Version_1_should_be_brought_forward_with_its_rows()
    {
        _temp.Run(SchemaMigration.Sqlite[0].Sql
            + "CREATE TABLE argo_schema (version INTEGER NOT NULL PRIMARY KEY, "
            + "applied_at BigInt NOT NULL); INSERT INTO argo_schema VALUES (1, 0);" + ARow);

        var store = _temp.Open();

        Assert.Single(await store.ReplayAsync("a"));
        Assert.True((await store.Executions.AdmitAsync(Some.Execution("e"))).IsNew);
        var versions = Enumerable.Range(1, SchemaMigration.Sqlite.Count).Select(version => (long)version);
        Assert.Equal(versions, _temp.Rows("SELECT version FROM argo_schema").Select(row => (long)row[0]));
    }

    [Fact]
    public async Task Names_that_earlier_versions_gave_should_be_kept_and_stand_for_nothing()
    {
        MigrateTo(_temp, [.. SchemaMigration.Sqlite.Take(3)]);
        _temp.Run("INSERT INTO workspaces (name, root, registered_at) VALUES ('src', '/srv/src', 1)");
        var kept = Assert.Single(await _temp.Open().Workspaces.ListAsync());
        Assert.Equal(("src", "/srv/src", null, false), (kept.Name, kept.Root, kept.AddedBy, kept.IsInForce));
    }

    [Fact]
    public async Task Every_version_should_arrive_at_the_same_schema()
    {
        _temp.Open();
        var fresh = All(_temp.File);
        for (var version = 0; version < SchemaMigration.Sqlite.Count; version++)
        {
            await using var older = new TempStore();
            Assert.Equal(version, MigrateTo(older, [.. SchemaMigration.Sqlite.Take(version)]));
            older.Open();
            Assert.Equal(fresh, All(older.File));
        }
    }

    [Fact]
    public void Reports_should_be_taken_for_signed_from_the_version_that_has_their_table()
    {
        const int version = ReportStore.SignedFromVersion;
        foreach (var migrations in new[] { SchemaMigration.Sqlite, SchemaMigration.Postgres })
        {
            var first = migrations.First(
                each => each.Sql.Contains("CREATE TABLE reports", StringComparison.Ordinal));
            Assert.Equal(version, first.Version);
        }
    }

    [Fact]
    public async Task A_newer_schema_should_be_refused_and_left_as_it_was()
    {
        _temp.Open();
        await _temp.CloseAsync();
        MigrateTo(_temp, [.. SchemaMigration.Sqlite, Next("CREATE TABLE future (x INTEGER)")]);
        var before = await File.ReadAllBytesAsync(_temp.File);

        var error = Assert.Throws<StoreException>(() => _temp.Open());

        Assert.Equal(StoreFault.NewerSchema, error.Fault);
        Assert.Contains(_temp.File, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"schema version {SchemaMigration.Sqlite.Count + 1}", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_temp.File));
    }

    [Fact]
    public async Task A_migration_that_fails_should_leave_the_version_before_it()
    {
        await using (_temp.Open())
        {
            await _temp.Open().AppendAsync([Some.Event("a", 1)]);
        }

        const string broken = "DELETE FROM journal; CREATE TABLE half (x INTEGER); SELECT nonsense";
        Assert.Throws<SqliteException>(() => MigrateTo(_temp, [.. SchemaMigration.Sqlite, Next(broken)]));

        Assert.Single(await _temp.Open().ReplayAsync("a"));
        Assert.Empty(_temp.Rows("SELECT 1 FROM sqlite_master WHERE name = 'half'"));
    }

    [Fact]
    public async Task Stores_that_open_a_new_file_at_once_should_all_get_it()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Factory.StartNew(
                () => ArgoStore.OpenSqlite(_temp.Options),
                default,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
        for (var i = 0; i < stores.Length; i++)
            await stores[i].AppendAsync([Some.Event("a", i + 1)]);
        Assert.Equal(8, (await stores[0].ReplayAsync("a")).Count);
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    private static SchemaMigration Next(string sql) => new(SchemaMigration.Sqlite.Count + 1, "next", sql);

    private static int MigrateTo(TempStore temp, IReadOnlyList<SchemaMigration> migrations)
    {
        SqliteFile.Prepare(temp.File);
        var database = new SqliteDatabase(temp.Options) { Migrations = migrations };
        using var session = database.Connect(writes: true);
        var migrator = new SchemaMigrator(database, TimeProvider.System);
        migrator.Migrate(session);
        return migrator.Check(session);
    }

    private static List<string> All(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return Normalised(connection.Rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"));
    }

    private static List<string> Text(SqliteConnection connection, string table) => Normalised(
        connection.Rows($"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL"));

    private static List<string> Normalised(List<object[]> rows) =>
        [.. rows.Select(row => Spaces().Replace((string)row[0], "")).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
