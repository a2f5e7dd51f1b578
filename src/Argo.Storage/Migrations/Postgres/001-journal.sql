-- Akka.Persistence.Sql's tables, to the letter; a database that Akka made has them already.
-- Times are UTC ticks (100 ns since 0001-01-01), as everywhere in these tables.
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
