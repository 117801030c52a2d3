using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>A call of a function that has SQL.</summary>
/// <param name="Arguments">The receiver first, if there is one; options (a DatePart, a rounding mode) as integer literals.</param>
internal sealed record FunctionCall(IInvocationOperation Operation, IMethodSymbol Method, IReadOnlyList<Expr> Arguments)
{
    public Expr this[int index] => Arguments[index];
}

/// <summary>The methods and properties of .NET and of <c>Quern.Sql</c> that have SQL. One line a member.</summary>
internal static class FunctionTable
{
    static readonly string[] DateParts = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"];

    static readonly Dictionary<string, Func<FunctionCall, Expr>> Methods = new(StringComparer.Ordinal)
    {
        ["string.ToLower()"] = c => Text(SqlFunction.ToLower, c[0]),
        ["string.ToLowerInvariant()"] = c => Text(SqlFunction.ToLower, c[0]),
        ["string.ToUpper()"] = c => Text(SqlFunction.ToUpper, c[0]),
        ["string.ToUpperInvariant()"] = c => Text(SqlFunction.ToUpper, c[0]),
        ["string.Trim()"] = c => Text(SqlFunction.Trim, c[0]),
        ["string.TrimStart()"] = c => Text(SqlFunction.TrimStart, c[0]),
        ["string.TrimEnd()"] = c => Text(SqlFunction.TrimEnd, c[0]),
        ["string.Substring(int)"] = c => Text(SqlFunction.Substring, c[0], c[1]),
        ["string.Substring(int, int)"] = c => Text(SqlFunction.Substring, c[0], c[1], c[2]),
        ["string.Replace(string, string)"] = c => Text(SqlFunction.Replace, c[0], c[1], NoNull(c[2])),
        ["string.StartsWith(string)"] = c => Test(SqlFunction.StartsWith, c),
        ["string.EndsWith(string)"] = c => Test(SqlFunction.EndsWith, c),
        ["string.Contains(string)"] = c => Test(SqlFunction.Contains, c),
        ["string.StartsWith(char)"] = c => Test(SqlFunction.StartsWith, c),
        ["string.EndsWith(char)"] = c => Test(SqlFunction.EndsWith, c),
        ["string.Contains(char)"] = c => Test(SqlFunction.Contains, c),
        ["string.Replace(char, char)"] = c => Text(SqlFunction.Replace, c[0], c[1], c[2]),
        ["string.Equals(string)"] = c => Exprs.Equal(c[0], c[1]),
        ["string.Equals(string, string)"] = c => Exprs.Equal(c[0], c[1]),
        ["string.IsNullOrEmpty(string)"] = c => Exprs.Or(Exprs.IsNull(c[0]), Exprs.Equal(c[0], LiteralExpr.Text(""))),
        ["string.IsNullOrWhiteSpace(string)"] = c => Exprs.Or(Exprs.IsNull(c[0]), Exprs.Equal(Text(SqlFunction.Trim, c[0]), LiteralExpr.Text(""))),
        ["string.Concat(string, string)"] = c => new ConcatExpr(c.Arguments.ToEquatableArray()),
        ["string.Concat(string, string, string)"] = c => new ConcatExpr(c.Arguments.ToEquatableArray()),
        ["string.Concat(string, string, string, string)"] = c => new ConcatExpr(c.Arguments.ToEquatableArray()),
        ["int.ToString()"] = c => new CastExpr(c[0], SqlType.Text),
        ["long.ToString()"] = c => new CastExpr(c[0], SqlType.Text),
        ["System.Guid.ToString()"] = c => new CastExpr(c[0], SqlType.Text),

        ["System.Math.Abs"] = c => Exprs.Call(SqlFunction.Abs, c[0].Type, c[0]),
        ["System.Math.Floor"] = c => Exprs.Call(SqlFunction.Floor, Loose(c[0].Type), c[0]),
        ["System.Math.Ceiling"] = c => Exprs.Call(SqlFunction.Ceiling, Loose(c[0].Type), c[0]),
        ["System.Math.Round"] = Round,
        ["decimal.Round"] = Round,
        ["System.Math.Min"] = c => Exprs.Call(SqlFunction.Least, Loose(c[0].Type), c[0], c[1]),
        ["System.Math.Max"] = c => Exprs.Call(SqlFunction.Greatest, Loose(c[0].Type), c[0], c[1]),
        ["decimal.Truncate"] = c => Exprs.Call(SqlFunction.Floor, Loose(c[0].Type), Exprs.Call(SqlFunction.Abs, c[0].Type, c[0])) is var magnitude
            ? Exprs.Case(new ComparisonExpr(ComparisonOperator.Less, c[0], new LiteralExpr(0m, SqlType.AnyDecimal)), new UnaryExpr(UnaryOperator.Negate, magnitude, magnitude.Type), magnitude, magnitude.Type)
            : throw new InvalidOperationException(),

        ["System.DateOnly.FromDateTime"] = c => Exprs.Call(SqlFunction.ToDate, SqlType.Date, c[0]),
        ["System.DateOnly.AddDays"] = c => Add("day", c),
        ["System.DateOnly.AddMonths"] = c => Add("month", c),
        ["System.DateOnly.AddYears"] = c => Add("year", c),
        ["System.DateTime.AddDays"] = c => Add("day", c),
        ["System.DateTime.AddHours"] = c => Add("hour", c),
        ["System.DateTime.AddMinutes"] = c => Add("minute", c),
        ["System.DateTime.AddSeconds"] = c => Add("second", c),
        ["System.DateTime.AddMonths"] = c => Add("month", c),
        ["System.DateTime.AddYears"] = c => Add("year", c),
        ["System.DateTimeOffset.AddDays"] = c => Add("day", c),
        ["System.DateTimeOffset.AddHours"] = c => Add("hour", c),
        ["System.DateTimeOffset.AddMinutes"] = c => Add("minute", c),
        ["System.DateTimeOffset.AddSeconds"] = c => Add("second", c),

        ["Quern.Json.Parse"] = c => Exprs.Call(SqlFunction.ParseJson, SqlType.Json, c[0]),
        ["Quern.Json.TryParse"] = c => new FunctionExpr(SqlFunction.TryParseJson, [c[0]], SqlType.Json, true),
        ["Quern.Sql.DateTrunc"] = c => Exprs.Call(SqlFunction.DateTrunc, c[1].Type, Part(c[0]), c[1]),
        ["Quern.Sql.DateDiff"] = c => Exprs.Call(SqlFunction.DateDiff, SqlType.Int64, Part(c[0]), c[1], c[2]),
        // An enum is its text: parsing checks nothing that the accepted-values test does not check as well.
        ["Quern.Sql.ParseEnum"] = c => c[0],
        ["Quern.Sql.TryParseEnum"] = TryParseEnum,
        ["Quern.Sql.EnumText"] = c => c[0],
    };

