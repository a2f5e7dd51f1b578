-- Argo's own tables. Names and ids are ordered by code point, as on SQLite.
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
