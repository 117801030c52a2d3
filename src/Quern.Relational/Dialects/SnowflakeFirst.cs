using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// The first value of a group in an order, where MIN_BY and MAX_BY don't give it: they take one key, pass over rows where it
/// is null, and what they do with a value that is null is not documented. A step below the group gives each row the first
/// value of its group, and the group takes that of any row.
/// <code>
/// SELECT MIN_BY(o.note, (o.at, o.id)) FROM o GROUP BY o.k
///     ⇒ SELECT ANY_VALUE(s.first_note)
///       FROM (SELECT o.k, FIRST_VALUE(o.note) OVER (PARTITION BY o.k ORDER BY o.at, o.id …) AS first_note FROM o) AS s
///       GROUP BY s.k
/// </code>
/// Rows that a filter leaves out come last, with null for a value.
/// </summary>
internal sealed class SnowflakeFirst : QueryRewriter
{
    readonly NameSet aliases;

    SnowflakeFirst(SelectBlock block) =>
        aliases = new NameSet(Correlation.Blocks(block).SelectMany(b => b.From?.Items ?? []).Select(i => i.Alias));

    /// <summary>Whether MIN_BY or MAX_BY gives the value.</summary>
    public static bool IsByOneKey(Expr value, EquatableArray<SortKey> keys) => keys is [{ Expr.IsNullable: false }] && !value.IsNullable;

    /// <summary>Rewrites a SELECT and those inside it. Groups over several sets of keys, each of which has another first row, stay.</summary>
    public static SelectBlock Write(SelectBlock block) => Correlation.Nodes(block).Any(IsInSteps) ? new SnowflakeFirst(block).Block(block) : block;

    public override Expr Rewrite(Expr expr) => expr switch
    {
        InBlockExpr e => e with { Operand = Rewrite(e.Operand), Block = Block(e.Block) },
        SubqueryExpr e => e with { Block = Block(e.Block) },
        _ => RewriteChildren(expr),
    };

    static bool IsInSteps(Expr expr) => expr is AggregateExpr { Function: AggregateFunction.First, Argument: { } value } e && !IsByOneKey(value, e.Order);

    SelectBlock Block(SelectBlock block)
    {
        var inner = block.Map(Rewrite, Rewrite, Rewrite, Block);
        return inner is { GroupBy: { } keys, From: { } from, Sets: GroupingSets.All } && inner.Expressions.SelectMany(e => e.SelfAndDescendants()).Any(IsInSteps)
            ? InSteps(inner, keys, from)
            : inner;
    }

    SelectBlock InSteps(SelectBlock block, IReadOnlyList<Expr> keys, FromItem from)
    {
        var step = new Step([.. from.Items.Select(i => i.Alias)], [.. keys], aliases.Unique(from.Items.First().Alias + "_in_order"));
        var grouped = block.Map(step.Rewrite, e => e, e => e, p => p);
        var rows = new SelectBlock { From = from, Columns = step.Columns };
        rows.Where.AddRange(block.Where);
        grouped.Where.Clear();
        grouped.From = new DerivedItem(rows, step.Alias);
        return grouped;
    }

    /// <summary>Moves what a group reads of its rows into a step below it.</summary>
    /// <param name="own">The aliases of the group's rows.</param>
    /// <param name="keys">What they are grouped by.</param>
    /// <param name="alias">What the step's columns are bound to.</param>
    sealed class Step(HashSet<string> own, EquatableArray<Expr> keys, string alias) : QueryRewriter
    {
        readonly NameSet names = new([]);
        readonly Dictionary<Expr, NamedExpr> columns = [];

        public string Alias => alias;

        public IReadOnlyList<NamedExpr> Columns => [.. columns.Values];

        public override Expr Rewrite(Expr expr) => expr switch
        {
            ColumnExpr e => own.Contains(e.Source) ? Column(e, e.Name) : e,
            AggregateExpr e when IsInSteps(e) => new AggregateExpr(AggregateFunction.Shared, Column(First(e), "first_" + NameOf(e.Argument!)), false, null, e.Type, e.IsNullable),
            InBlockExpr e => e with { Operand = Rewrite(e.Operand), Block = Block(e.Block) },
            SubqueryExpr e => e with { Block = Block(e.Block) },
            // To an engine only the very same expression is a key.
            _ when keys.Contains(expr) && expr.AllColumns().Any() => Column(expr, "key"),
            _ => RewriteChildren(expr),
        };

        SelectBlock Block(SelectBlock block) => block.Map(Rewrite, Rewrite, Rewrite, Block);

        ColumnExpr Column(Expr expr, string name)
        {
            if (!columns.TryGetValue(expr, out var column))
                columns.Add(expr, column = new NamedExpr(names.Unique(name), expr));
            return new ColumnExpr(alias, column.Name, expr.Type, expr.IsNullable);
        }

        static string NameOf(Expr value) => value is ColumnExpr column ? column.Name : "value";

        WindowExpr First(AggregateExpr e)
        {
            var value = e.Filter is null ? e.Argument! : new CaseExpr([new CaseBranch(e.Filter, e.Argument!)], LiteralExpr.Null(e.Type), e.Type, true);
            IEnumerable<SortKey> last = e.Filter is null ? [] : [new SortKey(new CaseExpr([new CaseBranch(e.Filter, LiteralExpr.Int(0))], LiteralExpr.Int(1), SqlType.Int32, false), false)];
            return new WindowExpr(
                new WindowFunctionExpr(WindowFunction.First, [value], e.Type, e.IsNullable), keys, last.Concat(e.Order).ToEquatableArray(), new WindowFrame(false, null, null));
        }
    }
}
