-- Of what each officer has been reminded, so that a second instance, or a second start, says nothing twice.
CREATE TABLE reminder (
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id),
  request_id text COLLATE "C" NOT NULL REFERENCES request (id),
  about text COLLATE "C" NOT NULL CHECK (about IN ('due', 'tell', 'sign')),
  day text COLLATE "C" NOT NULL,
  stage text COLLATE "C" NOT NULL CHECK (stage IN ('before', 'onDay')),
  reminded_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (officer_id, request_id, about, day, stage)
);
CREATE INDEX reminder_request ON reminder (request_id);
CREATE INDEX reminder_reminded_at ON reminder (reminded_at);

-- The words as they were signed: names and titles change, a letter that went out does not.
ALTER TABLE late_letter ADD COLUMN "text" text COLLATE "C";
ALTER TABLE late_letter ADD COLUMN posted_at text COLLATE "C";
ALTER TABLE late_letter ADD COLUMN dropped_at text COLLATE "C";
ALTER TABLE late_letter ADD COLUMN dropped_because text COLLATE "C" CHECK (dropped_because IN ('ended', 'moved', 'covered'));

CREATE INDEX request_queued_at ON request (queued_at) WHERE queued_at IS NOT NULL;
