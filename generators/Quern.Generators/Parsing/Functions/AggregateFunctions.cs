using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Aggregates of groups, queries and windows. Null is in none of them but the count of rows and arrays.</summary>
internal static class AggregateFunctions
{
    /// <summary>What to do where an engine has an aggregate of groups alone.</summary>
    public const string InGroup = Group + "compute it of g" + Join;

    /// <summary>The same for different values.</summary>
    public const string DistinctInGroup = Group + "aggregate g.Select(…).Distinct()" + Join;

    const string Group = "not every engine has it over a window; group the rows by the window's partition, as in 'group x by x.Key into g', ";

    const string Join = ", and join the groups by that key";

    public static IReadOnlyList<AggregateRow> Rows { get; } =
    [
        new("Count()", "g.Count()", c => Count(c, null)),
        new("Count(condition)", "g.Count(x => x.IsOpen)", c => Count(c, c.Value(0))),
        new("CountDistinct(value)", "g.CountDistinct(x => x.Note)", c => c.Of(new AggregateExpr(AggregateFunction.Count, c.Comparable(0), true, null, SqlType.Int64, false)))
        {
            InsteadInWindow = InGroup,
        },
        new("Sum(value)", "g.Sum(x => x.Level)", c => c.Of(AggregateFunction.Sum, c.Value(0), Type(c), false)) { Note = "0 over nothing, and where all are null." },
        new("SumOrNull(value)", "g.SumOrNull(x => x.Amount)", c => c.Of(AggregateFunction.Sum, c.Value(0), Type(c), true)),
        new("Min(value)", "g.Min(x => x.Note)", c => Typed(c, AggregateFunction.Min)),
        new("Max(value)", "g.Max(x => x.Day)", c => Typed(c, AggregateFunction.Max)),
        new("Average(value)", "g.Average(x => x.Level)", c => Typed(c, AggregateFunction.Average, Type(c))),
        new("Any()", "g.Where(x => x.IsOpen).Any()", c => new ComparisonExpr(ComparisonOperator.Greater, Count(c.WithRepeated, null), new LiteralExpr(0L, SqlType.Int64))),
        new("Any(condition)", "g.Any(x => x.Level > 1)", c => c.Of(AggregateFunction.Any, c.Value(0), SqlType.Boolean, false)),
        new("All(condition)", "g.All(x => x.Level > 1)", c => c.Of(AggregateFunction.All, c.Value(0), SqlType.Boolean, false)),
        new("StringJoin(separator, value, order)", "g.StringJoin(\", \", x => x.Note, x => x.Id)", StringJoin)
        {
            Note = "Without what is null; empty where there is nothing. The separator is a constant.",
            InsteadInWindow = InGroup,
        },
        new("First(value)", "g.OrderBy(x => x.Id).First(x => x.Day)", c => First(c, isLast: false)) { Note = InOrder, InsteadInWindow = OfAFrame },
        new("Last(value)", "g.OrderBy(x => x.Level).ThenByDescending(x => x.Id).Last(x => x.Note)", c => First(c, isLast: true)) { Note = InOrder, InsteadInWindow = OfAFrame },
        new("ToArray(value, order)", "g.ToArray(x => x.Day, x => x.Id)", ToArray)
        {
            Note = "Null is kept, and refused on Snowflake. Empty where there is nothing.",
            InsteadInWindow = InGroup,
        },
        new("Median(value)", "g.Median(x => x.Share)", c => Typed(c, AggregateFunction.Median, SqlType.Double)) { InsteadInWindow = InGroup },
        new("Percentile(fraction, value)", "g.Percentile(0.9, x => x.Share)", c => Percentile(c, AggregateFunction.PercentileContinuous, c.Value(1))) { Note = Fraction, InsteadInWindow = InGroup },
        new("PercentileDiscrete(fraction, value)", "g.PercentileDiscrete(0.5, x => x.Level)", c => c.Comparable(1) is { Type.Kind: not (SqlTypeKind.Boolean or SqlTypeKind.Json or SqlTypeKind.Uuid) } value
            ? Percentile(c, AggregateFunction.PercentileDiscrete, value)
            : throw c.Refused("take it of numbers, texts, dates or times")) { Note = Fraction, InsteadInWindow = InGroup },
        new("StandardDeviation(value)", "g.StandardDeviation(x => x.Share)", c => c.Of(AggregateFunction.StandardDeviation, c.Value(0), SqlType.Double, true))
        {
            Note = "Of a sample; null for fewer than two values.",
            InsteadInWindow = InGroup,
        },
        new("ApproximateCountDistinct(value)", "g.ApproximateCountDistinct(x => x.Note)", c => c.Of(AggregateFunction.ApproximateCountDistinct, c.Comparable(0), SqlType.Int64, false)) { InsteadInWindow = InGroup },
        AggregateRow.Syntax("Select(value).Distinct().Sum(value)", "g.Select(x => x.Level).Distinct().Sum(level => level)") with { Note = "Each value once. So also `SumOrNull` and `Average`.", InsteadInWindow = InGroup },
        AggregateRow.Syntax("Select(value).Distinct().Average(value)", "g.Select(x => x.Amount).Distinct().Average(amount => amount)") with { InsteadInWindow = InGroup },
        AggregateRow.Syntax("Select(value).Distinct().Count()", "g.Select(x => x.Day).Distinct().Count()") with { Note = "Of what is never null, or else `CountDistinct`.", InsteadInWindow = InGroup },
        AggregateRow.Syntax("Select(value).Distinct().StringJoin(separator, value, value)", "g.Select(x => x.Note).Distinct().StringJoin(\", \", note => note, note => note)") with { Note = "In the order of the values.", InsteadInWindow = InGroup },
        AggregateRow.Syntax("Select(value).Distinct().ToArray(value, value)", "g.Select(x => x.Day).Distinct().ToArray(day => day, day => day)") with { Note = "In the order of the values. Null is kept, and refused on Snowflake.", InsteadInWindow = InGroup },
    ];

