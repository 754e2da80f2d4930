-- People write a phone number and a reference without their dashes too.
UPDATE request SET search = search
  || ' ' || lower(replace(reference, '-', ''))
  || CASE WHEN phone_key IS NULL THEN '' ELSE ' ' || phone_key END;

-- Thai has no spaces between words: what is typed is found by its threes of letters, anywhere. A server without
-- the extension, or an account that may not add it, searches slower and finds the same.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_trgm is not to be had';
END
$$;
DO $$
DECLARE
  home text := (SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
                WHERE extname = 'pg_trgm');
BEGIN
  IF home IS NOT NULL THEN
    EXECUTE format('CREATE INDEX request_words ON request USING gin (search %I.gin_trgm_ops)', home);
  END IF;
END
$$;

-- For those who see every division, and for a list of everything.
CREATE INDEX request_finished_all ON request (finished_at, id) WHERE finished_at IS NOT NULL;
CREATE INDEX request_filed_division ON request (division, filed_at, id);
