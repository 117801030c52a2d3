using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>.NET's rounding of doubles to digits: scale, round to an integer, scale back, and leave alone what is too large to have digits.</summary>
internal static class FloatRounding
{
    /// <summary>Writes a rounding.</summary>
    /// <param name="call">The value and the literal number of digits.</param>
    /// <param name="toInteger">Writes the rounding of a double to an integer.</param>
    public static SqlTerm Write(FunctionCall call, Func<SqlTerm, Sql> toInteger)
    {
        var (value, digits) = (call.Arguments[0], (int)call.Literal<long>(1));
        if (digits == 0)
            return SqlTerm.Atom(toInteger(value.Term));
        var scale = "1" + new string('0', digits);
        var scaled = new SqlTerm(Sql.Of($"{value.Term.At(Precedence.Multiplicative)} * {scale}"), Precedence.Multiplicative);
        var limit = 1e16.ToString("F0", CultureInfo.InvariantCulture);
        return SqlTerm.Atom($"CASE WHEN ABS({value.Sql}) < {limit} THEN ({toInteger(scaled)}) / {scale} ELSE {value.Sql} END");
    }
}
