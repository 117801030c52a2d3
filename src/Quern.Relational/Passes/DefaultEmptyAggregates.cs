namespace Quern.Relational.Passes;

/// <summary>
/// Gives aggregates over nothing C#'s answer where there may be nothing: no group, only nulls, or a filter. A nullable sum stays null.
/// <code>
/// Sum(amount)    ⇒ COALESCE(Sum(amount), 0)
/// All(is_paid)   ⇒ COALESCE(All(is_paid), TRUE)
/// </code>
/// </summary>
internal sealed class DefaultEmptyAggregates : QueryRewriter
{
    public static Rel Apply(Rel query) => new DefaultEmptyAggregates().Rewrite(query);

    public override Rel Rewrite(Rel rel)
    {
        var rewritten = RewriteChildren(rel);
        return rewritten is AggregateRel aggregate
            ? aggregate with { Aggregates = new Defaults(aggregate.Keys.Count > 0).RewriteAll(aggregate.Aggregates) }
            : rewritten;
    }

    // A frame may hold no row; a whole partition holds the row at hand.
    public override Expr Rewrite(Expr expr) =>
        RewriteChildren(expr) is var rewritten && rewritten is WindowExpr { Function: AggregateExpr function } window
        && Defaults.Of(function, isGrouped: window.Frame is not { HasCurrentRow: false }) is { } value
            ? new CoalesceExpr([new WindowExpr(function with { IsNullable = true }, window.Partition, window.Order, window.Frame), value], window.Type, false)
            : rewritten;

    sealed class Defaults(bool isGrouped) : QueryRewriter
    {
        public new EquatableArray<NamedExpr> RewriteAll(EquatableArray<NamedExpr> columns) => base.RewriteAll(columns);

        public override Expr Rewrite(Expr expr) =>
            expr is AggregateExpr aggregate && Of(aggregate, isGrouped) is { } value
                ? new CoalesceExpr([aggregate with { IsNullable = true }, value], aggregate.Type, false)
                : RewriteChildren(expr);

        /// <summary>What an aggregate is over nothing; null where that can't be, or is null in C# too.</summary>
        public static Expr? Of(AggregateExpr aggregate, bool isGrouped) =>
            aggregate.IsNullable || (isGrouped && aggregate.Filter is null && (aggregate.Argument is { IsNullable: false } || aggregate.Function == AggregateFunction.ToArray)) ? null : Default(aggregate);

        static Expr? Default(AggregateExpr aggregate) => aggregate.Function switch
        {
            AggregateFunction.ToArray => new FunctionExpr(SqlFunction.MakeArray, [], SqlType.Array(aggregate.Type.Element), false),
            AggregateFunction.Sum => LiteralExpr.Int(0),
            AggregateFunction.StringJoin => LiteralExpr.Text(""),
            AggregateFunction.All => LiteralExpr.True,
            AggregateFunction.Any => LiteralExpr.False,
            _ => null,
        };
    }
}
