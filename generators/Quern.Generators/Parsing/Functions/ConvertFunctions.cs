using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <see cref="Convert"/>, and what every value type has.</summary>
internal static class ConvertFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        Whole(["Convert.ToInt32(decimal)", "Convert.ToInt32(double)"], "Convert.ToInt32(x.Amount)", SqlType.Int32),
        Whole(["Convert.ToInt64(double)", "Convert.ToInt64(decimal)"], "Convert.ToInt64(x.Ratio)", SqlType.Int64),
        Plain(["Convert.ToInt32(long)", "Convert.ToInt32(int)", "Convert.ToInt32(short)"], "Convert.ToInt32(x.Total)", SqlType.Int32) with { OverflowsWhenStored = true, Note = OperatorForms.Overflow },
        Plain(["Convert.ToInt64(int)", "Convert.ToInt64(long)", "Convert.ToInt64(short)"], "Convert.ToInt64(x.Count)", SqlType.Int64),
        Plain(["Convert.ToDecimal(int)", "Convert.ToDecimal(long)", "Convert.ToDecimal(short)", "Convert.ToDecimal(decimal)"], "Convert.ToDecimal(x.Count)", SqlType.AnyDecimal),
        Plain(["Convert.ToDouble(decimal)", "Convert.ToDouble(int)", "Convert.ToDouble(long)", "Convert.ToDouble(short)", "Convert.ToDouble(double)"], "Convert.ToDouble(x.Amount)", SqlType.Double),
        new(["Convert.ToInt32(bool)"], "Convert.ToInt32(x.IsOpen)", c => Exprs.Case(c[0], LiteralExpr.Int(1), LiteralExpr.Int(0), SqlType.Int32)),
        new(["Convert.ToBoolean(int)", "Convert.ToBoolean(long)"], "Convert.ToBoolean(x.Step)", c => Exprs.Not(Exprs.Equal(c[0], new LiteralExpr(0L, c[0].Type)))),
        new(["Convert.ToString(int)", "Convert.ToString(long)"], "Convert.ToString(x.Count)", c => new CastExpr(c[0], SqlType.Text)),
        new("Nullable.GetValueOrDefault()", "x.Level.GetValueOrDefault()", c => Or(c[0], Defaults.Of(c.Member!.ContainingType.TypeArguments[0])
            ?? throw c.Refused("name the value with '??'"))),
        new("Nullable.GetValueOrDefault(T)", "x.Level.GetValueOrDefault(7)", c => Or(c[0], c[1])),
        new(["int.CompareTo(int)", "long.CompareTo(long)", "decimal.CompareTo(decimal)", "DateOnly.CompareTo(DateOnly)", "DateTime.CompareTo(DateTime)", "DateTimeOffset.CompareTo(DateTimeOffset)"],
            "x.Count.CompareTo(x.Step)", c => new CaseExpr(
                [new(Exprs.Equal(c[0], c[1]), LiteralExpr.Int(0)), new(new ComparisonExpr(ComparisonOperator.Less, c[0], c[1]), LiteralExpr.Int(-1))], LiteralExpr.Int(1), SqlType.Int32, false)),
        new(["Guid.Equals(Guid)", "int.Equals(int)", "long.Equals(long)", "decimal.Equals(decimal)", "DateOnly.Equals(DateOnly)", "DateTime.Equals(DateTime)"], "x.Key.Equals(Guid.Empty)", c => Exprs.Equal(c[0], c[1])),
    ];

    static FunctionRow Plain(string[] members, string example, SqlType type) => new(members, example, c => Exprs.Convert(c[0], type));

    // To the nearest integer, the even one of two.
    static FunctionRow Whole(string[] members, string example, SqlType type) => new(members, example, c =>
        new CastExpr(Exprs.Call(SqlFunction.RoundToEven, c[0].Type.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : c[0].Type, c[0], LiteralExpr.Int(0)), type));

    static Expr Or(Expr value, Expr otherwise) => value.IsNullable ? new CoalesceExpr([value, otherwise], value.Type, otherwise.IsNullable) : value;
}
