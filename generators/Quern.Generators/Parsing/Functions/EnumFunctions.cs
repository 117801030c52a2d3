using Microsoft.CodeAnalysis;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Enums and the texts that stand for them in a warehouse.</summary>
internal static class EnumFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        // An enum is its text: parsing checks nothing that the accepted-values test does not check as well.
        new("Sql.ParseEnum(string)", "Sql.ParseEnum<Status>(x.StatusText)", c => c[0])
        {
            Note = "Checks nothing: the column's accepted-values test finds what is no member.",
            IsLenient = true,
        },
        new("Sql.TryParseEnum(string)", "Sql.TryParseEnum<Status>(x.Note)", TryParse),
        FunctionRow.Syntax("(int)enumeration", "(int)x.Status"),
        FunctionRow.Syntax("(TEnum)number", "(Status)(x.Count & 1)") with { Note = "Null where no member has the number." },
        new("Sql.EnumText(TEnum)", "Sql.EnumText(x.Status)", c => c[0]),
    ];

    static Expr TryParse(FunctionCall call) => TryParse(call[0], call.Method.TypeArguments[0]);

    /// <summary>A text where it is one of an enum's; null elsewhere.</summary>
    public static Expr TryParse(Expr text, ITypeSymbol type)
    {
        var members = ColumnTypes.EnumMembers(type);
        var isMember = new InListExpr(text, members.Select(m => (Expr)LiteralExpr.Text(m.Value)).ToEquatableArray(), false);
        return members.Count == 0 ? LiteralExpr.Null(SqlType.Text) : Exprs.When(isMember, text with { IsNullable = false });
    }
}
