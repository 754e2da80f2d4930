CREATE TABLE officer (
  id text PRIMARY KEY NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'triage', 'head', 'officer', 'auditor')),
  division text REFERENCES division (id),
  state text NOT NULL CHECK (state IN ('invited', 'active', 'ended')),
  password_hash text,
  password_at text,
  -- Sealed with the server's key: a copy of the database alone makes no codes.
  totp_secret text,
  -- The last time step a code was taken for: a code seen over a shoulder opens nothing twice.
  totp_step integer,
  created_at text NOT NULL,
  ended_at text,
  CHECK (role NOT IN ('head', 'officer') OR division IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX officer_email ON officer (email);

CREATE TABLE officer_link (
  token_hash text PRIMARY KEY NOT NULL,
  officer_id text NOT NULL REFERENCES officer (id),
  purpose text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  created_by text,
  created_at text NOT NULL,
  expires_at text NOT NULL,
  used_at text
) STRICT;
CREATE INDEX officer_link_officer ON officer_link (officer_id);

CREATE TABLE recovery_code (
  officer_id text NOT NULL REFERENCES officer (id),
  code_hash text NOT NULL,
  used_at text,
  PRIMARY KEY (officer_id, code_hash)
) STRICT;

CREATE TABLE officer_session (
  token_hash text PRIMARY KEY NOT NULL,
  officer_id text NOT NULL REFERENCES officer (id),
  device text NOT NULL,
  created_at text NOT NULL,
  seen_at text NOT NULL,
  expires_at text NOT NULL,
  ended_at text
) STRICT;
CREATE INDEX officer_session_officer ON officer_session (officer_id);

-- Each entry holds the hash of the one before it, so that none can be changed or taken out unseen.
CREATE TABLE audit_entry (
  seq integer PRIMARY KEY NOT NULL,
  at text NOT NULL,
  actor text,
  deed text NOT NULL,
  subject text,
  data text NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL
) STRICT;
CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);
CREATE INDEX audit_entry_subject ON audit_entry (subject, seq);
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry is insert-only'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry is insert-only'); END;

CREATE TABLE office_setting (
  "key" text PRIMARY KEY NOT NULL,
  value text NOT NULL,
  changed_by text NOT NULL,
  changed_at text NOT NULL
) STRICT;

ALTER TABLE division ADD COLUMN ended_at text;

-- A projection of the events, like status and due_at beside them.
ALTER TABLE request ADD COLUMN claimed_by text REFERENCES officer (id);
ALTER TABLE request ADD COLUMN claimed_at text;
ALTER TABLE request ADD COLUMN queued_at text;
ALTER TABLE request ADD COLUMN finished_at text;
ALTER TABLE request ADD COLUMN phone_key text;
ALTER TABLE request ADD COLUMN email_key text;
UPDATE request SET
  queued_at = coalesce(received_at, filed_at),
  phone_key = replace(replace(applicant_phone, '-', ''), ' ', ''),
  email_key = lower(applicant_email);
UPDATE request SET
  queued_at = NULL,
  finished_at = coalesce((SELECT max(at) FROM request_event WHERE request_id = request.id AND kind = 'withdrawn'), filed_at)
WHERE status IN ('returned', 'approved', 'refused', 'done', 'withdrawn');
DROP INDEX request_desk;
CREATE INDEX request_open ON request (due_at, id) WHERE finished_at IS NULL;
CREATE INDEX request_open_division ON request (division, due_at, id) WHERE finished_at IS NULL;
CREATE INDEX request_open_officer ON request (claimed_by, due_at, id) WHERE finished_at IS NULL;
CREATE INDEX request_finished ON request (division, finished_at, id);
CREATE INDEX request_phone ON request (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX request_email ON request (email_key) WHERE email_key IS NOT NULL;

-- Divisions that work on a request beside the one that answers for it.
CREATE TABLE request_joined (
  request_id text NOT NULL REFERENCES request (id),
  division text NOT NULL REFERENCES division (id),
  joined_at text NOT NULL,
  PRIMARY KEY (request_id, division)
) STRICT;
CREATE INDEX request_joined_division ON request_joined (division, request_id);

CREATE TABLE request_link (
  request_id text NOT NULL REFERENCES request (id),
  other_id text NOT NULL REFERENCES request (id),
  linked_by text NOT NULL,
  linked_at text NOT NULL,
  PRIMARY KEY (request_id, other_id)
) STRICT;
CREATE INDEX request_link_other ON request_link (other_id);

CREATE TABLE saved_view (
  id text PRIMARY KEY NOT NULL,
  officer_id text NOT NULL REFERENCES officer (id),
  name text NOT NULL,
  query text NOT NULL,
  created_at text NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_view_name ON saved_view (officer_id, name);

CREATE TABLE canned_reply (
  id text PRIMARY KEY NOT NULL,
  service_id text REFERENCES service (id),
  act text NOT NULL,
  name text NOT NULL,
  "text" text NOT NULL,
  revision integer NOT NULL,
  changed_by text,
  changed_at text NOT NULL
) STRICT;
CREATE INDEX canned_reply_act ON canned_reply (act, service_id);

-- The written reason the law asks for every seven days a request is late, until an officer signs it and after.
CREATE TABLE late_letter (
  id text PRIMARY KEY NOT NULL,
  request_id text NOT NULL REFERENCES request (id),
  n integer NOT NULL,
  state text NOT NULL CHECK (state IN ('drafted', 'signed', 'dropped')),
  due_day text NOT NULL,
  days_late integer NOT NULL,
  reason text NOT NULL,
  drafted_at text NOT NULL,
  signed_by text,
  signed_at text,
  number text,
  copy_sent_at text
) STRICT;
CREATE UNIQUE INDEX late_letter_once ON late_letter (request_id, n);
CREATE INDEX late_letter_state ON late_letter (state, drafted_at);
CREATE UNIQUE INDEX late_letter_number ON late_letter (number);

CREATE TABLE job_run (
  id text PRIMARY KEY NOT NULL,
  job text NOT NULL,
  started_at text NOT NULL,
  ended_at text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'failed')),
  did integer NOT NULL,
  code text
) STRICT;
CREATE INDEX job_run_started ON job_run (job, started_at);

-- Of the outsiders' survey: 1 to 5 each. One row for each time a request was closed and rated.
CREATE TABLE rating (
  event_id text PRIMARY KEY NOT NULL REFERENCES request_event (id),
  request_id text NOT NULL REFERENCES request (id),
  service_id text NOT NULL,
  division text NOT NULL,
  steps integer NOT NULL,
  fairness integer NOT NULL,
  ease integer NOT NULL,
  solved integer NOT NULL,
  rated_at text NOT NULL
) STRICT;
CREATE INDEX rating_service ON rating (service_id, rated_at);
