namespace Quern.Relational.Printing;

/// <summary>How tight an operator binds, loosest first; the order is Postgres's, which DuckDB follows.</summary>
internal enum Precedence
{
    Or,
    And,
    Not,

    /// <summary><c>=</c>, <c>IS</c>, <c>IN</c>: none of them chains without parentheses.</summary>
    Comparison,

    /// <summary><c>||</c> and the other operators that have no level of their own.</summary>
    Operator,
    Additive,
    Multiplicative,

    /// <summary><c>COLLATE</c>, <c>AT TIME ZONE</c> and signs.</summary>
    Unary,
    Atom,
}

/// <summary>An expression's SQL and how tight its outermost operator binds.</summary>
internal readonly record struct SqlTerm(Sql Sql, Precedence Precedence)
{
    /// <summary>A name, a literal, a call: never needs parentheses.</summary>
    public static SqlTerm Atom(Sql sql) => new(sql, Precedence.Atom);

    /// <summary>A name, a literal, a call: never needs parentheses.</summary>
    public static SqlTerm Atom(Sql.Interpolated sql) => new(sql.ToSql(), Precedence.Atom);

    /// <summary>The SQL as an operand of something that binds this tight: in parentheses when it would fall apart.</summary>
    public Sql At(Precedence least) =>
        Precedence >= least ? Sql
        : Sql.IsMultiline ? Sql.Of($"(\n    {Sql.Indented()}\n)")
        : Sql.Of($"({Sql})");

    /// <summary>The SQL as the operand of the tightest operators.</summary>
    public Sql AsAtom => At(Precedence.Atom);
}
