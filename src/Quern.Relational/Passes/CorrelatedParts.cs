namespace Quern.Relational.Passes;

/// <summary>Parts of a query that refer to a row around them: those that an engine can't ask for each row, or in tests all.</summary>
internal sealed class CorrelatedParts
{
    /// <summary>Queries inside expressions.</summary>
    public HashSet<Expr> Queries { get; } = [];

    /// <summary>The aliases of named queries that a join asks for each row of its left side.</summary>
    public HashSet<string> Laterals { get; } = [];

    public bool Any => Queries.Count > 0 || Laterals.Count > 0;

    /// <summary>All that are not inside another.</summary>
    public static CorrelatedParts All(Rel query)
    {
        var parts = new CorrelatedParts();
        parts.AddAll(query);
        return parts;
    }

    void AddAll(Rel rel)
    {
        foreach (var input in rel.Inputs())
            if (rel is JoinRel join && ReferenceEquals(input, join.Right) && input is NamedRel named && named.IsCorrelated())
                _ = Laterals.Add(named.Alias);
            else
                AddAll(input);
        foreach (var expr in rel.AllExpressions())
            if (expr.InnerQuery() is { } inner && inner.IsCorrelated())
                _ = Queries.Add(expr);
            else if (expr.InnerQuery() is { } own)
                AddAll(own);
    }
}
