-- The digests of all that was ever given as a secret.
CREATE TABLE secret_digests (
  digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  remembered_at BIGINT NOT NULL);
