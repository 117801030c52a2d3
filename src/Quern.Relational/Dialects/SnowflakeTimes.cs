using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Dates and times from text. A typed literal or a cast would read it as DATE_INPUT_FORMAT and TIMESTAMP_INPUT_FORMAT say.</summary>
internal static class SnowflakeTimes
{
    public static Sql Literal(string value, SqlTypeKind kind)
    {
        var fraction = value.IndexOf('.') < 0 ? "" : ".FF";
        var (function, format) = kind switch
        {
            SqlTypeKind.Date => ("TO_DATE", "YYYY-MM-DD"),
            SqlTypeKind.Timestamp => ("TO_TIMESTAMP_NTZ", "YYYY-MM-DD HH24:MI:SS" + fraction),
            _ => ("TO_TIMESTAMP_LTZ", "YYYY-MM-DD HH24:MI:SS" + fraction + "TZH:TZM"),
        };
        return Sql.Verbatim($"{function}('{value}', '{format}')");
    }

    /// <summary>Text of the strict form that <see cref="TextParsing"/> has checked; only a time's fraction and its T are left open.</summary>
    public static Sql Parsed(Sql text, SqlTypeKind kind) =>
        kind == SqlTypeKind.Date ? Sql.Of($"TO_DATE({text}, 'YYYY-MM-DD')") : Sql.Of($"TO_TIMESTAMP_NTZ({text}, 'AUTO')");
}
