using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// As-of joins: the last row at or before a time.
internal sealed partial class Translator
{
    // AsOfJoin(inner, outerKey, innerKey, outerTime, innerTime, result). A row holds from its time up to the next one's of its key;
    // of rows that tie, the last one alone has such a span.
    QueryState AsOfJoin(JoinKind kind, IOperation receiver, IOperation[] arguments, Scope scope, string alias)
    {
        var left = Plain(Query(receiver, scope, Wish(arguments[1], 0) ?? alias), Wish(arguments[1], 0) ?? alias);
        var wish = Wish(arguments[2], 0) ?? "r";
        var right = Plain(Query(arguments[0], scope, wish) with { Order = [] }, wish);
        RequireAllRows(right, arguments[0], "An as-of join");
        var (key, time) = (Apply(arguments[2], scope, right.Element), ApplyScalar(arguments[4], scope, right.Element));
        if (!(time.Type.IsNumeric || time.Type.IsTemporal))
            throw TranslationException.Syntax(arguments[4], $"An as-of join by {time.Type}", "order the rows by a number, a date or a time");
        if (time.IsNullable)
            (right, time) = (right with { Rel = new FilterRel(right.Rel, Exprs.IsNotNull(time)) }, time with { IsNullable = false });
        var window = new WindowShape(right.Element) { Partition = Comparable(key, arguments[2]).ToEquatableArray(), Order = [new SortKey(time, false)] };
        var until = context.Windowed(window.Over(new WindowFunctionExpr(WindowFunction.Lead, [time], time.Type, true)), arguments[0], isAsOf: true);
        var spans = Renamed(right with { Element = new RowShape(null, [new("Row", right.Element), new("Until", new ScalarShape(until)), new("From", new ScalarShape(time))]) }, wish);
        var row = (RowShape)spans.Element;
        right = spans with { Element = row.Members[0].Value };
        var (end, start) = (((ScalarShape)row.Members[1].Value).Expr, ((ScalarShape)row.Members[2].Value).Expr);
        context.Joined(right.Rel, arguments[0]);
        var at = ApplyScalar(arguments[3], scope, left.Element);
        var on = Exprs.And(
            KeysEqual(arguments[1], Apply(arguments[1], scope, left.Element), Apply(arguments[2], scope, right.Element)),
            Exprs.And(
                new ComparisonExpr(ComparisonOperator.LessOrEqual, start, at),
                Exprs.Or(Exprs.IsNull(end), new ComparisonExpr(ComparisonOperator.Greater, end, at))));
        return Joined(kind, left, right, on, element => Apply(arguments[5], scope, left.Element, element), arguments[0], isSingle: true);
    }
}
