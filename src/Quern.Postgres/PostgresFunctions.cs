namespace Quern.Postgres;

/// <summary>What generated SQL needs and PostgreSQL lacks.</summary>
static class PostgresFunctions
{
    public const string Schema = "quern";
    public const string Signature = "quern.try_parse_json(text)";

    /// <summary>
    /// Creates <c>quern.try_parse_json</c>: the document, or null for text that is none. Not parallel safe: a block that
    /// catches exceptions starts a subtransaction, which parallel mode refuses before version 17. It catches what text can
    /// be wrong about, and not a server that is short of memory.
    /// </summary>
    public const string Create = """
        CREATE OR REPLACE FUNCTION quern.try_parse_json(value text) RETURNS jsonb
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
        BEGIN
            RETURN value::pg_catalog.jsonb;
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            RETURN NULL;
        END
        $$
        """;
}
