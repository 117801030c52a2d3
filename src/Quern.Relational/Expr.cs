namespace Quern.Relational;

/// <summary>
/// A value of a row. Nodes carry the meaning of C#: comparisons are true or false and never null, null text concatenates
/// as empty. Passes rewrite what SQL does differently; <see cref="IsNullable"/> says whether the value may be null.
/// </summary>
internal abstract record Expr(SqlType Type, bool IsNullable);

/// <summary>A column of a relation that the surrounding relation binds to an alias.</summary>
internal sealed record ColumnExpr(string Source, string Name, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

/// <summary>A constant: bool, long (for all integers), decimal, double, string (also for dates and uuids, in ISO form), or null.</summary>
internal sealed record LiteralExpr(object? Value, SqlType Type) : Expr(Type, Value is null)
{
    public static LiteralExpr True { get; } = new(true, SqlType.Boolean);
    public static LiteralExpr False { get; } = new(false, SqlType.Boolean);
    public static LiteralExpr Text(string value) => new(value, SqlType.Text);
    public static LiteralExpr Int(long value) => new(value, SqlType.Int32);
    public static LiteralExpr Null(SqlType type) => new(null, type);
}

/// <summary>A value that is known when a run starts.</summary>
internal sealed record ParameterExpr(string Name, SqlType Type, bool IsNullable = false) : Expr(Type, IsNullable);

internal enum UnaryOperator
{
    Not,
    Negate,
}

internal sealed record UnaryExpr(UnaryOperator Operator, Expr Operand, SqlType Type) : Expr(Type, Operand.IsNullable);

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,

    /// <summary>C#'s: integers truncate toward zero, decimals are exact, a zero divisor of either is an error.</summary>
    Divide,

    /// <summary>C#'s: the sign is the dividend's.</summary>
    Modulo,
}

/// <summary>Both operands have the type's kind: the parser makes conversions explicit.</summary>
internal sealed record ArithmeticExpr(ArithmeticOperator Operator, Expr Left, Expr Right, SqlType Type)
    : Expr(Type, Left.IsNullable || Right.IsNullable);

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// C#'s comparison of two values of one kind. As the parser makes it, the result is never null: null equals null, and an
/// ordering with a null side is false. The pass <c>ExpandNullComparisons</c> turns what SQL would answer with null into
/// <see cref="DistinctExpr"/> and coalesces; after it a comparison is SQL's own.
/// </summary>
internal sealed record ComparisonExpr(ComparisonOperator Operator, Expr Left, Expr Right) : Expr(SqlType.Boolean, false);

/// <summary>SQL's <c>IS [NOT] DISTINCT FROM</c>; never null.</summary>
internal sealed record DistinctExpr(Expr Left, Expr Right, bool IsNegated) : Expr(SqlType.Boolean, false);

internal enum LogicalOperator
{
    And,
    Or,
}

internal sealed record LogicalExpr(LogicalOperator Operator, Expr Left, Expr Right)
    : Expr(SqlType.Boolean, Left.IsNullable || Right.IsNullable);

internal sealed record IsNullExpr(Expr Operand, bool IsNegated) : Expr(SqlType.Boolean, false);

/// <summary>Whether a value is one of several constants. Null is in the set only if the set holds a null literal. Never null.</summary>
internal sealed record InListExpr(Expr Operand, EquatableArray<Expr> Values, bool IsNegated) : Expr(SqlType.Boolean, false);

/// <summary>Whether a value is one of those that a query's only column gives. Never null.</summary>
internal sealed record InQueryExpr(Expr Operand, Rel Query, bool IsNegated) : Expr(SqlType.Boolean, false);

/// <summary>Whether a query, which may refer to outer aliases, gives any row.</summary>
internal sealed record ExistsExpr(Rel Query, bool IsNegated) : Expr(SqlType.Boolean, false);

/// <summary>The only value of a query that gives one row and one column; it may refer to outer aliases.</summary>
internal sealed record ScalarQueryExpr(Rel Query, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

internal sealed record CaseBranch(Expr Condition, Expr Result);

/// <summary>The first branch whose condition is true; the else result otherwise.</summary>
internal sealed record CaseExpr(EquatableArray<CaseBranch> Branches, Expr Else, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

internal sealed record CoalesceExpr(EquatableArray<Expr> Operands, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

/// <summary>C#'s text concatenation: a null part reads as empty. Never null.</summary>
internal sealed record ConcatExpr(EquatableArray<Expr> Parts) : Expr(SqlType.Text, false);

/// <summary>C#'s conversion: floating point and decimals truncate toward zero when they become integers.</summary>
internal sealed record CastExpr(Expr Operand, SqlType Type) : Expr(Type, Operand.IsNullable);

/// <summary>A function of <see cref="SqlFunction"/>. Null when an argument is null, unless the function says otherwise.</summary>
internal sealed record FunctionExpr(SqlFunction Function, EquatableArray<Expr> Arguments, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

/// <summary>A method that its author mapped to SQL for some engines.</summary>
internal sealed record TemplateExpr(string Name, EquatableArray<MethodTemplate> Templates, EquatableArray<Expr> Arguments, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

internal enum AggregateFunction
{
    /// <summary>Rows; with an argument, rows where it is not null.</summary>
    Count,

    /// <summary>0 over nothing and over nulls only, as in C#; null then where the result is nullable.</summary>
    Sum,
    Min,
    Max,
    Average,

    /// <summary>True over nothing.</summary>
    All,

    /// <summary>False over nothing.</summary>
    Any,

    /// <summary>The middle value of doubles, or the mean of the two in the middle.</summary>
    Median,

    /// <summary>The value at a fraction of doubles in their order, between the two nearest ones.</summary>
    PercentileContinuous,

    /// <summary>The first value in order at or after a fraction of the values.</summary>
    PercentileDiscrete,

    /// <summary>Of doubles as a sample; null for fewer than two.</summary>
    StandardDeviation,

    /// <summary>How many different values, about; null is not counted.</summary>
    ApproximateCountDistinct,

    /// <summary>1 where a group is not by the key that is its argument, else 0; of a key of <see cref="GroupingSets"/> only.</summary>
    Grouping,

    /// <summary>Texts that are not null, with a separator between them; empty over nothing.</summary>
    StringJoin,

    /// <summary>The value of the first row in an order, null or not; null over nothing.</summary>
    First,

    /// <summary>The value that all rows of a group have, null or not; null over nothing.</summary>
    Shared,

    /// <summary>Values in an order, nulls among them; empty over nothing.</summary>
    ToArray,
}

/// <summary>
/// An aggregate over the rows of a group; only inside <see cref="AggregateRel.Aggregates"/>. Of different values each counts
/// once; their order, if any, is their own.
/// </summary>
internal sealed record AggregateExpr(
    AggregateFunction Function, Expr? Argument, bool IsDistinct, Expr? Filter, SqlType Type, bool IsNullable) : Expr(Type, IsNullable)
{
    /// <summary>In which order values are joined or collected, or one is the first; none for the other functions.</summary>
    public EquatableArray<SortKey> Order { get; init; }

    /// <summary>From 0 to 1, of a percentile; null for the other functions.</summary>
    public double? Fraction { get; init; }

    /// <summary>What stands between joined texts; null for the other functions.</summary>
    public string? Separator { get; init; }
}
