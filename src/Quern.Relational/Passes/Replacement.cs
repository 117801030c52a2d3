namespace Quern.Relational.Passes;

/// <summary>What stands for columns, and for whole subqueries, above a relation that a pass has changed; in subqueries too.</summary>
internal sealed class Replacement : QueryRewriter
{
    readonly Dictionary<(string Source, string Name), Expr> columns = [];
    readonly Dictionary<Expr, Expr> queries = [];

    public void Add(ColumnExpr column, Expr value) => columns[(column.Source, column.Name)] = value;

    public void Add(Expr query, Expr value) => queries[query] = value;

    public void AddAll(Replacement other)
    {
        foreach (var column in other.columns)
            columns[column.Key] = column.Value;
        foreach (var query in other.queries)
            queries[query.Key] = query.Value;
    }

    public bool Has(ColumnExpr column) => columns.ContainsKey((column.Source, column.Name));

    // What was never null as a column is not taken for null as what it is made of.
    public override Expr Rewrite(Expr expr) => expr switch
    {
        ColumnExpr column when columns.TryGetValue((column.Source, column.Name), out var value) =>
            value.IsNullable && !column.IsNullable ? value with { IsNullable = false } : value,
        ColumnExpr => expr,
        _ when expr.InnerQuery() is not null && queries.TryGetValue(expr, out var value) => value,
        _ => RewriteChildren(expr),
    };
}
