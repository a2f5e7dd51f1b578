using Npgsql;

namespace Argo.Storage.Postgres;

/// <summary>Which PostgreSQL database the store is in, and how it behaves under load.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// Npgsql's connection string, such as <c>Host=db;Database=argo;Username=argo</c>. A password is better
    /// kept in
    /// <c>PGPASSWORD</c> or a password file. The tables are in the first schema of its search path.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>How long a write waits for another process's lock. Default: 30 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many writes may wait for the writer before callers are held back. Default: 4096.
    /// </summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>How many connections read at the same time. Default: 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>The clock behind every stored time. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The connection string with what the store needs; each connection is the store's alone.
    /// </summary>
    internal NpgsqlConnectionStringBuilder Connection()
    {
        var given = Parsed();
        given.Pooling = false;
        given.Enlist = false;
        given.MaxAutoPrepare = 64;
        given.AutoPrepareMinUsages = 2;
        given.ApplicationName ??= "argo";
        given.CommandTimeout = (int)Math.Ceiling(BusyTimeout.TotalSeconds) + 30;
        return given;
    }

    internal PostgresOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Readers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.Zero);
        return Parsed().Host is { Length: > 0 }
            ? this
            : throw new ArgumentException("The connection string names no Host.", nameof(ConnectionString));
    }

    private NpgsqlConnectionStringBuilder Parsed()
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(ConnectionString);
        }
        catch (Exception bad) when (bad is ArgumentException or FormatException or OverflowException)
        {
            throw new ArgumentException(
                $"The connection string is not one of Npgsql's: {bad.Message}",
                nameof(ConnectionString),
                bad);
        }
    }
}
