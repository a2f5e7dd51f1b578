using System.Data.Common;
using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>The directory trees that this host lets Argo touch, by name.</summary>
public sealed class WorkspaceRegistry
{
    private const string Select = "SELECT name, root, registered_at, added_by FROM workspaces";

    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal WorkspaceRegistry(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>
    /// Gives a workspace a name, as a person asked; the same name with the same root again is fine. A name
    /// that nobody asked for gives way.
    /// </summary>
    /// <exception cref="StoreException">
    /// The name stands for another root (<see cref="StoreFault.Conflict"/>): choose another name or remove it
    /// first.
    /// </exception>
    public Task<WorkspaceEntry> RegisterAsync(string name, string root, string by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        if (!Path.IsPathFullyQualified(root))
            throw new ArgumentException(
                $"The root of workspace '{name}' must be an absolute path: '{root}'.", nameof(root));
        var now = _time.GetUtcNow().UtcTicks;
        return _writer.SubmitAsync(session => Register(session, name, root, by, now));
    }

    /// <summary>Forgets a workspace; its files and its history stay.</summary>
    /// <returns>False when no workspace has that name.</returns>
    public Task<bool> RemoveAsync(string name) =>
        _writer.SubmitAsync(
            session => session.Execute("DELETE FROM workspaces WHERE name = @name", name) == 1);

    /// <summary>The workspace with this name, or null.</summary>
    public Task<WorkspaceEntry?> GetAsync(string name) => _reads.ReadAsync(session => Get(session, name));

    /// <summary>All workspaces, by name.</summary>
    public async Task<IReadOnlyList<WorkspaceEntry>> ListAsync() =>
        await _reads.ReadAsync(List).ConfigureAwait(false);

    internal static IReadOnlyList<WorkspaceEntry> List(SqlSession session) =>
        session.Query($"{Select} ORDER BY name", Read);

    private static WorkspaceEntry Register(
        SqlSession session, string name, string root, string by, long nowTicks)
    {
        session.Execute(
            """
            INSERT INTO workspaces (name, root, registered_at, added_by) VALUES (@name, @root, @now, @by)
            ON CONFLICT (name) DO UPDATE
              SET root = excluded.root, registered_at = excluded.registered_at, added_by = excluded.added_by
              WHERE workspaces.added_by IS NULL
            """,
            name, root, nowTicks, by);
        var entry = Get(session, name)!;
        return entry.Root == root
            ? entry
            : throw new StoreException(
                StoreFault.Conflict,
                $"The workspace name '{name}' already stands for '{entry.Root}'. Choose another name for "
                + $"'{root}', or remove that workspace first.");
    }

    private static WorkspaceEntry? Get(SqlSession session, string name) =>
        session.Query($"{Select} WHERE name = @name", Read, name) is [var entry] ? entry : null;

    private static WorkspaceEntry Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.Time(2), row.Text(3));
}
