using Argo.Storage;

namespace Argo.Hosting.Joining;

/// <summary>Opens the store that the settings choose.</summary>
internal static class StoreDoor
{
    private const string Provider = "Argo:Storage:Provider";
    private const string ConnectionString = "Argo:Storage:ConnectionString";

    /// <exception cref="ArgoException">A setting is wrong, or the store cannot be reached.</exception>
    public static ArgoStore Open(ArgoOptions options, TimeProvider time)
    {
        try
        {
            if (PostgresOf(options) is not { } server)
                return ArgoStore.OpenSqlite(new StoreOptions { Path = FileOf(options), Time = time });
            MakeDataDirectory(options.DataDirectory); // the host's key is there all the same
            return ArgoStore.OpenPostgres(server with { Time = time });
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

    private static void MakeDataDirectory(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else if (!Directory.Exists(path))
                Directory.CreateDirectory(
                    path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
