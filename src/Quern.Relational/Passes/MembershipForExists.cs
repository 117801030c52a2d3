namespace Quern.Relational.Passes;

/// <summary>
/// Looks a value up among those of a query that does not depend on the row, where a query for each row would ask for it:
/// DuckDB 1.5 first collects all outer values for the latter (TPC-H's twentieth query took a third longer).
/// <code>
/// Filter(t, EXISTS Filter(u, u.x == t.y AND u.z > 1))   ⇒ Filter(t, t.y IN Project(Filter(u, u.z > 1), u.x))
/// </code>
/// NOT EXISTS stays: PostgreSQL 15 joins for it, and does not for NOT IN.
/// </summary>
internal sealed class MembershipForExists : QueryRewriter
{
    public static Rel Apply(Rel query) => new MembershipForExists().Rewrite(query);

    public override Rel Rewrite(Rel rel) => RewriteChildren(rel) switch
    {
        FilterRel filter when filter.Predicate.Conjuncts().Any(c => c is ExistsExpr) =>
            filter with { Predicate = QueryShape.AllOf(filter.Predicate.Conjuncts().Select(c => c is ExistsExpr { IsNegated: false } exists ? Member(exists) ?? c : c)) },
        var rewritten => rewritten,
    };

    static InQueryExpr? Member(ExistsExpr exists)
    {
        if (exists.Query is not ProjectRel { Input: FilterRel { Input: ScanRel or NamedRel or JoinRel } rows } found || rows.Input.IsCorrelated())
            return null;
        var own = new HashSet<string>(rows.Input.BoundAliases());
        var links = rows.Predicate.Conjuncts().Where(c => c.AllColumns().Any(column => !own.Contains(column.Source))).ToList();
        if (links is not [ComparisonExpr { Operator: ComparisonOperator.Equal } link])
            return null;
        var (inner, outer) = IsOf(link.Left, own) && !Concerns(link.Right, own) ? (link.Left, link.Right)
            : IsOf(link.Right, own) && !Concerns(link.Left, own) ? (link.Right, link.Left)
            : (null, null);
        // Two nulls are equal to C#, and would need a test of their own.
        if (inner is null || outer is null || (inner.IsNullable && outer.IsNullable) || inner.Type.Kind != outer.Type.Kind)
            return null;
        var rest = rows.Predicate.Conjuncts().Where(c => !ReferenceEquals(c, link)).ToList();
        var remaining = rest.Count == 0 ? rows.Input : rows with { Predicate = QueryShape.AllOf(rest) };
        return new InQueryExpr(outer, found with { Input = remaining, Columns = [new NamedExpr(inner is ColumnExpr column ? column.Name : "value", inner)] }, IsNegated: false);
    }

    static bool IsOf(Expr expr, HashSet<string> aliases) => expr.AllColumns().Any() && expr.AllColumns().All(c => aliases.Contains(c.Source));

    static bool Concerns(Expr expr, HashSet<string> aliases) => expr.AllColumns().Any(c => aliases.Contains(c.Source));
}