    static readonly Dictionary<string, Func<Expr, Expr>> Properties = new(StringComparer.Ordinal)
    {
        ["string.Length"] = e => Exprs.Call(SqlFunction.Length, SqlType.Int32, e),
        ["System.DateTime.Date"] = e => Exprs.Call(SqlFunction.DateTrunc, SqlType.Timestamp, LiteralExpr.Text("day"), e),
        ["System.DateTime.Year"] = e => DatePart("year", e),
        ["System.DateTime.Month"] = e => DatePart("month", e),
        ["System.DateTime.Day"] = e => DatePart("day", e),
        ["System.DateTime.Hour"] = e => DatePart("hour", e),
        ["System.DateTime.Minute"] = e => DatePart("minute", e),
        ["System.DateTime.Second"] = e => DatePart("second", e),
        ["System.DateTime.DayOfYear"] = e => DatePart("dayofyear", e),
        ["System.DateOnly.Year"] = e => DatePart("year", e),
        ["System.DateOnly.Month"] = e => DatePart("month", e),
        ["System.DateOnly.Day"] = e => DatePart("day", e),
        ["System.DateOnly.DayOfYear"] = e => DatePart("dayofyear", e),
    };

    /// <summary>How a method is written; null when the table has no such method.</summary>
    public static Func<FunctionCall, Expr>? Method(IMethodSymbol method)
    {
        var name = $"{method.ContainingType.ToDisplayString()}.{method.Name}";
        var parameters = string.Join(", ", method.Parameters.Select(p => p.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()));
        return Methods.TryGetValue($"{name}({parameters})", out var function) || Methods.TryGetValue(name, out function) ? function : null;
    }

