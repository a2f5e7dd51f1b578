-- Argo's own tables.
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
