using Argo.Storage.Postgres;

namespace Argo.Storage.Tests;

/// <summary>The second process of a test: writes until it is killed, or competes for numbers.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var role, var place, var id])
        {
            await Console.Error.WriteLineAsync(
                "roles: append|race FILE|CONNECTION_STRING PERSISTENCE_ID; run the tests with 'dotnet test'");
            return 2;
        }

        await using var store = Open(place);
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        return role == "append" ? await AppendAsync(store, id) : await RaceAsync(store, id);
    }

    private static ArgoStore Open(string place) => place.StartsWith("Host=", StringComparison.Ordinal)
        ? ArgoStore.OpenPostgres(new PostgresOptions { ConnectionString = place })
        : ArgoStore.OpenSqlite(new StoreOptions { Path = place });

    /// <summary>Says each number after its write was acknowledged; ends only by being killed.</summary>
    private static async Task<int> AppendAsync(ArgoStore store, string id)
    {
        for (var nr = 1; ; nr++)
        {
            await store.AppendAsync([Some.Event(id, nr)]);
            await Console.Out.WriteLineAsync(nr.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await Console.Out.FlushAsync();
        }
    }

    /// <summary>Tries to write each number, says those that it won.</summary>
    private static async Task<int> RaceAsync(ArgoStore store, string id)
    {
        for (var nr = 1; nr <= 200; nr++)
        {
            try
            {
                await store.AppendAsync([Some.Event(id, nr)]);
                await Console.Out.WriteLineAsync(
                    nr.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (StoreException)
            {
                // The other process was quicker: that is the race.
            }
        }

        return 0;
    }
}
