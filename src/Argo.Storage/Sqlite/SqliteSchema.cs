namespace Argo.Storage.Sqlite;

/// <summary>
/// The schema on SQLite. Times are UTC ticks (100 ns since 0001-01-01), as in Akka's own tables.
/// </summary>
internal static class SqliteSchema
{
    public static IReadOnlyList<string> Migrations { get; } =
        [Journal, Index, Log, WorkspaceNames, Consent, Secrets];

    /// <summary>
    /// Version 1: Akka.Persistence.Sql's tables, to the letter; a database that Akka made has them already.
    /// </summary>
    public const string Journal =
        """
        CREATE TABLE IF NOT EXISTS [journal] (
          [ordering] INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
          [created] BigInt NOT NULL,
          [deleted] Bit NOT NULL,
          [persistence_id] NVarChar(255) NOT NULL,
          [sequence_number] BigInt NOT NULL,
          [message] VarBinary NOT NULL,
          [manifest] NVarChar(500) NULL,
          [identifier] INTEGER NULL,
          [writer_uuid] NVarChar(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE IF NOT EXISTS [tags] (
          [ordering_id] INTEGER NOT NULL,
          [tag] NVarChar(64) NOT NULL,
          [sequence_nr] INTEGER NOT NULL,
          [persistence_id] NVarChar(255) NOT NULL,
          CONSTRAINT [PK_tags] PRIMARY KEY ([ordering_id], [tag]));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        CREATE TABLE IF NOT EXISTS [snapshot] (
          [persistence_id] NVarChar(255) NOT NULL,
          [sequence_number] BigInt NOT NULL,
          [created] BigInt NOT NULL,
          [snapshot] VarBinary NULL,
          [manifest] NVarChar(500) NULL,
          [serializer_id] INTEGER NULL,
          CONSTRAINT [PK_snapshot] PRIMARY KEY ([persistence_id], [sequence_number]));
        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    /// <summary>Version 2: Argo's own tables.</summary>
    public const string Index =
        """
        CREATE TABLE executions (
          execution_id TEXT NOT NULL PRIMARY KEY,
          plan_id TEXT NOT NULL,
          plan_digest TEXT NOT NULL,
          report_digest TEXT NULL,
          approval_digest TEXT NULL,
          workspace TEXT NOT NULL,
          workspace_root TEXT NOT NULL,
          state TEXT NOT NULL,
          owner TEXT NULL,
          epoch BigInt NOT NULL,
          submitted_at BigInt NOT NULL,
          finished_at BigInt NULL,
          cancel_reason TEXT NULL,
          result_digest TEXT NULL,
          record_digest TEXT NULL);
        CREATE INDEX executions_submitted_at_idx ON executions (submitted_at);
        CREATE INDEX executions_state_idx ON executions (state);
        CREATE INDEX executions_cancel_idx ON executions (state) WHERE cancel_reason IS NOT NULL;
        CREATE TABLE approvals (
          approval_id TEXT NOT NULL PRIMARY KEY,
          execution_id TEXT NOT NULL,
          consumed_at BigInt NOT NULL);
        CREATE TABLE artifacts (
          digest TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          artifact_id TEXT NOT NULL,
          json BLOB NOT NULL,
          created_at BigInt NOT NULL);
        CREATE INDEX artifacts_kind_id_idx ON artifacts (kind, artifact_id, created_at);
        CREATE TABLE workspaces (
          name TEXT NOT NULL PRIMARY KEY,
          root TEXT NOT NULL,
          registered_at BigInt NOT NULL);
        CREATE TABLE signals (
          signal TEXT NOT NULL PRIMARY KEY,
          state TEXT NOT NULL,
          reason TEXT NOT NULL,
          set_by TEXT NOT NULL,
          set_at BigInt NOT NULL);
        """;

    /// <summary>Version 3: the log of ended executions, and what came from what.</summary>
    public const string Log =
        """
        CREATE TABLE evidence_log (
          leaf_index BigInt NOT NULL PRIMARY KEY,
          execution_id TEXT NOT NULL,
          receipt_digest TEXT NOT NULL,
          leaf_hash TEXT NOT NULL);
        CREATE INDEX evidence_log_execution_idx ON evidence_log (execution_id);
        CREATE TABLE evidence_log_size (size BigInt NOT NULL);
        INSERT INTO evidence_log_size (size) VALUES (0);
        CREATE TABLE artifact_links (
          source TEXT NOT NULL,
          digest TEXT NOT NULL,
          PRIMARY KEY (source, digest));
        CREATE INDEX artifact_links_digest_idx ON artifact_links (digest);
        """;

    /// <summary>
    /// Version 4: who gave a workspace its name. The rows of earlier versions, which registered what they
    /// came across, have nobody: those names stand for nothing any more.
    /// </summary>
    public const string WorkspaceNames = "ALTER TABLE workspaces ADD COLUMN added_by TEXT NULL";

    /// <summary>
    /// Version 5: which reports the dry runs of this store made, one an id; and approvals that were refused
    /// for good. From here on reports are signed.
    /// </summary>
    public const string Consent =
        """
        CREATE TABLE reports (
          report_id TEXT NOT NULL PRIMARY KEY,
          digest TEXT NOT NULL);
        ALTER TABLE approvals ADD COLUMN refusal TEXT NULL;
        """;

    /// <summary>Version 6: what was ever given as a secret.</summary>
    public const string Secrets =
        """
        CREATE TABLE secret_digests (
          digest TEXT NOT NULL PRIMARY KEY,
          remembered_at BigInt NOT NULL);
        """;
}
