using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Rows that a query makes itself: lists of values, numbers and times.
internal sealed partial class Translator
{
    /// <summary>A call of <c>Query.Of</c>, <c>Query.Days</c> and their like.</summary>
    QueryShape Made(IInvocationOperation invocation, Scope scope)
    {
        var method = invocation.TargetMethod;
        if (method.Name == "Of")
        {
            var rows = Rows(Unwrap(invocation.Arguments[0].Value), invocation).Select(row => (Place: row, Shape: Translate(row, scope))).ToList();
            return new QueryShape(wish => Values(rows, invocation, wish));
        }
        var (from, through) = (Scalar(Argument(invocation, 0), scope), Scalar(Argument(invocation, 1), scope));
        return new QueryShape(wish => method.Name switch
        {
            "Numbers" => Series(wish, "numbers", from, through, number => number),
            "Days" => Series(wish, "days", LiteralExpr.Int(0), Difference("day", from, through), number => Later("day", number, from)),
            "Weeks" => Series(wish, "weeks", LiteralExpr.Int(0), new ArithmeticExpr(ArithmeticOperator.Divide, Difference("day", from, through), new LiteralExpr(7L, SqlType.Int64), SqlType.Int64),
                number => Later("day", new ArithmeticExpr(ArithmeticOperator.Multiply, number, new LiteralExpr(7L, SqlType.Int64), SqlType.Int64), from), through),
            "Months" => Series(wish, "months", LiteralExpr.Int(0), Difference("month", from, through), number => Later("month", number, from), through),
            "Hours" => Series(wish, "hours", LiteralExpr.Int(0), Difference("hour", from, through), number => Later("hour", number, from), through),
            _ => throw TranslationException.Member(invocation, method, "use one of the operators listed in docs/queries.md"),
        });
    }

