using Quern.Relational.Passes;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// Subqueries that refer to the row around them, as Snowflake evaluates them: those that its planner can turn into a join. It
/// parses the others, and refuses them when they run ("Unsupported subquery type cannot be evaluated"). By
/// https://docs.snowflake.com/en/sql-reference/operators-subquery, EXISTS and IN are conditions of WHERE and no side of an OR;
/// elsewhere the rows are counted:
/// <code>
/// SELECT EXISTS (SELECT 1 FROM o WHERE o.k = c.k)   ⇒ SELECT (SELECT COUNT(*) FROM o WHERE o.k = c.k) &gt; 0
/// WHERE c.k IN (SELECT o.k FROM o) OR c.b           ⇒ WHERE (SELECT COUNT(*) FROM o WHERE o.k = c.k) &gt; 0 OR c.b
/// </code>
/// What a subquery's conditions may say of the outer row is <see cref="CorrelatedConditions"/>' affair. The others are listed first,
/// so that <see cref="Unnest"/> asks them once; what still stands when a statement is written is an error.
/// </summary>
internal sealed class SnowflakeSubqueries : QueryRewriter
{
    readonly HashSet<string> own;
    readonly RefusedQueries refused;

    SnowflakeSubqueries(SelectBlock block, RefusedQueries refused) => (own, this.refused) = ([.. block.From?.Items.Select(i => i.Alias) ?? []], refused);

    /// <summary>Rewrites the subqueries of a SELECT and of those inside it.</summary>
    /// <exception cref="UnsupportedSqlException">It evaluates no such subquery.</exception>
    public static SelectBlock Write(SelectBlock block) => Write(block, new RefusedQueries(null));

    /// <summary>What it evaluates for no row: subqueries, and queries beside rows of FROM.</summary>
    public static CorrelatedParts Refused(IEnumerable<SelectBlock> statement)
    {
        var parts = new CorrelatedParts();
        foreach (var block in statement)
            _ = Write(block, new RefusedQueries(parts));
        return parts;
    }

    static SelectBlock Write(SelectBlock block, RefusedQueries refused)
    {
        refused.AddLaterals(block);
        if (!Correlation.Blocks(block).Any(b => b.From is JoinItem || b.Expressions.SelectMany(e => e.SelfAndDescendants()).Any(e => e is SubqueryExpr)))
            return block;
        var rewriter = new SnowflakeSubqueries(block, refused);
        return block.Map(rewriter.Rewrite, rewriter.Conjunct, rewriter.Joined, part => Write(part, refused));
    }

    public override Expr Rewrite(Expr expr) => refused.Within(expr, () => Value(expr));

    // AND and OR of a value are none of WHERE's own.
    Expr Value(Expr expr) => expr switch
    {
        ExistsBlockExpr e when Correlation.IsCorrelated(e.Block) => Counted(Rows(e.Block), e.IsNegated),
        ExistsBlockExpr e => e with { Block = Write(e.Block, refused) },
        InBlockExpr e => Counted(Matching(Rows(e.Block), Rewrite(e.Operand)), e.IsNegated),
        // A count is never null.
        CoalesceExpr { Operands: [InBlockExpr e, LiteralExpr { Value: false }] } => Rewrite(e),
        ScalarBlockExpr e => e with { Block = Scalar(e.Block) },
        _ => RewriteChildren(expr),
    };

    Expr Conjunct(Expr condition) => refused.Within(condition, () => condition switch
    {
        ExistsBlockExpr e => e with { Block = e.Block.GroupBy is { Count: 0 } && Correlation.IsCorrelated(e.Block) ? refused.Add(e.Block, Shape()) : Inner(e.Block) },
        InBlockExpr e when !Correlation.Nodes(e.Operand).OfType<ColumnExpr>().All(c => own.Contains(c.Source)) => refused.Add(e, Beyond()),
        InBlockExpr e => e with { Operand = Rewrite(e.Operand), Block = e.Block.GroupBy is not null && Correlation.IsCorrelated(e.Block) ? refused.Add(e.Block, Shape()) : Inner(e.Block) },
        _ => Rewrite(condition),
    });

    Expr Joined(Expr condition)
    {
        foreach (var query in condition.SelfAndDescendants().OfType<SubqueryExpr>().Where(s => Correlation.IsCorrelated(s.Block)))
            _ = refused.Within(query, () => refused.Add(query, Unsupported("evaluate a subquery in the condition of a join", "filter or join its rows before")));
        return Rewrite(condition);
    }

