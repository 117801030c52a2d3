using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>An operand's SQL together with what it was made from.</summary>
internal readonly record struct SqlArgument(SqlTerm Term, Expr Expr)
{
    public SqlType Type => Expr.Type;

    /// <summary>The SQL as an argument between commas.</summary>
    public Sql Sql => Term.Sql;

    /// <summary>The SQL as an operand of the tightest operators.</summary>
    public Sql AsAtom => Term.AsAtom;
}

/// <summary>A function and its arguments, already written.</summary>
internal sealed record FunctionCall(SqlFunction Function, IReadOnlyList<SqlArgument> Arguments, SqlType Type)
{
    /// <summary>An argument that is a literal in the IR: the part of a date function, the digits of a rounding.</summary>
    public T Literal<T>(int index) =>
        Arguments[index].Expr is LiteralExpr { Value: T value }
            ? value
            : throw new InvalidOperationException($"{Function} needs a literal {typeof(T).Name} as argument {index}.");
}
