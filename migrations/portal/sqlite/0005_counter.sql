-- Whose draft it is, when an officer fills a form in for somebody at the counter. It goes with the draft.
CREATE TABLE counter_draft (
  draft_id text PRIMARY KEY NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  officer_id text NOT NULL REFERENCES officer (id)
) STRICT;
CREATE INDEX counter_draft_officer ON counter_draft (officer_id);
