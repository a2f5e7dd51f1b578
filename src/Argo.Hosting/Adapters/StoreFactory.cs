using Argo.Storage;
using Argo.Storage.Postgres;
using Argo.Workspaces.Paths;

namespace Argo.Hosting.Adapters;

/// <summary>Opens the store that the settings choose.</summary>
internal static class StoreFactory
{
    private const string Provider = "Argo:Storage:Provider";
    private const string ConnectionString = "Argo:Storage:ConnectionString";

    /// <exception cref="ArgoException">A setting is wrong, or the store cannot be reached.</exception>
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
    /// <exception cref="ArgoException">A setting is wrong, or a server cannot be reached.</exception>
    public static bool Exists(ArgoOptions options) => Explained(() => PostgresOf(options) is { } server
        ? PostgresInspector.HasStore(server)
        : File.Exists(FileOf(options)));

    /// <summary>How messages name the place of the store.</summary>
    public static string PlaceOf(ArgoOptions options) => PostgresOf(options) is { } server
        ? PostgresInspector.NameOf(server)
        : $"'{options.DataDirectory}'";

    /// <summary>The database file; it is there where the settings choose SQLite.</summary>
    public static string FileOf(ArgoOptions options) => Path.Combine(options.DataDirectory, "argo.db");

    /// <summary>The server where the settings choose one; null for SQLite.</summary>
    /// <exception cref="ArgoException">A setting is wrong.</exception>
    public static PostgresOptions? PostgresOf(ArgoOptions options)
    {
        var connection = options.Storage.ConnectionString;
        return (options.Storage.Provider.ToUpperInvariant(), string.IsNullOrWhiteSpace(connection)) switch
        {
            ("SQLITE", true) => null,
            ("SQLITE", false) => throw Wrong(
                $"{ConnectionString}: SQLite takes none; leave it out, or set {Provider} to 'postgresql'."),
            ("POSTGRESQL", false) => new PostgresOptions { ConnectionString = connection! },
            ("POSTGRESQL", true) => throw Wrong(
                $"{ConnectionString}: PostgreSQL needs one, such as 'Host=db;Database=argo;Username=argo'."),
            _ => throw Wrong(
                $"{Provider}: must be 'sqlite' or 'postgresql', not '{options.Storage.Provider}'."),
        };
    }

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
        catch (ArgumentException bad) when (bad.ParamName == nameof(PostgresOptions.ConnectionString))
        {
            throw Wrong(
                $"{ConnectionString}: {bad.Message.Split(" (Parameter", 2)[0]}", bad);
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

    private static ArgoException Wrong(string message, Exception? cause = null) =>
        new(ArgoFault.InvalidInput, message, cause);
}
