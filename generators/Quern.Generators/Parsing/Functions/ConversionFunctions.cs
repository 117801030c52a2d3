using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Conversions by method; those by cast the translator knows itself.</summary>
internal static class ConversionFunctions
{
    const string WhiteSpace = "White space around it is left out, also kinds that .NET's parser refuses, such as U+00A0.";

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new(["int.ToString()", "long.ToString()", "short.ToString()"], "x.Count.ToString()", c => new CastExpr(c[0], SqlType.Text)),
        new("bool.ToString()", "x.IsOpen.ToString()", c => new CastExpr(c[0], SqlType.Text)),
        new("DateOnly.ToString(string)", "x.Day.ToString(\"yyyy-MM-dd\")", c => c[1] is LiteralExpr { Value: "yyyy-MM-dd" or "O" or "o" }
            ? new CastExpr(c[0], SqlType.Text)
            : throw c.Refused("use the format \"yyyy-MM-dd\", or keep the date in a column of its own")),
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
        new("Guid.ToString()", "x.Key.ToString()", c => new CastExpr(c[0], SqlType.Text)),
    ];

    static FunctionRow Try(string member, string column, SqlType type) => new(member, $"{member.Substring(0, member.IndexOf('('))}(x.{column})",
        c => new FunctionExpr(SqlFunction.TryParseText, [c[0]], type, true));

    static FunctionRow TryOut(string member, string variable, SqlType type) => new(
        member, $"{member.Substring(0, member.IndexOf('('))}(x.NumberText, out var {variable}) ? {variable} : ({member.Substring(0, member.IndexOf('.'))}?)null",
        c => new FunctionExpr(SqlFunction.TryParseText, [Exprs.Call(SqlFunction.Trim, SqlType.Text, c[0])], type, true))
    {
        Note = WhiteSpace,
    };

    static FunctionRow Required(string member, string column, SqlType type) => new(member, $"{member.Substring(0, member.IndexOf('('))}(x.{column})",
        c => Exprs.Call(SqlFunction.ParseText, type, type.IsInteger ? Exprs.Call(SqlFunction.Trim, SqlType.Text, c[0]) : c[0]))
    {
        Note = type.IsInteger ? WhiteSpace : null,
    };
}
