using Argo.Storage.Sqlite;

namespace Argo.Storage.Tests;

/// <summary>The doctor's look at a store says what the file says, whether it is in use or not.</summary>
public sealed class SqliteInspectorTests
{
    [Fact]
    public async Task A_store_that_nobody_uses_should_be_seen_to_have_its_write_ahead_log()
    {
        var place = Directory.CreateTempSubdirectory("argo-inspect-");
        var path = Path.Combine(place.FullName, "argo.db");
        await ArgoStore.OpenSqlite(new StoreOptions { Path = path }).DisposeAsync();

        var seen = SqliteInspector.Look(path, _ => true);

        Assert.True(seen.IsWriteAheadLogged);
        Assert.Empty(seen.Damage);
        Assert.Equal(seen.KnownSchemaVersion, seen.SchemaVersion);
        place.Delete(recursive: true);
    }

    [Fact]
    public async Task An_execution_that_was_refused_an_approval_should_not_be_seen_to_have_used_it()
    {
        var place = Directory.CreateTempSubdirectory("argo-inspect-");
        var path = Path.Combine(place.FullName, "argo.db");
        await using (var store = ArgoStore.OpenSqlite(new StoreOptions { Path = path }))
        {
            await store.Approvals.RefuseAsync("a", "exec-refused", "It expired at noon.");
            await store.Approvals.TryConsumeAsync("b", "exec-using");
        }

        Assert.Equal(["exec-using"], SqliteInspector.Look(path, _ => true).Consumers);
        place.Delete(recursive: true);
    }
}
