using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>What would be dropped, or would keep from dropping, with a relation: views and foreign keys.</summary>
static class PostgresDependents
{
    /// <summary>Names of what depends on the relation, for people.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(PostgresSession session, RelationName relation, CancellationToken cancellationToken) =>
        session.QueryAsync(
            new("""
                SELECT DISTINCT pg_describe_object(
                    CASE WHEN d.classid = 'pg_rewrite'::regclass THEN 'pg_class'::regclass ELSE d.classid END,
                    CASE WHEN d.classid = 'pg_rewrite'::regclass THEN (SELECT r.ev_class FROM pg_rewrite r WHERE r.oid = d.objid) ELSE d.objid END, 0)
                FROM pg_depend d JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = @schema AND c.relname = @name AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
                  AND NOT (d.classid = 'pg_rewrite'::regclass AND EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.ev_class = c.oid))
                ORDER BY 1
                """, PostgresSession.Parameters(relation)),
            r => r.GetString(0), cancellationToken);
}
