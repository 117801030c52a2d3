-- Postgres 15 has no IS JSON; the function lives as long as the connection.
CREATE FUNCTION pg_temp.json_or_null(document text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RETURN document::jsonb;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$
