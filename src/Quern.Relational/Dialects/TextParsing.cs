using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Values from text in one strict form for each type, which <c>Quern.Sql</c> documents: engines read much more than that, and each something else.</summary>
internal static class TextParsing
{
    const string Year = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
    const string Date = Year + "-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

    public static SqlTerm Write(SqlDialect dialect, Dialects.FunctionCall call)
    {
        var text = call.Arguments[0];
        var isForm = dialect.IsFullMatch(text, Form(call.Type.Kind));
        var isRequired = call.Function == SqlFunction.ParseText;
        // The cast that must fail takes text that it can't read, so that no engine reads what another one refuses.
        if (isRequired && !(call.Type.IsInteger && dialect.HasWideIntegers))
            return SqlTerm.Atom(dialect.CastText(Required(isForm, text), call.Type));
        var value = dialect.TryCast(text, call.Type);
        if (call.Type.IsInteger)
            value = Sql.Of($"CASE WHEN {dialect.TryCast(text, SqlType.Decimal(38, 0))} BETWEEN {Least(call.Type.Kind)} AND {Greatest(call.Type.Kind)} THEN {value} END");
        var tried = Sql.Of($"CASE WHEN {isForm} THEN {value} END");
        return SqlTerm.Atom(isRequired
            ? dialect.CastText(Required(Sql.Of($"{tried} IS NOT NULL"), text), call.Type)
            : tried);
    }

    static Sql Required(Sql isValue, SqlArgument text) => Sql.Of($"CASE WHEN {isValue} THEN {text.Sql} ELSE 'Not a value: ' || {text.Term.At(Precedence.Operator)} END");

    static string Form(SqlTypeKind kind) => kind switch
    {
        SqlTypeKind.Int16 or SqlTypeKind.Int32 or SqlTypeKind.Int64 => "[+-]?[0-9]{1,37}",
        SqlTypeKind.Decimal => "[+-]?([0-9]{1,18}([.][0-9]{0,10})?|[.][0-9]{1,10})",
        SqlTypeKind.Double => "[+-]?([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})([eE][+-]?[0-9]{1,2})?",
        SqlTypeKind.Date => Date,
        SqlTypeKind.Timestamp => Date + "[ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?",
        SqlTypeKind.Uuid => "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        _ => throw new InvalidOperationException($"Text has no form for {kind}."),
    };

    /// <summary>The least integer of a type.</summary>
    public static string Least(SqlTypeKind kind) =>
        (kind switch { SqlTypeKind.Int16 => short.MinValue, SqlTypeKind.Int32 => int.MinValue, _ => long.MinValue }).ToString(CultureInfo.InvariantCulture);

    /// <summary>The greatest integer of a type.</summary>
    public static string Greatest(SqlTypeKind kind) =>
        (kind switch { SqlTypeKind.Int16 => short.MaxValue, SqlTypeKind.Int32 => int.MaxValue, _ => long.MaxValue }).ToString(CultureInfo.InvariantCulture);
}
