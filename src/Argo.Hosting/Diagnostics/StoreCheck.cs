using Argo.Artifacts.Files;
using Argo.Storage;
using Argo.Storage.Postgres;
using Argo.Storage.Sqlite;
using Argo.Workspaces.Native;

namespace Argo.Hosting.Diagnostics;

/// <summary>The database: whole, of a version that this program knows, and in write-ahead mode.</summary>
internal static class StoreCheck
{
    private const string OfServer = "look at the server and its log, and at Argo:Storage in argo.json; "
        + "restore the database from a backup where it is damaged";

    /// <summary>The same for a database of a server.</summary>
    public static StoreInspection? Examine(PostgresOptions options, List<DoctorFinding> findings)
    {
        var name = "PostgreSQL";
        try
        {
            name = PostgresInspector.NameOf(options);
            return Keep(name, PostgresInspector.Look(options, ExecutionCheck.IsEnd), findings, OfServer);
        }
        catch (Exception error) when (error is StoreException or ArgumentException)
        {
            findings.Add(new("store", name, DoctorStatus.Problem, error.Message, OfServer));
            return null;
        }
    }

    /// <summary>What the store holds; null when there is none that can be read.</summary>
    public static StoreInspection? Examine(string path, List<DoctorFinding> findings)
    {
        if (FileKind.Of(path) is var kind and not EntryKind.File)
        {
            findings.Add(kind is EntryKind.Absent ? Missing(path) : new(
                "store", path, DoctorStatus.Problem, "there is something else than a file in its place",
                $"look at what {path} is; move it away, and restore the store from a backup if there was "
                + "one"));
            return null;
        }

        try
        {
            return Keep(path, SqliteInspector.Look(path, ExecutionCheck.IsEnd), findings, ByHand(path));
        }
        catch (StoreException error)
        {
            findings.Add(new(
                "store", path, DoctorStatus.Problem, error.Message, RemedyOf(error.Fault, path)));
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(
                "store", path, DoctorStatus.Problem, $"it cannot be read: {unreadable.Message}",
                RemedyOf(StoreFault.NotReachable, path)));
            return null;
        }
    }

    private static StoreInspection? Keep(
        string name, StoreInspection store, List<DoctorFinding> findings, string remedy)
    {
        findings.AddRange(Examine(name, store, remedy));
        return store.Damage.Count > 0 || store.SchemaVersion != store.KnownSchemaVersion ? null : store;
    }

    private static DoctorFinding Missing(string path) =>
        File.Exists(path + "-wal") && new FileInfo(path + "-wal").Length > 0
        ? new("store", path, DoctorStatus.Problem,
            "it is missing, but its log is there: it was deleted or moved away", ByHand(path))
        : new("store", path, DoctorStatus.Note, "it is not there yet; the first plan makes it");

    private static IEnumerable<DoctorFinding> Examine(string path, StoreInspection store, string remedy)
    {
        foreach (var line in store.Damage)
            yield return new("store", path, DoctorStatus.Problem, $"it is damaged: {line}", remedy);
        if (store.Damage.Count > 0)
            yield break;
        if (store.SchemaVersion > store.KnownSchemaVersion)
        {
            yield return new("store", path, DoctorStatus.Problem,
                $"its schema has version {store.SchemaVersion}, and this program knows "
                + $"{store.KnownSchemaVersion}",
                "use the newer argo that wrote it");
        }
        else if (store.SchemaVersion < store.KnownSchemaVersion)
        {
            yield return new("store", path, DoctorStatus.Note,
                $"its schema has version {store.SchemaVersion}; the next start brings it to "
                + $"{store.KnownSchemaVersion}");
        }
        else
        {
            yield return new("store", path, DoctorStatus.Ok,
                $"whole: {store.Executions.Count} execution(s), schema {store.SchemaVersion}");
        }

        if (!store.IsWriteAheadLogged)
            yield return remedy == OfServer
                ? new("store", path, DoctorStatus.Problem,
                    "the server runs with fsync off: a crash of its machine loses what it has acknowledged",
                    "set fsync = on in the server's configuration")
                : new("store", path, DoctorStatus.Note, "it has no write-ahead log; the next start sets one");
    }

    /// <summary>
    /// Only a damaged store is to be moved away: any other comes back once its place is in order.
    /// </summary>
    private static string RemedyOf(StoreFault fault, string path) => fault switch
    {
        StoreFault.Corrupt => ByHand(path),
        StoreFault.NewerSchema => "use the newer argo that wrote it",
        StoreFault.Full =>
            $"free space on the disk of {path}; the store itself is sound as far as can be seen",
        _ => $"give this user access to {path} and its directory, and room on their disk; then look again",
    };

    private static string ByHand(string path) =>
        $"end every argo process; keep a copy of {path}, {path}-wal and {path}-shm; restore them from a "
        + "backup, or move "
        + "them away to begin anew. What unfinished executions took out of a tree stays in .argo/x of its "
        + "workspace "
        + "until you move it back by hand";
}
