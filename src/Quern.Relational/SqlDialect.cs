using System.Globalization;
using Quern.Relational.Dialects;
using Quern.Relational.Passes;
using Quern.Relational.Printing;

namespace Quern.Relational;

/// <summary>
/// How one engine writes what the relational IR says. What is standard SQL, or the same on all engines so far, is here; a
/// subclass holds the differences. Every member writes C#'s meaning or throws <see cref="UnsupportedSqlException"/>.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>The key of the runtime's SQL per engine: <c>duckdb</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A column type as the engine's catalog spells it.</summary>
    public abstract string TypeName(SqlType type);

    /// <summary>Writes an identifier so that the engine reads exactly this text.</summary>
    public virtual string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"") + "\"";

    public SqlTerm Literal(LiteralExpr literal) => literal switch
    {
        { Value: null } => SqlTerm.Atom($"NULL"),
        { Value: bool value } => SqlTerm.Atom(value ? Sql.Text("TRUE") : Sql.Text("FALSE")),
        { Value: string value } => TextLiteral(value, literal.Type),
        { Type.IsFloating: true } => FloatLiteral(Convert.ToDouble(literal.Value, CultureInfo.InvariantCulture), literal.Type),
        { Type.Kind: SqlTypeKind.Decimal } => Number(DecimalDigits(Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture))),
        { Value: decimal value } => Number(DecimalDigits(value)),
        _ => Number(Convert.ToString(literal.Value, CultureInfo.InvariantCulture)!),
    };

    /// <summary>A literal that carries its type: what a column's type is taken from.</summary>
    public virtual SqlTerm TypedLiteral(LiteralExpr literal) =>
        literal.Type.Kind == SqlTypeKind.Null
        || (literal.Value is not null && literal.Type.Kind is not (SqlTypeKind.Int16 or SqlTypeKind.Int64 or SqlTypeKind.Decimal))
        || literal.Type is { Kind: SqlTypeKind.Decimal, Precision: 0 }
            ? Literal(literal)
            : SqlTerm.Atom($"CAST({Literal(literal).Sql} AS {TypeName(literal.Type)})");

    /// <summary>A value whose order is compared: text must compare by its bytes.</summary>
    public virtual SqlTerm Ordered(SqlArgument value) => value.Term;

    public virtual SqlTerm Arithmetic(ArithmeticExpr e, SqlArgument left, SqlArgument right) => e.Operator switch
    {
        ArithmeticOperator.Add => Binary(left, "+", right, Precedence.Additive),
        ArithmeticOperator.Subtract => Binary(left, "-", right, Precedence.Additive),
        ArithmeticOperator.Multiply => Binary(left, "*", right, Precedence.Multiplicative),
        ArithmeticOperator.Divide => Binary(left, "/", right, Precedence.Multiplicative),
        _ => Binary(left, "%", right, Precedence.Multiplicative),
    };

    public virtual SqlTerm Cast(CastExpr e, SqlArgument operand) => Conversions.Cast(this, e, operand);

    /// <summary>An array whose elements get other digits.</summary>
    public virtual SqlTerm ArrayCast(CastExpr e, SqlArgument array) => SqlTerm.Atom($"CAST({array.Sql} AS {TypeName(e.Type)})");

    /// <summary>The name that a conversion to decimals of unknown digits casts an integer to; null when the value is exact as it is.</summary>
    public abstract string AnyDecimalOf(SqlType integer);

    /// <summary>Texts in an order, with a separator between them; null over nothing and nulls only.</summary>
    /// <param name="value">The text of a row.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="order">The order as ORDER BY has it.</param>
    /// <param name="filter">Which rows count; null for all.</param>
    /// <param name="isDistinct">Whether each text comes once; then they are in their own order.</param>
    public virtual SqlTerm StringJoin(Sql value, Sql separator, Sql order, Sql? filter, bool isDistinct) =>
        SqlTerm.Atom($"STRING_AGG({(isDistinct ? "DISTINCT " : "")}{value}, {separator} ORDER BY {order}){(filter is null ? Sql.Empty : Sql.Of($" FILTER (WHERE {filter})"))}");

    /// <summary>The value of the first row in an order, null or not; null over nothing.</summary>
    /// <param name="value">The value of a row.</param>
    /// <param name="order">The order as ORDER BY has it.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="ordered">Writes a key.</param>
    /// <param name="filter">Which rows count; null for all.</param>
    public virtual SqlTerm First(SqlArgument value, Sql order, EquatableArray<SortKey> keys, Func<Expr, Sql> ordered, Sql? filter) =>
        SqlTerm.Atom($"FIRST({value.Sql} ORDER BY {order}){(filter is null ? Sql.Empty : Sql.Of($" FILTER (WHERE {filter})"))}");

    /// <summary>The first or last value of a frame that is not null.</summary>
    /// <param name="isLast">Whether it is the last one.</param>
    /// <param name="value">The value of a row.</param>
    /// <param name="frame">The frame; null for the whole partition.</param>
    /// <param name="window">The partition, order and frame.</param>
    /// <param name="reversed">The same rows in the opposite order.</param>
    public virtual SqlTerm NotNullValue(bool isLast, Sql value, WindowFrame? frame, Sql window, Sql reversed) =>
        SqlTerm.Atom($"{(isLast ? "LAST_VALUE" : "FIRST_VALUE")}({value} IGNORE NULLS) OVER ({window})");

    /// <summary>Values in an order as an array, nulls among them; null, or an empty array, over nothing.</summary>
    /// <param name="value">The value of a row.</param>
    /// <param name="order">The order as ORDER BY has it.</param>
    /// <param name="filter">Which rows count; null for all.</param>
    /// <param name="isDistinct">Whether each value comes once; then they are in their own order.</param>
    public virtual SqlTerm ToArray(SqlArgument value, Sql order, Sql? filter, bool isDistinct) =>
        SqlTerm.Atom($"ARRAY_AGG({(isDistinct ? "DISTINCT " : "")}{value.Sql} ORDER BY {order}){(filter is null ? Sql.Empty : Sql.Of($" FILTER (WHERE {filter})"))}");

    /// <summary>An array of values.</summary>
    public abstract SqlTerm MakeArray(SqlType type, IReadOnlyList<SqlArgument> elements);

    /// <summary>What a WITH says of a query that should not be stored, though it may be used more than once; empty where engines see to it.</summary>
    public virtual string InlinedCte => "";

    /// <summary>An integer that can't be computed: the statement fails with a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="integer">A value that is known only while the statement runs, so that nothing computes it before.</param>
    public virtual Sql Failure(string message, SqlArgument integer) => throw Unsupported("fail on a row", "leave it out");

    /// <summary>Why a full join can't have a condition; null when it can.</summary>
    public virtual UnsupportedSqlException? UnsupportedFullJoin(Expr on) => null;

    public abstract SqlTerm Function(FunctionCall call);

    /// <summary>The numbers from one to another, both included, as an item of FROM.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="last">The last number.</param>
    /// <param name="alias">The alias of the rows.</param>
    /// <param name="isOuter">As for <see cref="Unnest"/>.</param>
    public virtual Sql Series(SqlArgument first, SqlArgument last, Sql alias, bool isOuter) => Sql.Of($"GENERATE_SERIES({first.Sql}, {last.Sql}) AS {alias}({Quoted(this, SeriesRel.Number)})");

    /// <summary>The items of an array and their places, as an item of FROM; of a JSON document that is no array no rows.</summary>
    /// <param name="array">The array, or the JSON document.</param>
    /// <param name="alias">The alias of the rows.</param>
    /// <param name="isOuter">Whether a row of nulls stands for no rows; only where <see cref="OuterLateral"/> says how to join it.</param>
    public abstract Sql Unnest(SqlArgument array, Sql alias, bool isOuter);

    /// <summary>How rows that are made of the left row are joined so that a row without any stays, where that is no LEFT JOIN; null where it is.</summary>
    public virtual string? OuterLateral => null;

    /// <summary>What stands before a query that is asked for each row of the left side of a join.</summary>
    /// <exception cref="UnsupportedSqlException">The engine asks none.</exception>
    public virtual string Lateral => "LATERAL ";

    /// <summary>Whether rows that a function makes can be joined on a condition.</summary>
    public virtual bool JoinsFunctionsOnConditions => true;

    /// <summary>What the engine evaluates in place of a window; the window itself for most.</summary>
    /// <exception cref="UnsupportedSqlException">The engine has no such window.</exception>
    public virtual Expr Windowed(WindowExpr window) => window;

    /// <summary>Values of which a row gives one, as the engine needs them to find a type that holds each; the values themselves for most.</summary>
    /// <param name="alternatives">The values.</param>
    /// <param name="definitions">What columns of the statement's steps are.</param>
    public virtual IReadOnlyList<Expr> Alike(IReadOnlyList<Expr> alternatives, Func<ColumnDefinitions> definitions) => alternatives;

    /// <summary>The parts of a statement that the engine can't ask for each row, and that are asked once for all rows instead; none for most.</summary>
    public virtual CorrelatedParts Refused(IEnumerable<SelectBlock> statement) => new();

    /// <summary>A statement's SELECT with its subqueries and groups as the engine evaluates them; the SELECT itself for most.</summary>
    /// <exception cref="UnsupportedSqlException">The engine evaluates no such subquery.</exception>
    public virtual SelectBlock WithSubqueries(SelectBlock block) => block;

    protected static Sql Quoted(SqlDialect dialect, string identifier) => Sql.Verbatim(dialect.Quote(identifier));

    /// <summary>An aggregate.</summary>
    /// <param name="e">The aggregate.</param>
    /// <param name="argument">What it is of; null for a count of rows.</param>
    /// <param name="filter">Which rows count; null for all.</param>
    /// <param name="window">The window that follows <c>OVER</c>; null for a group.</param>
    public virtual SqlTerm Aggregate(AggregateExpr e, SqlArgument? argument, Sql? filter, Sql? window = null) =>
        Aggregates.Write(this, e, argument, filter, window);

    /// <summary>What the engine's SUM of a type gives; null where it has no name.</summary>
    public abstract SqlType? SumType(SqlType argument);

    /// <summary>The average of numbers as a type; null over nothing.</summary>
    /// <param name="type">The average's type.</param>
    /// <param name="argument">What is averaged.</param>
    /// <param name="call">Writes an aggregate of the argument, with its DISTINCT and FILTER.</param>
    public abstract SqlTerm Average(SqlType type, SqlArgument argument, Func<string, Sql> call);

    protected UnsupportedSqlException Unsupported(string what, string instead) => new(Name, what, instead);

    protected static SqlTerm Binary(SqlArgument left, string symbol, SqlArgument right, Precedence precedence) =>
        // All arithmetic is left associative: a right side of the same level keeps its parentheses.
        new(Sql.Of($"{left.Term.At(precedence)} {symbol} {right.Term.At(precedence + 1)}"), precedence);

    protected abstract SqlTerm FloatLiteral(double value, SqlType type);

    /// <summary>Text between quotes, so that the engine reads exactly these characters.</summary>
    public virtual Sql Quoted(string value) => Sql.Verbatim("'" + value.Replace("'", "''") + "'");

    /// <summary>Whether an alias must be quoted on this engine though it reads like a plain name.</summary>
    public virtual bool IsReserved(string alias) => false;

    /// <summary>How many rows to give and how many to leave out before them; at least one of both is there.</summary>
    public virtual string Limit(long? take, long? skip) => string.Join("\n", new[]
    {
        take is null ? null : string.Format(CultureInfo.InvariantCulture, "LIMIT {0}", take),
        skip is null ? null : string.Format(CultureInfo.InvariantCulture, "OFFSET {0}", skip),
    }.Where(clause => clause is not null));

    /// <summary>An instant as UTC's wall clock, independent of the session's time zone.</summary>
    public virtual SqlTerm ToWallClock(SqlArgument instant) => new(Sql.Of($"{instant.AsAtom} AT TIME ZONE 'UTC'"), Precedence.Unary);

    /// <summary>UTC's wall clock as an instant, independent of the session's time zone.</summary>
    public virtual SqlTerm ToInstant(SqlTerm wallClock) => new(Sql.Of($"{wallClock.AsAtom} AT TIME ZONE 'UTC'"), Precedence.Unary);

    /// <summary>A double as C# converts it to a decimal: its first fifteen digits.</summary>
    public virtual SqlTerm DecimalOf(SqlArgument floating) =>
        throw Unsupported("convert a double to the decimal that C# makes of it", "make the column a double");

    /// <summary>Whether all of a text is of a form; the pattern is one that all engines read alike.</summary>
    public abstract Sql IsFullMatch(SqlArgument text, string pattern);

    /// <summary>Text in a form that the type has, as a value; null when there is no such value, as on the 30th of February.</summary>
    public virtual Sql TryCast(SqlArgument text, SqlType type) => Sql.Of($"TRY_CAST({text.Sql} AS {TypeName(type)})");

    /// <summary>Text as a value; the statement fails where it is none.</summary>
    public virtual Sql CastText(Sql text, SqlType type) => Sql.Of($"CAST({text} AS {TypeName(type)})");

    /// <summary>Whether the type of an integer holds greater ones, so that a cast does not check it.</summary>
    public virtual bool HasWideIntegers => false;

    /// <summary>How many different values there are, about.</summary>
    public virtual Sql ApproximateCountDistinct(Sql value) => Sql.Of($"APPROX_COUNT_DISTINCT({value})");

    /// <summary>Whether all of a group's conditions hold, and whether any does.</summary>
    public virtual (string All, string Any) ConditionAggregates => ("BOOL_AND", "BOOL_OR");

    protected virtual SqlTerm TemporalLiteral(string value, SqlType type) => type.Kind switch
    {
        SqlTypeKind.Date => SqlTerm.Atom($"DATE {Quoted(value)}"),
        SqlTypeKind.Timestamp => SqlTerm.Atom($"TIMESTAMP {Quoted(value)}"),
        _ => SqlTerm.Atom($"CAST({Quoted(value)} AS {TypeName(type)})"),
    };

    SqlTerm TextLiteral(string value, SqlType type)
    {
        if (value.Contains('\0'))
            throw Unsupported("hold the character U+0000 in text", "leave it out of the constant");
        return type.Kind switch
        {
            SqlTypeKind.Text or SqlTypeKind.Null => SqlTerm.Atom(Quoted(value)),
            _ when type.IsTemporal => TemporalLiteral(value, type),
            _ => SqlTerm.Atom($"CAST({Quoted(value)} AS {TypeName(type)})"),
        };
    }

    // A decimal without a point would be an integer to the engine, and divide as one.
    static string DecimalDigits(decimal value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.') ? digits : digits + ".0";
    }

    static SqlTerm Number(string digits) => new(Sql.Text(digits), digits[0] == '-' ? Precedence.Unary : Precedence.Atom);
}
