using Quern.Relational.Passes;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>What becomes of queries that an engine does not ask for each row: they are listed, or the first is an error.</summary>
/// <param name="parts">The list; null where they are errors.</param>
internal sealed class RefusedQueries(CorrelatedParts? parts)
{
    // The outermost one that depends on the row around it: what is inside depends on more rows.
    SubqueryExpr? around;

    /// <summary>Looks at a query inside an expression; at any other expression as it is.</summary>
    public T Within<T>(Expr expr, Func<T> look)
    {
        var before = around;
        if (around is null && expr is SubqueryExpr query && (query is InBlockExpr || Correlation.IsCorrelated(query.Block)))
            around = query;
        var result = look();
        around = before;
        return result;
    }

    /// <summary>Refuses the query that is looked at.</summary>
    /// <returns>What is given.</returns>
    public T Add<T>(T unchanged, UnsupportedSqlException why)
    {
        if (parts is null)
            throw why;
        if (around?.Query is { } query)
            _ = parts.Queries.Add(query);
        return unchanged;
    }

    /// <summary>Refuses those that a SELECT has beside rows of its FROM; the printer has an error of its own for them.</summary>
    public void AddLaterals(SelectBlock block)
    {
        if (parts is null)
            return;
        foreach (var alias in block.From?.Laterals ?? [])
            if (around?.Query is { } query)
                _ = parts.Queries.Add(query);
            else
                _ = parts.Laterals.Add(alias);
    }
}
