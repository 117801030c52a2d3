using Quern.Relational.Printing;

namespace Quern.Relational;

/// <summary>A query after passes and flattening, which are the same for all engines.</summary>
internal sealed class PreparedQuery(IReadOnlyList<Cte> ctes, SelectBlock block)
{
    /// <exception cref="UnsupportedSqlException">The engine can't keep the query's meaning.</exception>
    public SqlText Print(SqlDialect dialect) => new BlockPrinter(dialect).Print(ctes, block).ToSqlText();
}

/// <summary>A condition after passes and flattening.</summary>
internal sealed class PreparedCondition(Expr condition)
{
    /// <exception cref="UnsupportedSqlException">The engine can't keep the condition's meaning.</exception>
    public SqlText Print(SqlDialect dialect) => new BlockPrinter(dialect).Exprs.Print(condition).Sql.ToSqlText();
}
