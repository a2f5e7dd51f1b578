-- The log of ended executions, and what came from what.
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
