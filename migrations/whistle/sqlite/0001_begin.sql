-- The whistleblower channel. Days only, never a time; no address, and no name beside a grant.
-- Without rowids: a counter would tell in which order reports came.

CREATE TABLE report (
  id text PRIMARY KEY NOT NULL CHECK (length(id) = 32),
  lookup blob NOT NULL UNIQUE CHECK (length(lookup) = 32),
  day text NOT NULL CHECK (length(day) = 10),
  state text NOT NULL CHECK (state IN ('new', 'quarantined', 'open', 'junk', 'closed')),
  acknowledge_by text NOT NULL CHECK (length(acknowledge_by) = 10),
  consider_by text NOT NULL CHECK (length(consider_by) = 10),
  order_by text NOT NULL CHECK (length(order_by) = 10),
  feedback_by text NOT NULL CHECK (length(feedback_by) = 10),
  acknowledged_on text CHECK (length(acknowledged_on) = 10),
  considered_on text CHECK (length(considered_on) = 10),
  ordered_on text CHECK (length(ordered_on) = 10),
  closed_on text CHECK (length(closed_on) = 10),
  outcome text,
  expires_on text CHECK (length(expires_on) = 10),
  epoch integer NOT NULL CHECK (epoch >= 1),
  needs_new_key integer NOT NULL CHECK (needs_new_key IN (0, 1)),
  tip blob NOT NULL CHECK (length(tip) = 32),
  reporter_wrap blob NOT NULL CHECK (length(reporter_wrap) = 81),
  grants blob NOT NULL CHECK (length(grants) = 640),
  escrow blob NOT NULL
) STRICT, WITHOUT ROWID;

-- The keys of earlier epochs, each under the one that followed it.
CREATE TABLE earlier_key (
  report_id text NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  epoch integer NOT NULL,
  sealed blob NOT NULL CHECK (length(sealed) = 72),
  PRIMARY KEY (report_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  report_id text NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  seq integer NOT NULL CHECK (seq >= 0),
  epoch integer NOT NULL,
  role text NOT NULL CHECK (role IN ('reporter', 'panel')),
  sealed blob NOT NULL,
  PRIMARY KEY (report_id, seq)
) STRICT, WITHOUT ROWID;

-- Which sealed files belong to which report, so that they go with it; each is named after its sealed bytes.
CREATE TABLE file (
  id text PRIMARY KEY NOT NULL CHECK (length(id) = 64),
  report_id text NOT NULL REFERENCES report (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What is left of a destroyed report, for the count of a year.
CREATE TABLE tombstone (
  id text PRIMARY KEY NOT NULL,
  day text NOT NULL,
  outcome text NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  public_key blob NOT NULL CHECK (length(public_key) = 32),
  salt blob NOT NULL CHECK (length(salt) = 16),
  by_passphrase blob NOT NULL,
  by_recovery blob NOT NULL,
  totp blob NOT NULL,
  totp_step integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  hash blob PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
  member_id text NOT NULL,
  name text NOT NULL,
  expires_on text NOT NULL CHECK (length(expires_on) = 10)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (
  version integer PRIMARY KEY NOT NULL,
  statement text NOT NULL,
  signature text NOT NULL
) STRICT, WITHOUT ROWID;

-- What the panel did, each row with the digest of the one before it.
CREATE TABLE deed (
  seq integer PRIMARY KEY NOT NULL,
  day text NOT NULL CHECK (length(day) = 10),
  tag blob NOT NULL CHECK (length(tag) = 16),
  sealed blob NOT NULL CHECK (length(sealed) = 552),
  hash blob NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
