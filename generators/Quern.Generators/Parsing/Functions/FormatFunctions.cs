using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Values as text. Forms that depend on a culture, or that engines round differently, are refused.</summary>
internal static class FormatFunctions
{
    const string Forms = "The form is a constant of `yyyy`, `MM`, `dd`, `HH`, `mm` and `ss` with spaces, `-`, `:`, `.`, `_` or `T` between them.";

    // More letters are something else in C#: `MMMM` is the month's name.
    static readonly Regex TimeForm = new(@"\A(?:yyyy(?!y)|MM(?!M)|dd(?!d)|HH(?!H)|mm(?!m)|ss(?!s)|[-:._ T])+\z", RegexOptions.CultureInvariant);

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new(["int.ToString()", "long.ToString()", "short.ToString()", "int.ToString(IFormatProvider)", "long.ToString(IFormatProvider)", "short.ToString(IFormatProvider)"], "x.Count.ToString()", c => new CastExpr(c[0], SqlType.Text)),
        new(["int.ToString(string)", "long.ToString(string)", "short.ToString(string)", "int.ToString(string, IFormatProvider)", "long.ToString(string, IFormatProvider)", "short.ToString(string, IFormatProvider)"], "x.Count.ToString(\"D4\")", c => Of(c[0], c[1]) ?? throw c.Refused(Instead(c[0].Type)))
        {
            Note = "The form is a constant: `D4`, or `0000`.",
        },
        FunctionRow.Syntax("$\"{number:D4}\"", "$\"{x.Level:D2}-{x.Step:000}\""),
        new("decimal.ToString(string, IFormatProvider)", "x.Amount.ToString(\"F2\", CultureInfo.InvariantCulture)", Fixed) { Note = "The form is a constant from `F0` to `F9`. Rounded half away from zero, as in C#." },
        new(["bool.ToString()"], "x.IsOpen.ToString()", c => new CastExpr(c[0], SqlType.Text)),
        new(["Guid.ToString()"], "x.Key.ToString()", c => new CastExpr(c[0], SqlType.Text)),
        new(["DateOnly.ToString(string)", "DateOnly.ToString(string, IFormatProvider)"], "x.Day.ToString(\"yyyy-MM-dd\")", c => Of(c[0], c[1]) ?? throw c.Refused(Instead(c[0].Type))) { Note = Forms },
        new(["DateTime.ToString(string)", "DateTime.ToString(string, IFormatProvider)"], "x.At.ToString(\"yyyy-MM-dd HH:mm:ss\")", c => Of(c[0], c[1]) ?? throw c.Refused(Instead(c[0].Type))) { Note = Forms },
        FunctionRow.Syntax("$\"{day:yyyy-MM}\"", "$\"{x.Day:yyyy-MM}\"") with { Note = Forms },
        new("Enum.ToString()", "x.Status.ToString()", c => Name(c[0], ((IInvocationOperation)c.Operation).Instance!.Type!)) { Note = "The member's name; `Sql.EnumText` is what a warehouse has." },
        FunctionRow.Syntax("Nullable.ToString()", "x.Level.ToString()") with { Note = "Empty for null." },
    ];

    /// <summary>What to write where a value has no such text.</summary>
    public static string Instead(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Date => "use the format \"yyyy-MM-dd\", or keep the date in a column of its own",
        SqlTypeKind.Timestamp => "use a format such as \"yyyy-MM-dd HH:mm:ss\", or keep the time in a column of its own",
        SqlTypeKind.Decimal => "use ToString(\"F2\", CultureInfo.InvariantCulture), or format the value when it is shown",
        _ when type.IsInteger => "use the format \"D4\" or \"0000\", or format the value when it is shown",
        _ => "format the value when it is shown, not when it is stored",
    };

    /// <summary>A value as text of a form; null when it has no SQL.</summary>
    public static Expr? Of(Expr value, Expr form) => form is LiteralExpr { Value: string text } ? Of(value, text) : null;

    /// <summary>A value as text of a form; null when it has no SQL.</summary>
    public static Expr? Of(Expr value, string form) => value.Type.Kind switch
    {
        SqlTypeKind.Date when form is "O" or "o" or "yyyy-MM-dd" => new CastExpr(value, SqlType.Text),
        // A single letter is one of C#'s own forms, and a date has no time.
        SqlTypeKind.Date when IsTimeForm(form) && form.IndexOfAny(['H', 'm', 's']) < 0 => Exprs.Call(SqlFunction.FormatTime, SqlType.Text, LiteralExpr.Text(form), value),
        SqlTypeKind.Timestamp when IsTimeForm(form) => Exprs.Call(SqlFunction.FormatTime, SqlType.Text, LiteralExpr.Text(form), value),
        _ when value.Type.IsInteger && Digits(form) is { } digits => Padded(value, digits),
        _ => null,
    };

    // C#'s decimals have 29 digits before the point at most.
    static Expr Fixed(FunctionCall call)
    {
        if (call[1] is not LiteralExpr { Value: string { Length: 1 or 2 } form } || form[0] is not ('F' or 'f') || (form.Length == 2 && form[1] is not (>= '0' and <= '9')))
            throw call.Refused("use a form from \"F0\" to \"F9\", or format the value when it is shown");
        var digits = form.Length == 2 ? form[1] - '0' : 2;
        var rounded = Exprs.Call(SqlFunction.RoundAwayFromZero, SqlType.AnyDecimal, call[0], LiteralExpr.Int(digits));
        return new CastExpr(new CastExpr(rounded, SqlType.Decimal(38, digits)), SqlType.Text);
    }

    static bool IsTimeForm(string form) => form.Length > 1 && TimeForm.IsMatch(form);

    static int? Digits(string form) =>
        form.Length > 0 && form.All(c => c == '0') ? form.Length
        : form.Length is 1 or 2 or 3 && form[0] is 'D' or 'd' && form.Skip(1).All(c => c is >= '0' and <= '9') ? int.Parse("0" + form.Substring(1), CultureInfo.InvariantCulture)
        : null;

    static Expr Padded(Expr value, int count)
    {
        var text = new CastExpr(value, SqlType.Text);
        if (count < 2)
            return text;
        var digits = Exprs.Call(SqlFunction.Replace, SqlType.Text, text, LiteralExpr.Text("-"), LiteralExpr.Text(""));
        var missing = new ArithmeticExpr(ArithmeticOperator.Subtract, LiteralExpr.Int(count), Exprs.Call(SqlFunction.Length, SqlType.Int32, digits), SqlType.Int32);
        var sign = Exprs.Case(new ComparisonExpr(ComparisonOperator.Less, value, new LiteralExpr(0L, value.Type)), LiteralExpr.Text("-"), LiteralExpr.Text(""), SqlType.Text);
        return new ConcatExpr([sign, Exprs.Call(SqlFunction.Repeat, SqlType.Text, LiteralExpr.Text("0"), missing), digits]);
    }

    /// <summary>The name of an enum's member, which is not what stands for it in a warehouse.</summary>
    public static Expr Name(Expr value, ITypeSymbol type)
    {
        var branches = ColumnTypes.EnumMembers(type).Where(m => !m.IsAlias && m.Value != m.Member)
            .Select(m => new CaseBranch(Exprs.Equal(value, LiteralExpr.Text(m.Value)), LiteralExpr.Text(m.Member))).ToEquatableArray();
        return branches.Count == 0 ? value : new CaseExpr(branches, value, SqlType.Text, value.IsNullable);
    }
}