    // Where only rows count, neither groups nor different columns matter.
    SelectBlock Rows(SelectBlock block)
    {
        if (block.Set is not null || block.IsLimited || block.Having.Count > 0 || block.HasWindows || block.GroupBy is { Count: 0 } || block.Sets != GroupingSets.All)
            return Correlation.IsCorrelated(block) ? refused.Add(Reading(block), Shape()) : Reading(block);
        var rows = block.Map(e => e, e => e, e => e, b => b);
        (rows.GroupBy, rows.IsDistinct, rows.OrderBy) = (null, false, []);
        return rows;
    }

    static SelectBlock Reading(SelectBlock block)
    {
        var alias = block.Aliases[0];
        return new SelectBlock
        {
            From = new DerivedItem(block, alias),
            Aliases = [alias],
            Columns = [.. (block.Columns ?? []).Select(c => c with { Expr = new ColumnExpr(alias, c.Name, c.Expr.Type, c.Expr.IsNullable) })],
        };
    }

    static SelectBlock Matching(SelectBlock rows, Expr operand)
    {
        rows.Where.Add(new ComparisonExpr(ComparisonOperator.Equal, rows.Columns![0].Expr, operand));
        return rows;
    }

    ComparisonExpr Counted(SelectBlock rows, bool isNegated)
    {
        rows.GroupBy = [];
        rows.Columns = [new NamedExpr("found", new AggregateExpr(AggregateFunction.Count, null, false, null, SqlType.Int64, false))];
        return new ComparisonExpr(
            isNegated ? ComparisonOperator.Equal : ComparisonOperator.Greater, new ScalarBlockExpr(Inner(rows), SqlType.Int64, false), new LiteralExpr(0L, SqlType.Int64));
    }

    SelectBlock Scalar(SelectBlock block) =>
        Correlation.IsCorrelated(block) && (block.GroupBy is not { Count: 0 } || block.IsDistinct) ? refused.Add(block, Shape()) : Inner(block);

    SelectBlock Inner(SelectBlock block)
    {
        var outer = new HashSet<string>(Correlation.OuterAliases(block));
        if (outer.Count == 0)
            return Write(block, refused);
        if (!outer.IsSubsetOf(own))
            return refused.Add(block, Beyond());
        if (block.Parts.Prepend(block).SelectMany(b => b.From?.Items ?? []).OfType<MadeItem>().Any(rows => rows.Expressions.Any(e => Refers(e, outer))))
            return refused.Add(block, Unsupported("evaluate a subquery that looks into an array of the row around it", "unnest it in the query, as in 'from element in row.Array', and group"));
        var isAggregate = block.GroupBy is { Count: 0 };
        if (block.Set is not null || block.IsLimited || (isAggregate && block.HasWindows) || Correlated(block, outer))
            return refused.Add(block, Shape());
        return Filtered(Write(block, refused), outer);
    }

    // Conditions alone may refer to the outer row: not what is aggregated, grouped or given, and no rows that are made of it.
    static bool Correlated(SelectBlock block, HashSet<string> outer) =>
        Values(block).Any(e => Refers(e, outer))
        || block.Parts.Any(p => Correlated(p, outer) || (Refers(p, outer) && (p.GroupBy is not null || p.IsDistinct || p.IsLimited || p.HasWindows || p.Set is not null)));

    static IEnumerable<Expr> Values(SelectBlock block) =>
        (block.GroupBy ?? []).Concat(block.Having).Concat((block.Columns ?? []).Select(c => c.Expr)).Concat(block.OrderBy.Select(k => k.Expr)).Concat(Values(block.From));

    static IEnumerable<Expr> Values(FromItem? from) => from switch
    {
        JoinItem join => Values(join.Left).Concat(Values(join.Right)).Concat(join is { Kind: not JoinKind.Inner, On: { } on } ? [on] : []),
        MadeItem made => made.Expressions,
        _ => [],
    };

    SelectBlock Filtered(SelectBlock block, HashSet<string> outer)
    {
        var conditions = new CorrelatedConditions(outer, refused);
        return block.Map(e => e, conditions.Write, conditions.Write, part => Filtered(part, outer));
    }

    static bool Refers(Expr expr, HashSet<string> outer) => Correlation.Nodes(expr).OfType<ColumnExpr>().Any(c => outer.Contains(c.Source));

    static bool Refers(SelectBlock block, HashSet<string> outer) => Correlation.OuterAliases(block).Any(outer.Contains);

    static UnsupportedSqlException Beyond() => Unsupported("evaluate a subquery that refers to a row beyond the one around it", "join that row's relation first");

    static UnsupportedSqlException Shape() => Unsupported(
        "evaluate this subquery, which does more for each row around it than to choose rows and to aggregate them", "group its rows first, and join the groups");

    static UnsupportedSqlException Unsupported(string what, string instead) => new(SqlDialects.Snowflake.Name, what, instead);
}
