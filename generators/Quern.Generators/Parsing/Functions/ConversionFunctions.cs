using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Conversions by method; those by cast the translator knows itself.</summary>
internal static class ConversionFunctions
{
    const string WhiteSpace = "White space around it is left out, also kinds that .NET's parser refuses, such as U+00A0.";

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        Try("Sql.TryParseInt32(string)", "NumberText", SqlType.Int32),
        Try("Sql.TryParseInt64(string)", "NumberText", SqlType.Int64),
        Try("Sql.TryParseDecimal(string)", "NumberText", SqlType.Decimal(28, 10)),
        Try("Sql.TryParseDouble(string)", "NumberText", SqlType.Double),
        Try("Sql.TryParseDate(string)", "DateText", SqlType.Date),
        Try("Sql.TryParseDateTime(string)", "DateText", SqlType.Timestamp),
        Try("Sql.TryParseGuid(string)", "GuidText", SqlType.Uuid),
        TryOut("int.TryParse(string, out int)", "number", SqlType.Int32),
        TryOut("long.TryParse(string, out long)", "large", SqlType.Int64),
        Required("int.Parse(string)", "NumberText", SqlType.Int32),
        Required("long.Parse(string)", "NumberText", SqlType.Int64),
        Required("Sql.ParseDecimal(string)", "NumberText", SqlType.Decimal(28, 10)),
        Required("Sql.ParseDouble(string)", "NumberText", SqlType.Double),
        Required("Sql.ParseDate(string)", "DateText", SqlType.Date),
        Required("Sql.ParseDateTime(string)", "DateText", SqlType.Timestamp),
        Required("Sql.ParseGuid(string)", "GuidText", SqlType.Uuid),
        new(["DateOnly.ParseExact(string, string)", "DateOnly.ParseExact(string, string, IFormatProvider, DateTimeStyles)"], "DateOnly.ParseExact(x.DateText, \"yyyy-MM-dd\")", c => IsIso(c) ? Exprs.Call(SqlFunction.ParseText, SqlType.Date, c[0]) : c[0]) { Note = IsoDate },
        new(["DateOnly.TryParseExact(string, string, out DateOnly)", "DateOnly.TryParseExact(string, string, IFormatProvider, DateTimeStyles, out DateOnly)"], "DateOnly.TryParseExact(x.DateText, \"yyyy-MM-dd\", out var date) ? date : (DateOnly?)null", c => IsIso(c) ? Tried(c[0], SqlType.Date) : c[0]) { Note = IsoDate },
        new("Guid.TryParseExact(string, string, out Guid)", "Guid.TryParseExact(x.GuidText, \"D\", out var id) ? id : Guid.Empty", c => c[1] is LiteralExpr { Value: "D" or "d" } ? Tried(c[0], SqlType.Uuid) : throw c.Refused("use the format \"D\"")) { Note = "White space around it is refused, which .NET leaves out. The format is \"D\"." },
        new("bool.TryParse(string, out bool)", "bool.TryParse(x.Text, out var flag) ? flag : (bool?)null", Boolean),
    ];

    const string IsoDate = "The format is `yyyy-MM-dd`.";

    static bool IsIso(FunctionCall call) => call[1] is LiteralExpr { Value: "yyyy-MM-dd" or "O" or "o" } && call.Arguments.Skip(2).All(style => style is LiteralExpr { Value: "none" }) ? true : throw call.Refused("use the format \"yyyy-MM-dd\", and DateTimeStyles.None");

    static FunctionExpr Tried(Expr text, SqlType type) => new(SqlFunction.TryParseText, [text], type, true);

    static CaseExpr Boolean(FunctionCall call)
    {
        var text = Exprs.Call(SqlFunction.ToLower, SqlType.Text, Exprs.Call(SqlFunction.Trim, SqlType.Text, call[0]));
        return new CaseExpr(
            [new(Exprs.Equal(text, LiteralExpr.Text("true")), LiteralExpr.True), new(Exprs.Equal(text, LiteralExpr.Text("false")), LiteralExpr.False)],
            LiteralExpr.Null(SqlType.Boolean), SqlType.Boolean, true);
    }

    static FunctionRow Try(string member, string column, SqlType type) => new(member, $"{member.Substring(0, member.IndexOf('('))}(x.{column})",
        c => new FunctionExpr(SqlFunction.TryParseText, [c[0]], type, true));

    static FunctionRow TryOut(string member, string variable, SqlType type) => new(
        [member, member.Replace("string, out", "string, IFormatProvider, out")], $"{member.Substring(0, member.IndexOf('('))}(x.NumberText, out var {variable}) ? {variable} : ({member.Substring(0, member.IndexOf('.'))}?)null",
        c => new FunctionExpr(SqlFunction.TryParseText, [Exprs.Call(SqlFunction.Trim, SqlType.Text, c[0])], type, true))
    {
        Note = WhiteSpace,
    };

    static FunctionRow Required(string member, string column, SqlType type) => new(member.StartsWith("Sql", StringComparison.Ordinal) ? [member] : [member, member.Replace("string", "string, IFormatProvider"), $"Convert.To{(type.Kind == SqlTypeKind.Int32 ? "Int32" : "Int64")}(string)", $"Convert.To{(type.Kind == SqlTypeKind.Int32 ? "Int32" : "Int64")}(string, IFormatProvider)"], $"{member.Substring(0, member.IndexOf('('))}(x.{column})",
        c => c.Member is { ContainingType.Name: "Convert" } && c[0].IsNullable ? throw c.Refused("say with '??' what null is") : Exprs.Call(SqlFunction.ParseText, type, type.IsInteger ? Exprs.Call(SqlFunction.Trim, SqlType.Text, c[0]) : c[0]))
    {
        Note = type.IsInteger ? WhiteSpace : null,
    };
}
