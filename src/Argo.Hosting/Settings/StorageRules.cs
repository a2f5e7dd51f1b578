using Argo.Storage.Postgres;

namespace Argo.Hosting.Settings;

/// <summary>Which databases settings may choose.</summary>
internal static class StorageRules
{
    private const string Provider = "Argo:Storage:Provider";
    private const string ConnectionString = "Argo:Storage:ConnectionString";

    public static IEnumerable<string> FindFaults(StorageOptions storage)
    {
        var hasConnection = !string.IsNullOrWhiteSpace(storage.ConnectionString);
        return (storage.Provider.ToUpperInvariant(), hasConnection) switch
        {
            ("SQLITE", false) => [],
            ("SQLITE", true) =>
                [$"{ConnectionString}: SQLite takes none; leave it out, or set {Provider} to 'postgresql'."],
            ("POSTGRESQL", false) =>
            [
                $"{ConnectionString}: PostgreSQL needs one, such as 'Host=db;Database=argo;Username=argo'.",
            ],
            ("POSTGRESQL", true) => WhyNotConnection(storage.ConnectionString!),
            _ => [$"{Provider}: must be 'sqlite' or 'postgresql', not '{storage.Provider}'."],
        };
    }

    /// <summary>The server where the settings choose one; null for SQLite.</summary>
    public static PostgresOptions? ServerOf(StorageOptions storage) =>
        string.Equals(storage.Provider, "postgresql", StringComparison.OrdinalIgnoreCase)
            ? new PostgresOptions { ConnectionString = storage.ConnectionString! }
            : null;

    private static string[] WhyNotConnection(string connection)
    {
        try
        {
            _ = PostgresInspector.NameOf(new PostgresOptions { ConnectionString = connection });
            return [];
        }
        catch (ArgumentException bad)
        {
            return [$"{ConnectionString}: {bad.Message.Split(" (Parameter", 2)[0]}"];
        }
    }
}
