using Quern.Relational.Passes;
using Quern.Relational.Printing;

namespace Quern.Relational;

/// <summary>A query after passes and flattening, which are the same for all engines.</summary>
internal sealed class PreparedQuery
{
    readonly Rel query;
    readonly IReadOnlyList<Cte> ctes;
    readonly SelectBlock block;

    /// <param name="query">The query after the passes.</param>
    public PreparedQuery(Rel query)
    {
        var flattener = new Flattener(query);
        (this.query, block, ctes) = (query, flattener.Complete(query), flattener.Ctes);
    }

    /// <exception cref="UnsupportedSqlException">The engine can't keep the query's meaning.</exception>
    public SqlText Print(SqlDialect dialect) => Asked(dialect) is { } other ? new PreparedQuery(other).Print(dialect) : new BlockPrinter(dialect).Print(ctes, block).ToSqlText();

    /// <summary>The query with what the engine does not ask for each row asked once, for one relation; null where nothing is left, or can be done.</summary>
    public Rel? Asked(SqlDialect dialect) => dialect.Refused([.. ctes.Select(c => c.Body), block]) is { Any: true } refused ? Unnest.Apply(query, refused) : null;
}

/// <summary>A condition after passes and flattening.</summary>
internal sealed class PreparedCondition(Expr condition)
{
    /// <exception cref="UnsupportedSqlException">The engine can't keep the condition's meaning.</exception>
    public SqlText Print(SqlDialect dialect) => new BlockPrinter(dialect).Exprs.Print(condition).Sql.ToSqlText();
}
