using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Decimals on DuckDB 1.5, whose <c>/</c> and <c>AVG</c> of decimals are floating point.</summary>
internal static class DuckDbDecimals
{
    /// <summary>
    /// A quotient by whole numbers, cut after twelve digits: rounded to a column's digits it is what exact division would
    /// give. Operands have up to ten digits after the point. Null for a divisor of zero; what has no room fails.
    /// </summary>
    public static SqlTerm Divide(SqlTerm dividend, SqlTerm divisor) =>
        new(Sql.Of($"CAST({Units(dividend)} * 1000000000000 // {Units(divisor)} AS DECIMAL(38,0)) * 0.000000000001"), Precedence.Multiplicative);

    /// <summary>A double as C# converts it: its first fifteen digits, twelve of them after the point at most.</summary>
    public static SqlTerm Of(SqlArgument floating) => SqlTerm.Atom($"CAST(FORMAT('{{:.14e}}', {floating.Sql}) AS DECIMAL(38,12))");

    static Sql Units(SqlTerm value) => Sql.Of($"CAST(CAST({value.Sql} AS DECIMAL(28,10)) * 10000000000 AS HUGEINT)");
}
