-- Who gave a workspace its name. The rows of earlier versions, which registered what they came across, have
-- nobody: those names stand for nothing any more.
ALTER TABLE workspaces ADD COLUMN added_by TEXT NULL;
