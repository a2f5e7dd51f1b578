-- The log of ended executions, and what came from what.
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
