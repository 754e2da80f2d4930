CREATE TABLE division (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  work text NOT NULL,
  position integer NOT NULL
) STRICT;

CREATE TABLE holiday (
  id text PRIMARY KEY NOT NULL,
  day text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('regular', 'substitute', 'special')),
  scope text NOT NULL CHECK (scope IN ('nation', 'province', 'office')),
  scope_name text,
  source text NOT NULL,
  entered_by text NOT NULL,
  entered_at text NOT NULL
) STRICT;
-- coalesce: NULLs are all different to a unique index, and a national day would be entered twice.
CREATE UNIQUE INDEX holiday_once ON holiday (day, scope, coalesce(scope_name, ''));

CREATE TABLE service (
  id text PRIMARY KEY NOT NULL,
  slug text NOT NULL,
  division text NOT NULL REFERENCES division (id),
  state text NOT NULL CHECK (state IN ('draft', 'live', 'closed')),
  current_version integer,
  opens_at text,
  closes_at text,
  position integer NOT NULL
) STRICT;
CREATE UNIQUE INDEX service_slug ON service (slug);

CREATE TABLE service_version (
  service_id text NOT NULL REFERENCES service (id),
  version integer NOT NULL,
  schema_version integer NOT NULL,
  document text NOT NULL,
  sha256 text NOT NULL,
  published_at text NOT NULL,
  published_by text NOT NULL,
  change_note text NOT NULL,
  PRIMARY KEY (service_id, version)
) STRICT;
-- A request is judged by the version it was filed under, for as long as the request exists.
CREATE TRIGGER service_version_no_update BEFORE UPDATE ON service_version
BEGIN SELECT RAISE(ABORT, 'service_version is insert-only'); END;
CREATE TRIGGER service_version_no_delete BEFORE DELETE ON service_version
BEGIN SELECT RAISE(ABORT, 'service_version is insert-only'); END;

-- request_id has no foreign key: the draft is claimed before the request is inserted, so that a second filing
-- of the same draft stops at the claim.
CREATE TABLE draft (
  id text PRIMARY KEY NOT NULL,
  service_id text NOT NULL,
  service_version integer NOT NULL,
  revision integer NOT NULL,
  input text NOT NULL,
  lang text NOT NULL CHECK (lang IN ('th', 'en')),
  created_at text NOT NULL,
  updated_at text NOT NULL,
  expires_at text NOT NULL,
  resume_hash text,
  request_id text,
  FOREIGN KEY (service_id, service_version) REFERENCES service_version (service_id, version)
) STRICT;
CREATE UNIQUE INDEX draft_resume_hash ON draft (resume_hash);
CREATE INDEX draft_expires_at ON draft (expires_at);

CREATE TABLE request (
  id text PRIMARY KEY NOT NULL,
  reference text NOT NULL,
  draft_id text REFERENCES draft (id) ON DELETE SET NULL,
  service_id text NOT NULL,
  service_version integer NOT NULL,
  answers text NOT NULL,
  lang text NOT NULL CHECK (lang IN ('th', 'en')),
  channel text NOT NULL,
  division text NOT NULL REFERENCES division (id),
  status text NOT NULL,
  due_at text,
  filed_at text NOT NULL,
  received_at text,
  applicant_name text,
  applicant_phone text,
  applicant_email text,
  revision integer NOT NULL,
  search text NOT NULL,
  FOREIGN KEY (service_id, service_version) REFERENCES service_version (service_id, version)
) STRICT;
CREATE UNIQUE INDEX request_reference ON request (reference);
CREATE UNIQUE INDEX request_draft ON request (draft_id);
CREATE INDEX request_desk ON request (division, status, due_at);
CREATE INDEX request_filed_at ON request (filed_at, id);

CREATE TABLE request_event (
  id text PRIMARY KEY NOT NULL,
  request_id text NOT NULL REFERENCES request (id),
  seq integer NOT NULL,
  kind text NOT NULL,
  at text NOT NULL,
  actor text,
  data text NOT NULL
) STRICT;
CREATE UNIQUE INDEX request_event_seq ON request_event (request_id, seq);
-- What happened is never rewritten. Retention will need a way past these two triggers: it comes with its own
-- migration, which opens them to that job alone.
CREATE TRIGGER request_event_no_update BEFORE UPDATE ON request_event
BEGIN SELECT RAISE(ABORT, 'request_event is insert-only'); END;
CREATE TRIGGER request_event_no_delete BEFORE DELETE ON request_event
BEGIN SELECT RAISE(ABORT, 'request_event is insert-only'); END;

-- Filing moves an attachment from the draft to the request, so that forgetting the draft cannot take it along.
CREATE TABLE attachment (
  id text PRIMARY KEY NOT NULL,
  draft_id text REFERENCES draft (id) ON DELETE CASCADE,
  request_id text REFERENCES request (id),
  event_id text REFERENCES request_event (id),
  field text NOT NULL,
  "row" integer,
  position integer NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  sha256 text NOT NULL,
  created_at text NOT NULL,
  CHECK ((draft_id IS NULL) <> (request_id IS NULL))
) STRICT;
CREATE INDEX attachment_draft ON attachment (draft_id);
CREATE INDEX attachment_request ON attachment (request_id);
CREATE INDEX attachment_event ON attachment (event_id);
CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE TABLE letter (
  id text PRIMARY KEY NOT NULL,
  "key" text NOT NULL,
  request_id text REFERENCES request (id),
  to_address text NOT NULL,
  subject text NOT NULL,
  "text" text NOT NULL,
  html text,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts integer NOT NULL,
  next_at text NOT NULL,
  last_error text,
  created_at text NOT NULL,
  sent_at text
) STRICT;
CREATE UNIQUE INDEX letter_key ON letter ("key");
CREATE INDEX letter_due ON letter (state, next_at);
CREATE INDEX letter_request ON letter (request_id);
