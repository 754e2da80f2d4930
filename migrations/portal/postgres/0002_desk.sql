CREATE TABLE officer (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  email text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('administrator', 'triage', 'head', 'officer', 'auditor')),
  division text COLLATE "C" REFERENCES division (id),
  state text COLLATE "C" NOT NULL CHECK (state IN ('invited', 'active', 'ended')),
  password_hash text COLLATE "C",
  password_at text COLLATE "C",
  -- Sealed with the server's key: a copy of the database alone makes no codes.
  totp_secret text COLLATE "C",
  -- The last time step a code was taken for: a code seen over a shoulder opens nothing twice.
  totp_step integer,
  created_at text COLLATE "C" NOT NULL,
  ended_at text COLLATE "C",
  CHECK (role NOT IN ('head', 'officer') OR division IS NOT NULL)
);
CREATE UNIQUE INDEX officer_email ON officer (email);

CREATE TABLE officer_link (
  token_hash text COLLATE "C" PRIMARY KEY NOT NULL,
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id),
  purpose text COLLATE "C" NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  created_by text COLLATE "C",
  created_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  used_at text COLLATE "C"
);
CREATE INDEX officer_link_officer ON officer_link (officer_id);

CREATE TABLE recovery_code (
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id),
  code_hash text COLLATE "C" NOT NULL,
  used_at text COLLATE "C",
  PRIMARY KEY (officer_id, code_hash)
);

CREATE TABLE officer_session (
  token_hash text COLLATE "C" PRIMARY KEY NOT NULL,
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id),
  device text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  seen_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  ended_at text COLLATE "C"
);
CREATE INDEX officer_session_officer ON officer_session (officer_id);

-- Each entry holds the hash of the one before it, so that none can be changed or taken out unseen.
CREATE TABLE audit_entry (
  seq integer PRIMARY KEY NOT NULL,
  at text COLLATE "C" NOT NULL,
  actor text COLLATE "C",
  deed text COLLATE "C" NOT NULL,
  subject text COLLATE "C",
  data text COLLATE "C" NOT NULL,
  previous text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL
);
CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);
CREATE INDEX audit_entry_subject ON audit_entry (subject, seq);
CREATE TRIGGER audit_entry_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE office_setting (
  "key" text COLLATE "C" PRIMARY KEY NOT NULL,
  value text COLLATE "C" NOT NULL,
  changed_by text COLLATE "C" NOT NULL,
  changed_at text COLLATE "C" NOT NULL
);

ALTER TABLE division ADD COLUMN ended_at text COLLATE "C";

-- A projection of the events, like status and due_at beside them.
ALTER TABLE request ADD COLUMN claimed_by text COLLATE "C" REFERENCES officer (id);
ALTER TABLE request ADD COLUMN claimed_at text COLLATE "C";
ALTER TABLE request ADD COLUMN queued_at text COLLATE "C";
ALTER TABLE request ADD COLUMN finished_at text COLLATE "C";
ALTER TABLE request ADD COLUMN phone_key text COLLATE "C";
ALTER TABLE request ADD COLUMN email_key text COLLATE "C";
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
  request_id text COLLATE "C" NOT NULL REFERENCES request (id),
  division text COLLATE "C" NOT NULL REFERENCES division (id),
  joined_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (request_id, division)
);
CREATE INDEX request_joined_division ON request_joined (division, request_id);

CREATE TABLE request_link (
  request_id text COLLATE "C" NOT NULL REFERENCES request (id),
  other_id text COLLATE "C" NOT NULL REFERENCES request (id),
  linked_by text COLLATE "C" NOT NULL,
  linked_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (request_id, other_id)
);
CREATE INDEX request_link_other ON request_link (other_id);

CREATE TABLE saved_view (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id),
  name text COLLATE "C" NOT NULL,
  query text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (officer_id, name);

CREATE TABLE canned_reply (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  service_id text COLLATE "C" REFERENCES service (id),
  act text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  "text" text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  changed_by text COLLATE "C",
  changed_at text COLLATE "C" NOT NULL
);
CREATE INDEX canned_reply_act ON canned_reply (act, service_id);

-- The written reason the law asks for every seven days a request is late, until an officer signs it and after.
CREATE TABLE late_letter (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  request_id text COLLATE "C" NOT NULL REFERENCES request (id),
  n integer NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('drafted', 'signed', 'dropped')),
  due_day text COLLATE "C" NOT NULL,
  days_late integer NOT NULL,
  reason text COLLATE "C" NOT NULL,
  drafted_at text COLLATE "C" NOT NULL,
  signed_by text COLLATE "C",
  signed_at text COLLATE "C",
  number text COLLATE "C",
  copy_sent_at text COLLATE "C"
);
CREATE UNIQUE INDEX late_letter_once ON late_letter (request_id, n);
CREATE INDEX late_letter_state ON late_letter (state, drafted_at);
CREATE UNIQUE INDEX late_letter_number ON late_letter (number);

CREATE TABLE job_run (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  job text COLLATE "C" NOT NULL,
  started_at text COLLATE "C" NOT NULL,
  ended_at text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('done', 'failed')),
  did integer NOT NULL,
  code text COLLATE "C"
);
CREATE INDEX job_run_started ON job_run (job, started_at);

-- Of the outsiders' survey: 1 to 5 each. One row for each time a request was closed and rated.
CREATE TABLE rating (
  event_id text COLLATE "C" PRIMARY KEY NOT NULL REFERENCES request_event (id),
  request_id text COLLATE "C" NOT NULL REFERENCES request (id),
  service_id text COLLATE "C" NOT NULL,
  division text COLLATE "C" NOT NULL,
  steps integer NOT NULL,
  fairness integer NOT NULL,
  ease integer NOT NULL,
  solved integer NOT NULL,
  rated_at text COLLATE "C" NOT NULL
);
CREATE INDEX rating_service ON rating (service_id, rated_at);
