using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// The first rows of each one: `from c in customers from o in orders.Where(o => o.CustomerId == c.Id).OrderBy(…).Take(3)`.
internal sealed partial class Translator
{
    /// <summary>
    /// Rows that the row at hand limits, as a numbered table to join: the first rows for a value are the same whichever row asks
    /// for it. Not every engine has a lateral join with a limit in it.
    /// </summary>
    /// <param name="limited">The rows with a Take or a Skip on top.</param>
    /// <param name="place">Where they stand.</param>
    /// <param name="wish">What they are called.</param>
    /// <param name="filters">Conditions on the limited rows; they are taken into the result.</param>
    /// <returns>Null where the rows are not the same for one value: then each row must ask for its own, in a lateral join.</returns>
    (QueryState Ranked, Expr On)? FirstOfEach(QueryState limited, IOperation place, string wish, List<Expr> filters)
    {
        var sort = (SortRel)limited.Rel;
        var from = sort.Input;
        var conditions = new List<Expr>();
        for (; from is FilterRel filter; from = filter.Input)
            conditions.InsertRange(0, filter.Predicate.Conjuncts());
        var own = new HashSet<string>(from.BoundAliases());
        bool IsOwn(Expr expr) => expr.AllColumns().All(c => own.Contains(c.Source));
        bool IsOuter(Expr expr) => !expr.AllColumns().Any(c => own.Contains(c.Source));
        var links = conditions.Where(c => !IsOwn(c)).Select(c => c switch
        {
            ComparisonExpr { Operator: ComparisonOperator.Equal } e when IsOwn(e.Left) && IsOuter(e.Right) => (Inner: e.Left, Outer: e.Right),
            ComparisonExpr { Operator: ComparisonOperator.Equal } e when IsOwn(e.Right) && IsOuter(e.Left) => (Inner: e.Right, Outer: e.Left),
            _ => ((Expr Inner, Expr Outer)?)null,
        }).ToList();
        if (!IsPlain(from) || from.IsCorrelated() || links.Count == 0 || links.Contains(null) || sort.Keys.Any(k => !IsOwn(k.Expr)) || !Scalars(limited.Element).All(IsOwn) || filters.Exists(f => !IsOwn(f)))
            return null;

        // Null equals null here, and is one partition.
        var window = new WindowShape(limited.Element) { Partition = links.Select(l => l!.Value.Inner).ToEquatableArray(), Order = sort.Keys };
        var number = context.Windowed(window.Over(new WindowFunctionExpr(WindowFunction.RowNumber, [], SqlType.Int64, false)), place);
        var values = Scalars(limited.Element).ToList();
        var keys = links.Select(l => l!.Value.Inner).Concat(filters).Where(e => !values.Contains(e)).Distinct().ToList();
        var uncorrelated = conditions.Where(IsOwn).ToList();
        var ranked = Renamed(
            new QueryState(
                uncorrelated.Count == 0 ? from : new FilterRel(from, Quern.Relational.QueryShape.AllOf(uncorrelated)),
                new RowShape(null, [new("Row", limited.Element), new("RowNumber", new ScalarShape(number)), .. keys.Select((key, i) => new KeyValuePair<string, Shape>($"Key{i + 1}", new ScalarShape(key)))])),
            wish);
        var row = (RowShape)ranked.Element;
        Expr Ranked(Expr expr) => values.IndexOf(expr) is >= 0 and var i ? Scalars(row.Members[0].Value).ElementAt(i) : ((ScalarShape)row.Members[2 + keys.IndexOf(expr)].Value).Expr;
        var rank = ((ScalarShape)row.Members[1].Value).Expr;
        Expr Compared(ComparisonOperator comparison, long bound) => new ComparisonExpr(comparison, rank, new LiteralExpr(bound, SqlType.Int64));
        var kept = new[]
        {
            sort.Skip is { } skip ? Compared(ComparisonOperator.Greater, skip) : null,
            sort.Take is { } take ? Compared(ComparisonOperator.LessOrEqual, (sort.Skip ?? 0) + take) : null,
        }.OfType<Expr>().Concat(filters.Select(Ranked));
        return (new QueryState(new FilterRel(ranked.Rel, Quern.Relational.QueryShape.AllOf(kept)), row.Members[0].Value), links.Select(l => Exprs.Equal(Ranked(l!.Value.Inner), l.Value.Outer)).Aggregate(Exprs.And));
    }
}