    /// <summary>A row for each item of a JSON array.</summary>
    QueryShape Items(IInvocationOperation invocation, Scope scope)
    {
        var values = invocation.Instance is null ? new List<Expr>() : [Scalar(invocation.Instance, scope)];
        values.AddRange(invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).SelectMany(Elements).Select(value => Scalar(value, scope)));
        var array = JsonFunctions.At(new FunctionCall(invocation, invocation.TargetMethod, values));
        return new QueryShape(wish =>
        {
            var items = new UnnestRel(array, context.Alias(wish.Length == 0 ? "item" : wish));
            return new QueryState(items, new RowShape(null,
            [
                new("Position", new ScalarShape(Exprs.Call(SqlFunction.ItemPosition, SqlType.Int64, items.Columns[0].Expr))),
                new("Value", new ScalarShape(items.Columns[1].Expr)),
            ]));
        });
    }

    static IOperation Argument(IInvocationOperation invocation, int ordinal) => Unwrap(invocation.Arguments.First(a => a.Parameter!.Ordinal == ordinal).Value);

    // As many steps as there are beginnings of a part between the two may be one too many.
    QueryState Series(string wish, string name, Expr first, Expr last, Func<Expr, Expr> value, Expr? through = null)
    {
        var alias = context.Alias(wish.Length == 0 ? name : wish);
        var series = new SeriesRel(first, last, alias);
        // Bounds that are null give no rows.
        var element = value(Exprs.Call(SqlFunction.SeriesNumber, SqlType.Int64, series.Columns[0].Expr)) with { IsNullable = false };
        return new QueryState(
            through is null ? series : new FilterRel(series, new ComparisonExpr(ComparisonOperator.LessOrEqual, element, through with { IsNullable = false })),
            new ScalarShape(element));
    }

    static Expr Later(string part, Expr count, Expr time) => Exprs.Call(SqlFunction.DateAdd, time.Type, LiteralExpr.Text(part), count, time);

    static Expr Difference(string part, Expr from, Expr through) =>
        part == "day" && from is LiteralExpr { Value: string a } && through is LiteralExpr { Value: string b }
            ? new LiteralExpr((long)(Date(b) - Date(a)).TotalDays, SqlType.Int64)
            : Exprs.Call(SqlFunction.DateDiff, SqlType.Int64, LiteralExpr.Text(part), from, through);

    static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // `Query.Of(a, b)`, `Query.Of([a, b])` and `Query.Of(new[] { a, b })`.
    static IReadOnlyList<IOperation> Rows(IOperation rows, IOperation place) => rows switch
    {
        IConversionOperation conversion => Rows(conversion.Operand, place),
        ICollectionExpressionOperation { Elements: { Length: > 0 } elements } when elements.All(e => e is not ISpreadOperation) => elements,
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => elements,
        _ => throw TranslationException.Syntax(place, $"'{Snippet(place)}'", "write the rows one by one; at least one"),
    };

    // A column of constants is one of VALUES; any other is chosen by the row's number.
    QueryState Values(List<(IOperation Place, Shape Shape)> rows, IOperation place, string wish)
    {
        var alias = context.Alias(wish.Length == 0 ? "listed" : wish);
        var table = rows.Select(row => HoldsRows(row.Shape) ? throw TranslationException.Syntax(row.Place, $"The row '{Snippet(row.Place)}'", "give it values") : Columns(row.Shape)).ToList();
        for (var i = 1; i < table.Count; i++)
            if (!table[i].Select(c => c.Key).SequenceEqual(table[0].Select(c => c.Key)))
                throw TranslationException.Syntax(rows[i].Place, $"The row '{Snippet(rows[i].Place)}', which sets other members than the first,", "set the same ones in the same order in each");
        var names = table[0].Select(c => c.Key).ToList();
        var columns = names.Select((_, i) => Column([.. table.Select(row => row[i].Value)])).ToList();
        var listed = Enumerable.Range(0, names.Count).Where(i => columns[i].All(value => value is LiteralExpr)).ToList();
        var hasNumber = listed.Count < names.Count;
        var number = names.Contains("row", StringComparer.OrdinalIgnoreCase) ? "row_number_of_list" : "row";
        var values = new ValuesRel(
            [.. hasNumber ? [number] : Array.Empty<string>(), .. listed.Select(i => names[i])],
            rows.Select((_, r) => (EquatableArray<LiteralExpr>)[.. hasNumber ? [LiteralExpr.Int(r + 1)] : Array.Empty<LiteralExpr>(), .. listed.Select(i => (LiteralExpr)columns[i][r])]).ToEquatableArray(),
            alias);
        var next = 0;
        return new QueryState(values, MapScalars(rows[0].Shape, _ =>
        {
            var i = next++;
            if (listed.Contains(i))
                return values.Columns.First(c => c.Name == names[i]).Expr;
            var type = columns[i][0].Type;
            var branches = columns[i].Take(columns[i].Count - 1).Select((value, r) => new CaseBranch(Exprs.Equal(values.Columns[0].Expr, LiteralExpr.Int(r + 1)), value));
            return columns[i].Count == 1 ? columns[i][0] : new CaseExpr(branches.ToEquatableArray(), columns[i][columns[i].Count - 1], type, columns[i].Any(v => v.IsNullable));
        }, presence => presence));

        // A number that fits its column's digits needs no conversion.
        static Expr Constant(Expr value) =>
            value is CastExpr { Operand: LiteralExpr { Value: decimal number } literal, Type: { Kind: SqlTypeKind.Decimal } decimals } && decimal.Round(number, decimals.Scale) == number
                ? literal with { Type = decimals }
                : value;

        List<Expr> Column(List<Expr> given)
        {
            var type = given.Select(v => v.Type).FirstOrDefault(t => t.Kind != SqlTypeKind.Null);
            if (type.Kind == SqlTypeKind.Decimal && given.Exists(v => v.Type != type && v.Type.Kind == SqlTypeKind.Decimal))
                type = SqlType.AnyDecimal;
            return given.TrueForAll(v => v.Type.Kind == SqlTypeKind.Null)
                ? throw TranslationException.Syntax(place, "A column of nulls without a type", "give null a type, as in (string?)null")
                : [.. given.Select(v => Constant(v.Type.Kind == SqlTypeKind.Null ? LiteralExpr.Null(type) : Exprs.Convert(v, type)))];
        }
    }
}