    /// <summary>How a property of a value is written; null when the table has no such property.</summary>
    public static Func<Expr, Expr>? Property(IPropertySymbol property) =>
        Properties.TryGetValue($"{property.ContainingType.ToDisplayString()}.{property.Name}", out var function) ? function : null;

    /// <summary>Whether a parameter steers a function instead of being a value.</summary>
    public static bool IsOption(ITypeSymbol type) => type.FullName() is "Quern.DatePart" or "System.MidpointRounding";

    static Expr Text(SqlFunction function, params Expr[] arguments) => Exprs.Call(function, SqlType.Text, arguments);

    // `Replace(x, null)` removes x.
    static Expr NoNull(Expr expr) => expr.IsNullable ? new CoalesceExpr([expr, LiteralExpr.Text("")], SqlType.Text, false) : expr;

    static Expr Test(SqlFunction function, FunctionCall call) => Exprs.Call(function, SqlType.Boolean, call[0], call[1]);

    static SqlType Loose(SqlType type) => type.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : type;

    static Expr DatePart(string part, Expr value) => Exprs.Call(SqlFunction.DatePart, SqlType.Int32, LiteralExpr.Text(part), value);

    static LiteralExpr Part(Expr option) => LiteralExpr.Text(DateParts[(long)((LiteralExpr)option).Value!]);

    static Expr Add(string part, FunctionCall call)
    {
        // AddDays takes a double in C#; engines add whole parts.
        var count = call[1] is CastExpr { Operand: { Type.IsInteger: true } whole } ? whole
            : call[1] is LiteralExpr { Value: double number } && number % 1 == 0 ? new LiteralExpr((long)number, SqlType.Int64)
            : call[1];
        return count.Type.IsInteger
            ? Exprs.Call(SqlFunction.DateAdd, call[0].Type, LiteralExpr.Text(part), count, call[0])
            : throw TranslationException.Member(call.Operation, call.Method, $"a part of a {part} can't be added; add a whole number of a smaller unit");
    }

    static Expr Round(FunctionCall call)
    {
        var isAway = false;
        Expr digits = new LiteralExpr(0L, SqlType.Int32);
        for (var i = 1; i < call.Arguments.Count; i++)
            if (IsOption(call.Method.Parameters[i].Type))
                isAway = ((LiteralExpr)call[i]).Value switch
                {
                    0L => false,
                    1L => true,
                    _ => throw TranslationException.Member(call.Operation, call.Method, "use MidpointRounding.ToEven or MidpointRounding.AwayFromZero, or Math.Floor and Math.Ceiling"),
                };
            else
                digits = call[i] is LiteralExpr ? call[i] : throw TranslationException.Member(call.Operation, call.Method, "give the number of digits as a constant");
        return Exprs.Call(isAway ? SqlFunction.RoundAwayFromZero : SqlFunction.RoundToEven, Loose(call[0].Type), call[0], digits);
    }

    static Expr TryParseEnum(FunctionCall call)
    {
        var members = ColumnTypes.EnumMembers(call.Method.TypeArguments[0]);
        var isMember = new InListExpr(call[0], members.Select(m => (Expr)LiteralExpr.Text(m.Value)).ToEquatableArray(), false);
        return members.Count == 0 ? LiteralExpr.Null(SqlType.Text) : Exprs.When(isMember, call[0] with { IsNullable = false });
    }
}
