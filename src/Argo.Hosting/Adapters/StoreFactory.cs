using Argo.Hosting.Settings;
using Argo.Storage;
using Argo.Storage.Postgres;
using Argo.Workspaces.Paths;

namespace Argo.Hosting.Adapters;

/// <summary>Opens the store that the settings choose.</summary>
internal static class StoreFactory
{
    /// <exception cref="ArgoException">The store cannot be reached.</exception>
    public static ArgoStore Open(ArgoOptions options, TimeProvider time) => Explained(() =>
    {
        var server = PostgresOf(options);
        DataDirectoryRules.Require(options.DataDirectory);
        MakeDataDirectory(options.DataDirectory); // the host's key is there in any case
        return server is null
            ? ArgoStore.OpenSqlite(new StoreOptions { Path = FileOf(options), Time = time })
            : ArgoStore.OpenPostgres(server with { Time = time });
    });

    /// <summary>Whether the store is there; nothing is made.</summary>
    /// <exception cref="ArgoException">A server cannot be reached.</exception>
    public static bool Exists(ArgoOptions options) => Explained(() => PostgresOf(options) is { } server
        ? PostgresInspector.HasStore(server)
        : File.Exists(FileOf(options)));

    /// <summary>How messages name the place of the store.</summary>
    public static string PlaceOf(ArgoOptions options) => PostgresOf(options) is { } server
        ? PostgresInspector.NameOf(server)
        : $"'{options.DataDirectory}'";

    /// <summary>The database file; it is there where the settings choose SQLite.</summary>
    public static string FileOf(ArgoOptions options) => DataDirectoryFiles.Database(options.DataDirectory);

    /// <summary>The server where the settings choose one; null for SQLite.</summary>
    public static PostgresOptions? PostgresOf(ArgoOptions options) => StorageRules.ServerOf(options.Storage);

    private static T Explained<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (StoreException error)
        {
            throw new ArgoException(ArgoFault.NotReachable, error.Message, error);
        }
    }

    private static void MakeDataDirectory(string path)
    {
        try
        {
            PrivateDirectory.Make(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The data directory '{path}' cannot be made: {error.Message} "
                + "Give this user write access there, or choose another with --data or ARGO_DATA.",
                error);
        }
    }
}
