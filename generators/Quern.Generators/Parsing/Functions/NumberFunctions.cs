using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <see cref="Math"/> and of numbers.</summary>
internal static class NumberFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new(["Math.Abs(…)", "decimal.Abs(decimal)", "int.Abs(int)", "long.Abs(long)", "double.Abs(double)"], "Math.Abs(x.Count)", c => Exprs.Call(SqlFunction.Abs, c[0].Type, c[0])),
        new(["Math.Floor(…)", "decimal.Floor(decimal)"], "Math.Floor(x.Amount)", c => Exprs.Call(SqlFunction.Floor, Loose(c[0].Type), c[0])),
        new(["Math.Ceiling(…)", "decimal.Ceiling(decimal)"], "Math.Ceiling(x.Amount)", c => Exprs.Call(SqlFunction.Ceiling, Loose(c[0].Type), c[0])),
        new(["Math.Truncate(…)", "decimal.Truncate(decimal)"], "Math.Truncate(x.Amount)", c => Exprs.Call(SqlFunction.Truncate, Loose(c[0].Type), c[0])),
        new(["Math.Round(…)", "decimal.Round(…)"], "Math.Round(x.Amount, 2)", Round),
        new(["Math.Min(…)", "int.Min(int, int)", "long.Min(long, long)", "decimal.Min(decimal, decimal)"], "Math.Min(x.Count, 5)", c => Exprs.Call(SqlFunction.Least, Loose(c[0].Type), c[0], c[1])),
        new(["Math.Max(…)", "int.Max(int, int)", "long.Max(long, long)", "decimal.Max(decimal, decimal)"], "Math.Max(x.Total, 5)", c => Exprs.Call(SqlFunction.Greatest, Loose(c[0].Type), c[0], c[1])),
    ];

    static SqlType Loose(SqlType type) => type.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : type;

    static Expr Round(FunctionCall call)
    {
        var isAway = false;
        Expr digits = new LiteralExpr(0L, SqlType.Int32);
        for (var i = 1; i < call.Arguments.Count; i++)
            if (FunctionTable.IsOption(call.Method.Parameters[i].Type))
                isAway = ((LiteralExpr)call[i]).Value switch
                {
                    0L => false,
                    1L => true,
                    _ => throw call.Refused("use MidpointRounding.ToEven or MidpointRounding.AwayFromZero, or Math.Floor and Math.Ceiling"),
                };
            else
                digits = call[i] is LiteralExpr ? call[i] : throw call.Refused("give the number of digits as a constant");
        return Exprs.Call(isAway ? SqlFunction.RoundAwayFromZero : SqlFunction.RoundToEven, Loose(call[0].Type), call[0], digits);
    }
}
