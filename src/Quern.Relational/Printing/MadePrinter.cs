using Quern.Relational.Dialects;

namespace Quern.Relational.Printing;

/// <summary>Writes rows that the query makes itself as an item of FROM.</summary>
internal sealed class MadePrinter(SqlDialect dialect, BlockPrinter blocks)
{
    public Sql Print(MadeRel rel, bool isOuter) => rel switch
    {
        ValuesRel values => Values(values),
        SeriesRel series => dialect.Series(Argument(series.First), Argument(series.Last), blocks.Alias(series.Alias), isOuter),
        UnnestRel items => dialect.Unnest(Argument(items.Array), blocks.Alias(items.Alias), isOuter),
        _ => throw new InvalidOperationException($"A {rel.GetType().Name} can't stand in FROM."),
    };

    // A bare null is neither an array nor a document to an engine.
    SqlArgument Argument(Expr expr) => new(expr is LiteralExpr { Value: null } none ? dialect.TypedLiteral(none) : blocks.Exprs.Print(expr), expr);

    // The first row says the types: a bare null has none, and a small number another one than a great one.
    Sql Values(ValuesRel values)
    {
        var rows = values.Rows.Select((row, i) =>
            Sql.Of($"({Sql.Join(", ", row.Select(value => i == 0 ? dialect.TypedLiteral(value).Sql : dialect.Literal(value).Sql))})"));
        return Sql.Of($"(\n    VALUES\n        {Sql.Join(",\n", rows).Indented().Indented()}\n) AS {blocks.Alias(values.Alias)}({Sql.Join(", ", values.Names.Select(blocks.Name))})");
    }
}
