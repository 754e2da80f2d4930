-- Whose draft it is, when an officer fills a form in for somebody at the counter. It goes with the draft.
CREATE TABLE counter_draft (
  draft_id text COLLATE "C" PRIMARY KEY NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id)
);
CREATE INDEX counter_draft_officer ON counter_draft (officer_id);