    const string InOrder = "Of rows in an order; the value may be null. Where it or a key may be, or keys are several, a step below the group finds the first row on Snowflake, which it can't for groups with totals.";

    const string OfAFrame = "ask for it of a frame: 'all.OrderBy(…).RowsUpToHere().First(…)'";

    const string Fraction = "The fraction is a constant from 0 to 1.";

    static SqlType Type(AggregateCall call) => call.Type ?? throw call.Refused("aggregate values of a type that a column can have");

    static Expr Count(AggregateCall call, Expr? condition) => call.Of(new AggregateExpr(AggregateFunction.Count, null, false, condition, SqlType.Int64, false));

    // Over a whole group only nulls can make the result null.
    static Expr Typed(AggregateCall call, AggregateFunction function, SqlType? type = null)
    {
        var value = call.Comparable(0);
        return call.Of(function, value, type ?? value.Type, call.MayBeNull(value));
    }

    static Expr Percentile(AggregateCall call, AggregateFunction function, Expr value)
    {
        var fraction = call.Argument(0).ConstantValue is { HasValue: true, Value: double constant and >= 0 and <= 1 }
            ? constant
            : throw TranslationException.Syntax(call.Argument(0), "A fraction that is not a constant, or not from 0 to 1,", "use a constant such as 0.9");
        var type = function == AggregateFunction.PercentileContinuous ? SqlType.Double : value.Type;
        return call.Of(new AggregateExpr(function, value, false, null, type, call.MayBeNull(value)) { Fraction = fraction });
    }

    // The last row is the first one in the opposite order.
    static Expr First(AggregateCall call, bool isLast)
    {
        var value = call.Value(0);
        var order = call.Group.Order.Select(key => isLast ? key with { IsDescending = !key.IsDescending } : key).ToEquatableArray();
        return call.Of(new AggregateExpr(AggregateFunction.First, value, false, null, value.Type, call.MayBeNull(value)) { Order = order });
    }

    static Expr ToArray(AggregateCall call) => call.Value(0) is { Type.Kind: not (SqlTypeKind.Json or SqlTypeKind.Array or SqlTypeKind.Null) } value
        ? call.Of(new AggregateExpr(AggregateFunction.ToArray, value, false, null, SqlType.Array(value.Type, value.IsNullable), false) { Order = Order(call, 1) })
        : throw call.Refused("collect values of a type that an array's elements can have");

    static EquatableArray<SortKey> Order(AggregateCall call, int ordinal) => call.Selected(call.Argument(ordinal)).Select(key => key.Type.Kind == SqlTypeKind.Array
        ? throw call.Refused("order by values")
        : new SortKey(key, false)).ToEquatableArray();

    static Expr StringJoin(AggregateCall call) => call.Argument(0).ConstantValue is { HasValue: true, Value: string separator }
        ? call.Of(new AggregateExpr(AggregateFunction.StringJoin, call.Value(1), false, null, SqlType.Text, false)
        {
            Separator = separator,
            Order = Order(call, 2),
        })
        : throw TranslationException.Syntax(call.Argument(0), "A separator that is not a constant", "use a constant");
}
