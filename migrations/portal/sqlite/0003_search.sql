-- People write a phone number and a reference without their dashes too.
UPDATE request SET search = search
  || ' ' || lower(replace(reference, '-', ''))
  || CASE WHEN phone_key IS NULL THEN '' ELSE ' ' || phone_key END;

-- A whole number for each request, in the order they came. The table's own rowid may change in a VACUUM, and the
-- words below would then lead to other requests.
CREATE TABLE request_found (
  n integer PRIMARY KEY NOT NULL,
  request_id text NOT NULL
) STRICT;
CREATE UNIQUE INDEX request_found_request ON request_found (request_id);
CREATE VIEW request_found_text AS
  SELECT request_found.n AS n, request.search AS search
  FROM request_found JOIN request ON request.id = request_found.request_id;

-- Thai has no spaces between words: what is typed is found by its threes of letters, anywhere. The index keeps no
-- copy of the words, and a request's own are wiped from it when the request is.
CREATE VIRTUAL TABLE request_words USING fts5(
  search, content = 'request_found_text', content_rowid = 'n', tokenize = 'trigram', columnsize = 0
);
INSERT INTO request_words (request_words, rank) VALUES ('secure-delete', 1);

INSERT INTO request_found (request_id) SELECT id FROM request ORDER BY filed_at, id;
INSERT INTO request_words (request_words) VALUES ('rebuild');

CREATE TRIGGER request_words_insert AFTER INSERT ON request
BEGIN
  INSERT INTO request_found (request_id) VALUES (new.id);
  INSERT INTO request_words (rowid, search)
    SELECT n, new.search FROM request_found WHERE request_id = new.id;
END;
CREATE TRIGGER request_words_update AFTER UPDATE OF search ON request WHEN old.search <> new.search
BEGIN
  INSERT INTO request_words (request_words, rowid, search)
    SELECT 'delete', n, old.search FROM request_found WHERE request_id = old.id;
  INSERT INTO request_words (rowid, search)
    SELECT n, new.search FROM request_found WHERE request_id = old.id;
END;
CREATE TRIGGER request_words_delete BEFORE DELETE ON request
BEGIN
  INSERT INTO request_words (request_words, rowid, search)
    SELECT 'delete', n, old.search FROM request_found WHERE request_id = old.id;
  DELETE FROM request_found WHERE request_id = old.id;
END;

-- For those who see every division, and for a list of everything.
CREATE INDEX request_finished_all ON request (finished_at, id) WHERE finished_at IS NOT NULL;
CREATE INDEX request_filed_division ON request (division, filed_at, id);
