-- The digests of all that was ever given as a secret.
CREATE TABLE secret_digests (
  digest TEXT NOT NULL PRIMARY KEY,
  remembered_at BigInt NOT NULL);
