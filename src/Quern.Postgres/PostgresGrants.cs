using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>The privileges that others were granted on a relation, so that its successor can have them too.</summary>
static class PostgresGrants
{
    /// <summary>The GRANT statements that give them again.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(PostgresSession session, RelationName relation, CancellationToken cancellationToken) =>
        session.QueryAsync(
            new("""
                SELECT a.privilege_type, CASE WHEN a.grantee = 0 THEN NULL ELSE pg_get_userbyid(a.grantee)::text END, a.is_grantable
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(c.relacl) a
                WHERE n.nspname = @schema AND c.relname = @name AND a.grantee <> c.relowner
                """, PostgresSession.Parameters(relation)),
            r => $"GRANT {r.GetString(0)} ON {PostgresDialect.Quote(relation)} TO "
                + (r.IsDBNull(1) ? "PUBLIC" : PostgresDialect.Quote(r.GetString(1))) + (r.GetBoolean(2) ? " WITH GRANT OPTION" : ""),
            cancellationToken);
}
