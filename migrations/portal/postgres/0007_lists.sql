-- What is searched in loses its tone marks, ไม้ไต่คู้, ทัณฑฆาต and พินทุ, as what is typed does.
UPDATE request SET search = btrim(replace(replace(
  translate(search, U&'\0E3A\0E47\0E48\0E49\0E4A\0E4B\0E4C', ''), 'เเ', 'แ'), '  ', ' '));

-- What one act to many cases came to, for the officer who did it, until it is no longer of use. Its row is there
-- before the first case is touched: the same sending does nothing a second time.
CREATE TABLE bulk_result (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  officer_id text COLLATE "C" NOT NULL REFERENCES officer (id),
  act text NOT NULL,
  "view" text NOT NULL,
  outcome text,
  made_at text COLLATE "C" NOT NULL
);
CREATE INDEX bulk_result_made_at ON bulk_result (made_at);

-- A list of what a division joined stands in the order of an index too, so that a page of it costs the same whatever
-- else there is. The days are those of the request, whoever writes them.
ALTER TABLE request_joined ADD COLUMN due_at text COLLATE "C";
ALTER TABLE request_joined ADD COLUMN finished_at text COLLATE "C";
ALTER TABLE request_joined ADD COLUMN filed_at text COLLATE "C";
UPDATE request_joined SET due_at = request.due_at, finished_at = request.finished_at, filed_at = request.filed_at
  FROM request WHERE request.id = request_joined.request_id;
CREATE FUNCTION request_joined_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT request.due_at, request.finished_at, request.filed_at INTO NEW.due_at, NEW.finished_at, NEW.filed_at
    FROM request WHERE request.id = NEW.request_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER request_joined_insert BEFORE INSERT ON request_joined
  FOR EACH ROW EXECUTE FUNCTION request_joined_insert();
CREATE FUNCTION request_joined_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE request_joined SET due_at = NEW.due_at, finished_at = NEW.finished_at, filed_at = NEW.filed_at
    WHERE request_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER request_joined_days AFTER UPDATE OF due_at, finished_at, filed_at ON request
  FOR EACH ROW WHEN (OLD.due_at IS DISTINCT FROM NEW.due_at OR OLD.finished_at IS DISTINCT FROM NEW.finished_at
    OR OLD.filed_at IS DISTINCT FROM NEW.filed_at)
  EXECUTE FUNCTION request_joined_days();
CREATE INDEX request_joined_open ON request_joined (division, due_at, request_id) WHERE finished_at IS NULL;
CREATE INDEX request_joined_finished ON request_joined (division, finished_at, request_id)
  WHERE finished_at IS NOT NULL;
CREATE INDEX request_joined_filed ON request_joined (division, filed_at, request_id);
