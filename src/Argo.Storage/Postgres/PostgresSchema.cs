namespace Argo.Storage.Postgres;

/// <summary>
/// The schema on PostgreSQL. Times are UTC ticks (100 ns since 0001-01-01), as in Akka's own tables.
/// </summary>
internal static class PostgresSchema
{
    public static IReadOnlyList<string> Migrations { get; } =
        [Journal, Index, Log, WorkspaceNames, Consent, Secrets];

    /// <summary>
    /// Version 1: Akka.Persistence.Sql's tables, to the letter; a database that Akka made has them already.
    /// </summary>
    public const string Journal =
        """
        CREATE TABLE IF NOT EXISTS journal (
          ordering BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
          created BIGINT NOT NULL,
          deleted BOOLEAN NOT NULL,
          persistence_id TEXT NOT NULL,
          sequence_number BIGINT NOT NULL,
          message BYTEA NOT NULL,
          manifest TEXT NULL,
          identifier INT NULL,
          writer_uuid TEXT NULL,
          CONSTRAINT "PK_journal" PRIMARY KEY (ordering));
        DO $unique$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_constraint
              WHERE conname = 'journal_uq' AND conrelid = 'journal'::regclass) THEN
            ALTER TABLE journal ADD CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number);
          END IF;
        END $unique$;
        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
          ordering_id BIGINT NOT NULL,
          tag TEXT NOT NULL,
          sequence_nr BIGINT NOT NULL,
          persistence_id TEXT NOT NULL,
          CONSTRAINT "PK_tags" PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        CREATE TABLE IF NOT EXISTS snapshot (
          persistence_id TEXT NOT NULL,
          sequence_number BIGINT NOT NULL,
          created BIGINT NOT NULL,
          snapshot BYTEA NULL,
          manifest TEXT NULL,
          serializer_id INT NULL,
          CONSTRAINT "PK_snapshot" PRIMARY KEY (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    /// <summary>
    /// Version 2: Argo's own tables; names and ids are ordered by code point, as on SQLite.
    /// </summary>
    public const string Index =
        """
        CREATE TABLE executions (
          execution_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          plan_id TEXT NOT NULL,
          plan_digest TEXT NOT NULL,
          report_digest TEXT NULL,
          approval_digest TEXT NULL,
          workspace TEXT NOT NULL,
          workspace_root TEXT NOT NULL,
          state TEXT NOT NULL,
          owner TEXT NULL,
          epoch BIGINT NOT NULL,
          submitted_at BIGINT NOT NULL,
          finished_at BIGINT NULL,
          cancel_reason TEXT NULL,
          result_digest TEXT NULL,
          record_digest TEXT NULL);
        CREATE INDEX executions_submitted_at_idx ON executions (submitted_at);
        CREATE INDEX executions_state_idx ON executions (state);
        CREATE INDEX executions_cancel_idx ON executions (state) WHERE cancel_reason IS NOT NULL;
        CREATE TABLE approvals (
          approval_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          execution_id TEXT NOT NULL,
          consumed_at BIGINT NOT NULL);
        CREATE TABLE artifacts (
          digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          artifact_id TEXT NOT NULL,
          json BYTEA NOT NULL,
          created_at BIGINT NOT NULL);
        CREATE INDEX artifacts_kind_id_idx ON artifacts (kind, artifact_id, created_at);
        CREATE TABLE workspaces (
          name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          root TEXT NOT NULL,
          registered_at BIGINT NOT NULL);
        CREATE TABLE signals (
          signal TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          state TEXT NOT NULL,
          reason TEXT NOT NULL,
          set_by TEXT NOT NULL,
          set_at BIGINT NOT NULL);
        """;

    /// <summary>Version 3: the log of ended executions, and what came from what.</summary>
    public const string Log =
        """
        CREATE TABLE evidence_log (
          leaf_index BIGINT NOT NULL PRIMARY KEY,
          execution_id TEXT COLLATE "C" NOT NULL,
          receipt_digest TEXT NOT NULL,
          leaf_hash TEXT NOT NULL);
        CREATE INDEX evidence_log_execution_idx ON evidence_log (execution_id);
        CREATE TABLE evidence_log_size (size BIGINT NOT NULL);
        INSERT INTO evidence_log_size (size) VALUES (0);
        CREATE TABLE artifact_links (
          source TEXT COLLATE "C" NOT NULL,
          digest TEXT COLLATE "C" NOT NULL,
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
          report_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          digest TEXT COLLATE "C" NOT NULL);
        ALTER TABLE approvals ADD COLUMN refusal TEXT NULL;
        """;

    /// <summary>Version 6: what was ever given as a secret.</summary>
    public const string Secrets =
        """
        CREATE TABLE secret_digests (
          digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
          remembered_at BIGINT NOT NULL);
        """;
}
