-- COLLATE "C": instants and ids sort by their bytes, as in SQLite, whatever the server's language is. Thai order
-- is made in the application.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TABLE division (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  name text COLLATE "C" NOT NULL,
  work text COLLATE "C" NOT NULL,
  position integer NOT NULL
);

CREATE TABLE holiday (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  day text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('regular', 'substitute', 'special')),
  scope text COLLATE "C" NOT NULL CHECK (scope IN ('nation', 'province', 'office')),
  scope_name text COLLATE "C",
  source text COLLATE "C" NOT NULL,
  entered_by text COLLATE "C" NOT NULL,
  entered_at text COLLATE "C" NOT NULL
);
-- coalesce: NULLs are all different to a unique index, and a national day would be entered twice.
CREATE UNIQUE INDEX holiday_once ON holiday (day, scope, coalesce(scope_name, ''));

CREATE TABLE service (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  slug text COLLATE "C" NOT NULL,
  division text COLLATE "C" NOT NULL REFERENCES division (id),
  state text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'live', 'closed')),
  current_version integer,
  opens_at text COLLATE "C",
  closes_at text COLLATE "C",
  position integer NOT NULL
);
CREATE UNIQUE INDEX service_slug ON service (slug);

CREATE TABLE service_version (
  service_id text COLLATE "C" NOT NULL REFERENCES service (id),
  version integer NOT NULL,
  schema_version integer NOT NULL,
  document text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  published_at text COLLATE "C" NOT NULL,
  published_by text COLLATE "C" NOT NULL,
  change_note text COLLATE "C" NOT NULL,
  PRIMARY KEY (service_id, version)
);
-- A request is judged by the version it was filed under, for as long as the request exists.
CREATE TRIGGER service_version_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- request_id has no foreign key: the draft is claimed before the request is inserted, so that a second filing
-- of the same draft stops at the claim.
CREATE TABLE draft (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  service_id text COLLATE "C" NOT NULL,
  service_version integer NOT NULL,
  revision integer NOT NULL,
  input text COLLATE "C" NOT NULL,
  lang text COLLATE "C" NOT NULL CHECK (lang IN ('th', 'en')),
  created_at text COLLATE "C" NOT NULL,
  updated_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  resume_hash text COLLATE "C",
  request_id text COLLATE "C",
  FOREIGN KEY (service_id, service_version) REFERENCES service_version (service_id, version)
);
CREATE UNIQUE INDEX draft_resume_hash ON draft (resume_hash);
CREATE INDEX draft_expires_at ON draft (expires_at);

CREATE TABLE request (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  reference text COLLATE "C" NOT NULL,
  draft_id text COLLATE "C" REFERENCES draft (id) ON DELETE SET NULL,
  service_id text COLLATE "C" NOT NULL,
  service_version integer NOT NULL,
  answers text COLLATE "C" NOT NULL,
  lang text COLLATE "C" NOT NULL CHECK (lang IN ('th', 'en')),
  channel text COLLATE "C" NOT NULL,
  division text COLLATE "C" NOT NULL REFERENCES division (id),
  status text COLLATE "C" NOT NULL,
  due_at text COLLATE "C",
  filed_at text COLLATE "C" NOT NULL,
  received_at text COLLATE "C",
  applicant_name text COLLATE "C",
  applicant_phone text COLLATE "C",
  applicant_email text COLLATE "C",
  revision integer NOT NULL,
  search text COLLATE "C" NOT NULL,
  FOREIGN KEY (service_id, service_version) REFERENCES service_version (service_id, version)
);
CREATE UNIQUE INDEX request_reference ON request (reference);
CREATE UNIQUE INDEX request_draft ON request (draft_id);
CREATE INDEX request_desk ON request (division, status, due_at);
CREATE INDEX request_filed_at ON request (filed_at, id);

CREATE TABLE request_event (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  request_id text COLLATE "C" NOT NULL REFERENCES request (id),
  seq integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  actor text COLLATE "C",
  data text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX request_event_seq ON request_event (request_id, seq);
-- What happened is never rewritten. Retention will need a way past this trigger: it comes with its own
-- migration, which opens it to that job alone.
CREATE TRIGGER request_event_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON request_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Filing moves an attachment from the draft to the request, so that forgetting the draft cannot take it along.
CREATE TABLE attachment (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  draft_id text COLLATE "C" REFERENCES draft (id) ON DELETE CASCADE,
  request_id text COLLATE "C" REFERENCES request (id),
  event_id text COLLATE "C" REFERENCES request_event (id),
  field text COLLATE "C" NOT NULL,
  "row" integer,
  position bigint NOT NULL,
  name text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  CHECK ((draft_id IS NULL) <> (request_id IS NULL))
);
CREATE INDEX attachment_draft ON attachment (draft_id);
CREATE INDEX attachment_request ON attachment (request_id);
CREATE INDEX attachment_event ON attachment (event_id);
CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE TABLE letter (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  request_id text COLLATE "C" REFERENCES request (id),
  to_address text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  "text" text COLLATE "C" NOT NULL,
  html text COLLATE "C",
  state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts integer NOT NULL,
  next_at text COLLATE "C" NOT NULL,
  last_error text COLLATE "C",
  created_at text COLLATE "C" NOT NULL,
  sent_at text COLLATE "C"
);
CREATE UNIQUE INDEX letter_key ON letter ("key");
CREATE INDEX letter_due ON letter (state, next_at);
CREATE INDEX letter_request ON letter (request_id);
