using Argo.Storage;

namespace Argo.Hosting.Doctor;

/// <summary>The database: whole, of a version that this program knows, and in write-ahead mode.</summary>
internal static class StoreCheck
{
    /// <summary>What the store holds; null when there is none that can be read.</summary>
    public static StoreInspection? Examine(string path, List<DoctorFinding> findings)
    {
        if (!File.Exists(path))
        {
            findings.Add(Missing(path));
            return null;
        }

        try
        {
            var store = SqliteInspector.Look(path, ExecutionCheck.IsEnd);
            findings.AddRange(Judge(path, store));
            return store.Damage.Count > 0 || store.SchemaVersion != store.KnownSchemaVersion ? null : store;
        }
        catch (StoreException error)
        {
            findings.Add(new("store", path, DoctorStatus.Problem, error.Message, ByHand(path)));
            return null;
        }
    }

    private static DoctorFinding Missing(string path) =>
        File.Exists(path + "-wal") && new FileInfo(path + "-wal").Length > 0
        ? new("store", path, DoctorStatus.Problem,
            "it is missing, but its log is there: it was deleted or moved away", ByHand(path))
        : new("store", path, DoctorStatus.Note, "it is not there yet; the first plan makes it");

    private static IEnumerable<DoctorFinding> Judge(string path, StoreInspection store)
    {
        foreach (var line in store.Damage)
            yield return new("store", path, DoctorStatus.Problem, $"it is damaged: {line}", ByHand(path));
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
            yield return new("store", path, DoctorStatus.Note, "it has no write-ahead log; the next start sets one");
    }

    private static string ByHand(string path) =>
        $"end every argo process; keep a copy of {path}, {path}-wal and {path}-shm; restore them from a "
        + "backup, or move "
        + "them away to begin anew. What unfinished executions took out of a tree stays in .argo/x of its "
        + "workspace "
        + "until you move it back by hand";
}
