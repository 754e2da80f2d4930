-- New keys of somebody who has keys: they take the place of those when a signed roster with them is installed.

CREATE TABLE waiting_member (
  id text PRIMARY KEY NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name text NOT NULL,
  public_key blob NOT NULL CHECK (length(public_key) = 32),
  salt blob NOT NULL CHECK (length(salt) = 16),
  by_passphrase blob NOT NULL,
  by_recovery blob NOT NULL,
  totp blob NOT NULL,
  totp_step integer NOT NULL
) STRICT, WITHOUT ROWID;
