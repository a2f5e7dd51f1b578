using System.Data.Common;
using Argo.Storage.Migrations;
using Argo.Storage.Postgres;
using Argo.Storage.Repositories;
using Argo.Storage.Sql;
using Argo.Storage.Sqlite;
using Argo.Storage.Writing;

namespace Argo.Storage;

/// <summary>Argo's database: what was admitted, approved, done, and every event behind it.</summary>
/// <remarks>
/// All members may be called from any thread. A write's task ends when the write is durable; concurrent
/// writes share one commit. Several processes may have the same database open, except with <see
/// cref="StoreOptions.Exclusive"/>. Every call may fail with a <see cref="StoreException"/>.
/// </remarks>
public sealed class ArgoStore : IAsyncDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;

    /// <param name="database">Where it is.</param>
    /// <param name="session">The writer's connection.</param>
    /// <param name="capacity">Of the writer's queue.</param>
    /// <param name="readers">How many may read at once; null: only the writer's connection reads.</param>
    /// <param name="time">The clock.</param>
    private ArgoStore(
        ISqlDatabase database, SqlSession session, int capacity, int? readers, TimeProvider time)
    {
        _writer = new GroupCommitWriter(database, session, capacity);
        _reads = readers is { } count ? new ReadPool(database, count) : new WriterReads(_writer);
        Executions = new ExecutionStore(_writer, _reads);
        Approvals = new ApprovalStore(_writer, _reads, time);
        Artifacts = new ArtifactStore(_writer, _reads, time);
        Reports = new ReportStore(_writer, _reads, time);
        Log = new EvidenceLog(_reads);
        Secrets = new SecretStore(_writer, _reads, time);
        Workspaces = new WorkspaceRegistry(_writer, _reads, time);
        Lockdown = new LockdownSignal(_writer, _reads, time);
        Streams = new EventStreams(_reads);
    }

    /// <summary>The queue and index of executions.</summary>
    public ExecutionStore Executions { get; }

    /// <summary>Which approvals are used up, or refused for good.</summary>
    public ApprovalStore Approvals { get; }

    /// <summary>Plans, reports, approvals, results and records, by digest.</summary>
    public ArtifactStore Artifacts { get; }

    /// <summary>Which reports the dry runs of this store made.</summary>
    public ReportStore Reports { get; }

    /// <summary>The log of ended executions.</summary>
    public EvidenceLog Log { get; }

    /// <summary>What was ever given as a secret.</summary>
    public SecretStore Secrets { get; }

    /// <summary>The workspaces that this host has registered.</summary>
    public WorkspaceRegistry Workspaces { get; }

    /// <summary>The security state that every process of this data directory obeys.</summary>
    public LockdownSignal Lockdown { get; }

    /// <summary>Which event streams the journal holds.</summary>
    public EventStreams Streams { get; }

    /// <summary>What the writer has done so far.</summary>
    public StoreCounters Counters => _writer.Counters;

    /// <summary>The writer, for tests that must stop it or make it fail.</summary>
    internal GroupCommitWriter Writer => _writer;

    /// <summary>
    /// Opens the store in a SQLite file, making the file or bringing its schema forward where needed.
    /// </summary>
    /// <exception cref="StoreException">
    /// It cannot be opened, is damaged, or was written by a newer program; it is then left as it was.
    /// </exception>
    public static ArgoStore OpenSqlite(StoreOptions options)
    {
        options = options.Validated();
        SqliteFile.Prepare(options.Path);
        var database = new SqliteDatabase(options);
        return Open(
            database, options.Time, options.QueueCapacity, options.Exclusive ? null : options.Readers,
            database.UseWriteAheadLog);
    }

    /// <summary>
    /// Opens the store in a PostgreSQL database, making its tables or bringing them forward.
    /// </summary>
    /// <exception cref="ArgumentException">The connection string is not one.</exception>
    /// <exception cref="StoreException">
    /// It cannot be reached, or was written by a newer program; it is then left as it was.
    /// </exception>
    public static ArgoStore OpenPostgres(PostgresOptions options)
    {
        options = options.Validated();
        return Open(
            new PostgresDatabase(options), options.Time, options.QueueCapacity, options.Readers, _ => { });
    }

    private static ArgoStore Open(
        ISqlDatabase database, TimeProvider time, int capacity, int? readers, Action<SqlSession> prepare)
    {
        SqlSession? session = null;
        try
        {
            session = database.Connect(writes: true);
            var migrator = new SchemaMigrator(database, time);
            migrator.Check(session); // before anything is changed, the journal mode included
            prepare(session);
            migrator.Migrate(session);
            return new ArgoStore(database, session, capacity, readers, time);
        }
        catch (Exception error)
        {
            session?.Dispose();
            if (error is DbException failure)
                throw database.Explain(failure);
            throw;
        }
    }

    /// <summary>Commits what is queued and closes the database; calls that come later are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_reads is ReadPool pool)
            await pool.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }
}
