using Quern.Relational.Passes;
using Quern.Relational.Printing;

namespace Quern.Relational;

/// <summary>Turns queries and conditions of the relational IR into finished SQL: passes, flattening, printing.</summary>
internal static class SqlCompiler
{
    /// <summary>Writes a query as one SELECT statement, with CTEs before it where it needs them.</summary>
    /// <param name="query">A query that gives columns: a projection, a set operation, or one of these distinct, filtered or sorted.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="rows">Whether changed-rows inputs give all rows or only those that changed.</param>
    /// <exception cref="UnsupportedSqlException">The engine can't keep the query's meaning.</exception>
    public static SqlText Compile(Rel query, SqlDialect dialect, RowSelection rows) => Prepare(query, rows).Print(dialect);

    /// <summary>Does the part of <see cref="Compile"/> that all engines share.</summary>
    public static PreparedQuery Prepare(Rel query, RowSelection rows) => new(PassPipeline.Run(query, rows));

    /// <summary>Writes a condition over columns of aliases that the surrounding statement binds. It is true or false, never null.</summary>
    /// <exception cref="UnsupportedSqlException">The engine can't keep the condition's meaning.</exception>
    public static SqlText CompileCondition(Expr condition, SqlDialect dialect) => PrepareCondition(condition).Print(dialect);

    /// <summary>Does the part of <see cref="CompileCondition"/> that all engines share.</summary>
    public static PreparedCondition PrepareCondition(Expr condition)
    {
        var column = new NamedExpr("condition", condition);
        var rewritten = (ProjectRel)PassPipeline.Run(new ProjectRel(new ScanRel("", ""), [column], ""), RowSelection.All);
        return new PreparedCondition(new Flattener(rewritten, allowsCtes: false).Rewrite(rewritten.Columns[0].Expr));
    }
}
