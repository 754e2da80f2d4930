-- The keys without which a report cannot be read, in a file of their own that no ordinary backup holds.

CREATE TABLE shred_key (
  report_id text PRIMARY KEY NOT NULL CHECK (length(report_id) = 32),
  shred_key blob NOT NULL CHECK (length(shred_key) = 32)
) STRICT, WITHOUT ROWID;
