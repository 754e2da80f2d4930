-- What is searched in loses its tone marks, ไม้ไต่คู้, ทัณฑฆาต and พินทุ, as what is typed does. The index is made anew
-- of all rows together: one after the other would take far longer.
DROP TRIGGER request_words_update;
UPDATE request SET search = trim(replace(replace(replace(replace(replace(replace(replace(replace(replace(search,
  char(0x0e3a), ''), char(0x0e47), ''), char(0x0e48), ''), char(0x0e49), ''), char(0x0e4a), ''), char(0x0e4b), ''),
  char(0x0e4c), ''), 'เเ', 'แ'), '  ', ' '));
INSERT INTO request_words (request_words) VALUES ('rebuild');
CREATE TRIGGER request_words_update AFTER UPDATE OF search ON request WHEN old.search <> new.search
BEGIN
  INSERT INTO request_words (request_words, rowid, search)
    SELECT 'delete', n, old.search FROM request_found WHERE request_id = old.id;
  INSERT INTO request_words (rowid, search)
    SELECT n, new.search FROM request_found WHERE request_id = old.id;
END;

-- What one act to many cases came to, for the officer who did it, until it is no longer of use. Its row is there
-- before the first case is touched: the same sending does nothing a second time.
CREATE TABLE bulk_result (
  id text PRIMARY KEY NOT NULL,
  officer_id text NOT NULL REFERENCES officer (id),
  act text NOT NULL,
  "view" text NOT NULL,
  outcome text,
  made_at text NOT NULL
) STRICT;
CREATE INDEX bulk_result_made_at ON bulk_result (made_at);

-- A list of what a division joined stands in the order of an index too, so that a page of it costs the same whatever
-- else there is. The days are those of the request, whoever writes them.
ALTER TABLE request_joined ADD COLUMN due_at text;
ALTER TABLE request_joined ADD COLUMN finished_at text;
ALTER TABLE request_joined ADD COLUMN filed_at text;
UPDATE request_joined SET (due_at, finished_at, filed_at) =
  (SELECT due_at, finished_at, filed_at FROM request WHERE request.id = request_joined.request_id);
CREATE TRIGGER request_joined_insert AFTER INSERT ON request_joined
BEGIN
  UPDATE request_joined SET (due_at, finished_at, filed_at) =
    (SELECT due_at, finished_at, filed_at FROM request WHERE request.id = new.request_id)
    WHERE request_id = new.request_id AND division = new.division;
END;
CREATE TRIGGER request_joined_days AFTER UPDATE OF due_at, finished_at, filed_at ON request
  WHEN old.due_at IS NOT new.due_at OR old.finished_at IS NOT new.finished_at OR old.filed_at IS NOT new.filed_at
BEGIN
  UPDATE request_joined SET due_at = new.due_at, finished_at = new.finished_at, filed_at = new.filed_at
    WHERE request_id = new.id;
END;
CREATE INDEX request_joined_open ON request_joined (division, due_at, request_id) WHERE finished_at IS NULL;
CREATE INDEX request_joined_finished ON request_joined (division, finished_at, request_id)
  WHERE finished_at IS NOT NULL;
CREATE INDEX request_joined_filed ON request_joined (division, filed_at, request_id);
