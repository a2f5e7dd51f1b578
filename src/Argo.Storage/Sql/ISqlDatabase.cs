using System.Data.Common;
using Argo.Storage.Migrations;

namespace Argo.Storage.Sql;

/// <summary>What differs between the databases that can stand behind the store.</summary>
internal interface ISqlDatabase
{
    /// <summary>How messages name the database.</summary>
    string Name { get; }

    /// <summary>The schema, version by version; the first is version 1.</summary>
    IReadOnlyList<SchemaMigration> Migrations { get; }

    /// <summary>
    /// Opens a connection, for the writer or for a reader. Fails with the driver's exception.
    /// </summary>
    SqlSession Connect(bool writes);

    /// <summary>
    /// Begins a transaction that may write, waiting for other processes' writes up to a deadline.
    /// </summary>
    void Begin(SqlSession session);

    /// <summary>Ends a transaction; when it returns, what was written is durable.</summary>
    void Commit(SqlSession session);

    /// <summary>Begins a transaction that may change the schema: one process at a time has it.</summary>
    void BeginMigration(SqlSession session);

    /// <summary>Whether a table of that name exists.</summary>
    bool HasTable(SqlSession session, string name);

    /// <summary>Reads everything and lists what is damaged.</summary>
    IReadOnlyList<string> FindDamage(SqlSession session);

    /// <summary>Whether a unique index refused a row.</summary>
    bool IsUniqueViolation(DbException error);

    /// <summary>Whether only the statement failed, and the transaction around it stands.</summary>
    bool LeavesTransactionUsable(DbException error);

    /// <summary>Turns what the driver threw into a sentence for a person.</summary>
    StoreException Explain(DbException error);
}
