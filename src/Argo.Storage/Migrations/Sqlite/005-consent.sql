-- Which reports the dry runs of this store made, one an id; and approvals that were refused for good. From
-- here on reports are signed: ReportStore.SignedFromVersion.
CREATE TABLE reports (
  report_id TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL);
ALTER TABLE approvals ADD COLUMN refusal TEXT NULL;
