using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Argo.Benchmarks.Storage;

/// <summary>
/// What the disk allows: one row a transaction, each flushed, by hand and with nothing around it.
/// </summary>
internal sealed class Floor : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _commit;
    private long _nr;

    public Floor(string file, byte[] payload)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Command("PRAGMA journal_mode = WAL").ExecuteNonQuery();
        Command("PRAGMA synchronous = FULL").ExecuteNonQuery();
        Command(
            """
            CREATE TABLE journal (ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created BigInt NOT NULL,
              deleted Bit NOT NULL, persistence_id NVarChar(255) NOT NULL, sequence_number BigInt NOT NULL,
              message VarBinary NOT NULL, manifest NVarChar(500) NULL, identifier INTEGER NULL,
              writer_uuid NVarChar(128) NULL);
            CREATE UNIQUE INDEX journal_uq ON journal (persistence_id, sequence_number);
            CREATE INDEX journal_created_idx ON journal (created);
            CREATE INDEX journal_sequence_number_idx ON journal (sequence_number);
            """).ExecuteNonQuery();
        (_begin, _commit) = (Command("BEGIN IMMEDIATE"), Command("COMMIT"));
        _insert = Command(
            """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier,
              writer_uuid) VALUES (@at, FALSE, 'floor', @nr, @message, 'rollback-aborted.v1', 8101, 'floor')
            """);
        _insert.Parameters.AddWithValue("@at", 0L);
        _insert.Parameters.AddWithValue("@nr", 0L);
        _insert.Parameters.AddWithValue("@message", payload);
    }

    /// <summary>Transactions a second.</summary>
    public double Measure(int transactions)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < transactions; i++)
        {
            _begin.ExecuteNonQuery();
            (_insert.Parameters[0].Value, _insert.Parameters[1].Value) = (DateTime.UtcNow.Ticks, ++_nr);
            _insert.ExecuteNonQuery();
            _commit.ExecuteNonQuery();
        }

        return transactions / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
