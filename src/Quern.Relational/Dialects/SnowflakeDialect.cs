using System.Globalization;
using Quern.Relational.Passes;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// Snowflake, by its documentation. Where an account's settings could change a meaning (the type that TIMESTAMP stands for,
/// the week's first day, formats of input and output), the form that does not ask them is written.
/// </summary>
internal sealed class SnowflakeDialect : SqlDialect
{
    // Reserved there and not on the other engines.
    static readonly HashSet<string> Reserved = new(
        """
        account alter connect connection current database delete drop following gscluster increment insert issue minus of
        organization regexp revoke rlike rows sample schema start trigger update whenever
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public override string Name => "snowflake";

    public override string TypeName(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Boolean => "BOOLEAN",
        // INTEGER would be 38 digits: what does not fit should fail.
        SqlTypeKind.Int16 => "NUMBER(5,0)",
        SqlTypeKind.Int32 => "NUMBER(10,0)",
        SqlTypeKind.Int64 => "NUMBER(19,0)",
        SqlTypeKind.Decimal when type.Precision > 0 =>
            string.Format(CultureInfo.InvariantCulture, "NUMBER({0},{1})", type.Precision, type.Scale),
        SqlTypeKind.Decimal => throw Unsupported("store a decimal of unknown digits", "give the column a [Precision]"),
        SqlTypeKind.Single or SqlTypeKind.Double => "FLOAT",
        SqlTypeKind.Text => "VARCHAR",
        SqlTypeKind.Json => "VARIANT",
        SqlTypeKind.Date => "DATE",
        SqlTypeKind.Timestamp => "TIMESTAMP_NTZ",
        SqlTypeKind.TimestampTz => "TIMESTAMP_LTZ",
        SqlTypeKind.Uuid => "VARCHAR(36)",
        SqlTypeKind.Array => "ARRAY",
        _ => throw new InvalidOperationException("A bare null has no type to store."),
    };

    /// <summary>Upper case, as Snowflake folds names that are not quoted.</summary>
    public override string Quote(string identifier) => base.Quote(identifier.ToUpperInvariant());

    public override bool IsReserved(string alias) => Reserved.Contains(alias);

    // A backslash begins an escape sequence.
    public override Sql Quoted(string value) => base.Quoted(value.Replace("\\", "\\\\"));

    public override string AnyDecimalOf(SqlType integer) => TypeName(integer);

    // OFFSET stands after LIMIT only.
    public override string Limit(long? take, long? skip) => base.Limit(take, skip) is var limit && take is null ? "LIMIT NULL\n" + limit : limit;

    public override (string All, string Any) ConditionAggregates => ("BOOLAND_AGG", "BOOLOR_AGG");

    public override SqlTerm ToWallClock(SqlArgument instant) =>
        SqlTerm.Atom($"CAST(CONVERT_TIMEZONE('UTC', {instant.Sql}) AS {TypeName(SqlType.Timestamp)})");

    // A cast would take the session's zone; seconds since 1970 have none.
    public override SqlTerm ToInstant(SqlTerm wallClock) =>
        SqlTerm.Atom($"TO_TIMESTAMP_LTZ(DATE_PART(EPOCH_MICROSECOND, {wallClock.Sql}), 6)");

    public override SqlTerm Arithmetic(ArithmeticExpr e, SqlArgument left, SqlArgument right)
    {
        if (e.Operator == ArithmeticOperator.Modulo && !e.Type.IsFloating)
            return SqlTerm.Atom($"MOD({left.Sql}, {right.Sql})");
        // A quotient has as many digits as its dividend, twelve at most.
        if (e is { Operator: ArithmeticOperator.Divide, Type.Kind: SqlTypeKind.Decimal })
            return new(Sql.Of($"CAST({left.Sql} AS NUMBER(38,12)) / {right.Term.At(Precedence.Unary)}"), Precedence.Multiplicative);
        if (e.Operator != ArithmeticOperator.Divide || !e.Type.IsInteger)
            return base.Arithmetic(e, left, right);
        // A quotient has six digits after the point: with a large divisor it could be rounded up to the next integer.
        const long LargestSafe = 100_000;
        return right.Expr is LiteralExpr { Value: long and > -LargestSafe and < LargestSafe and not 0 }
            ? SqlTerm.Atom($"TRUNC({base.Arithmetic(e, left, right).Sql})")
            : SqlTerm.Atom($"TRUNC(({left.Term.At(Precedence.Additive)} - MOD({left.Sql}, {right.Sql})) / {right.Term.At(Precedence.Unary)})");
    }

    public override SqlTerm Cast(CastExpr e, SqlArgument operand) => (operand.Type.Kind, e.Type.Kind) switch
    {
        // DATE_OUTPUT_FORMAT would decide otherwise.
        (SqlTypeKind.Date, SqlTypeKind.Text) => SqlTerm.Atom($"TO_CHAR({operand.Sql}, 'YYYY-MM-DD')"),
        _ when Aggregates.IsWidestSum(e) => operand.Term,
        _ => base.Cast(e, operand),
    };

    // Its arrays hold values of any type.
    public override SqlTerm ArrayCast(CastExpr e, SqlArgument array) => throw Unsupported("round the decimals in an array", "give the columns that the array is made of and its own [Precision] alike");

    // There is no FILTER; aggregates skip nulls.
    public override SqlTerm Aggregate(AggregateExpr e, SqlArgument? argument, Sql? filter, Sql? window = null)
    {
        if (filter is null)
            return base.Aggregate(e, argument, filter, window);
        var counted = argument ?? new SqlArgument(SqlTerm.Atom($"1"), LiteralExpr.Int(1));
        return base.Aggregate(e, counted with { Term = SqlTerm.Atom($"CASE WHEN {filter} THEN {counted.Sql} END") }, null, window);
    }

    // Without rows it gives empty text, which is what C# gives too.
    public override SqlTerm StringJoin(Sql value, Sql separator, Sql order, Sql? filter, bool isDistinct)
    {
        var texts = filter is null ? value : Sql.Of($"CASE WHEN {filter} THEN {value} END");
        return SqlTerm.Atom(isDistinct
            ? Sql.Of($"LISTAGG(DISTINCT {texts}, {separator}) WITHIN GROUP (ORDER BY {texts})")
            : Sql.Of($"LISTAGG({texts}, {separator}) WITHIN GROUP (ORDER BY {order})"));
    }

    public override SqlTerm First(SqlArgument value, Sql order, EquatableArray<SortKey> keys, Func<Expr, Sql> ordered, Sql? filter)
    {
        if (!SnowflakeFirst.IsByOneKey(value.Expr, keys))
            throw Unsupported(
                "take the first value of groups and of their totals at once, in an order of several keys, or where value or key may be null",
                "order by one key that is never null and give the value a default with '??', or group by each set of keys by itself and join the groups with Concat");
        var key = filter is null ? ordered(keys[0].Expr) : Sql.Of($"CASE WHEN {filter} THEN {ordered(keys[0].Expr)} END");
        return SqlTerm.Atom($"{(keys[0].IsDescending ? "MAX_BY" : "MIN_BY")}({value.Sql}, {key})");
    }

    public override SqlTerm NotNullValue(bool isLast, Sql value, WindowFrame? frame, Sql window, Sql reversed) =>
        SqlTerm.Atom($"{(isLast ? "LAST_VALUE" : "FIRST_VALUE")}({value}) IGNORE NULLS OVER ({window})");

    public override SqlType? SumType(SqlType argument) => argument switch
    {
        { IsFloating: true } => SqlType.Double,
        { IsInteger: true } => SqlType.Decimal(38, 0),
        { Kind: SqlTypeKind.Decimal, Precision: > 0 } => SqlType.Decimal(38, argument.Scale),
        _ => null,
    };

    public override IReadOnlyList<Expr> Alike(IReadOnlyList<Expr> alternatives, Func<ColumnDefinitions> definitions) => AlikeDecimals.Write(alternatives, definitions);

    public override SqlTerm Average(SqlType type, SqlArgument argument, Func<string, Sql> call) => type.IsFloating
        ? new(Sql.Of($"CAST({call("SUM")} AS {TypeName(type)}) / NULLIF({call("COUNT")}, 0)"), Precedence.Multiplicative)
        : new(Sql.Of($"CAST({call("SUM")} AS NUMBER(38,12)) / NULLIF({call("COUNT")}, 0)"), Precedence.Multiplicative);

    // GENERATOR takes constants only. The end is not in a range.
    public override Sql Series(SqlArgument first, SqlArgument last, Sql alias, bool isOuter) => Flatten(
        Sql.Of($"ARRAY_GENERATE_RANGE({first.Sql}, {SnowflakeFunctions.Add(last, new SqlArgument(SqlTerm.Atom($"1"), LiteralExpr.Int(1))).Sql})"),
        alias, isOuter, first, last);

    // An object would be flattened too.
    public override Sql Unnest(SqlArgument array, Sql alias, bool isOuter) => Flatten(
        array.Type.Kind == SqlTypeKind.Array ? WithoutNull(array.Type, array.Sql) : Sql.Of($"CASE WHEN IS_ARRAY({array.Sql}) THEN {array.Sql} END"),
        alias, isOuter, array);

    // It leaves nulls out, those that a filter makes and all others.
    public override SqlTerm ToArray(SqlArgument value, Sql order, Sql? filter, bool isDistinct)
    {
        var values = WithoutNull(SqlType.Array(value.Type, value.Expr.IsNullable), filter is null ? value.Sql : Sql.Of($"CASE WHEN {filter} THEN {value.Sql} END"));
        return SqlTerm.Atom(isDistinct
            ? Sql.Of($"ARRAY_AGG(DISTINCT {values}) WITHIN GROUP (ORDER BY {values})")
            : Sql.Of($"ARRAY_AGG({values}) WITHIN GROUP (ORDER BY {order})"));
    }

    public override SqlTerm MakeArray(SqlType type, IReadOnlyList<SqlArgument> elements) =>
        SqlTerm.Atom($"ARRAY_CONSTRUCT({WithoutNull(type, Sql.Join(", ", elements.Select(e => e.Sql)))})");

    /// <summary>What is computed of an array that never holds null.</summary>
    public Sql WithoutNull(SqlType array, Sql value) => array.HasNullableElements
        ? throw Unsupported("keep null in an array", "leave null out, as in 'where x.Name != null', or put a value in its place with '??'")
        : value;

    // What another FLATTEN gives only a lateral one sees.
    static Sql Flatten(Sql input, Sql alias, bool isOuter, params SqlArgument[] arguments)
    {
        var call = Sql.Of($"FLATTEN(INPUT => {input}{(isOuter ? ", OUTER => TRUE" : "")})");
        return Sql.Of($"{(arguments.Any(a => a.Expr.AllColumns().Any()) ? Sql.Of($"LATERAL {call}") : Sql.Of($"TABLE({call})"))} AS {alias}");
    }

    public override string? OuterLateral => "CROSS JOIN";

    // What it documents of LATERAL is a subquery that it can turn into a join; of limits and groups in one it says nothing.
    public override string Lateral => throw Unsupported(
        "ask a query of its own for each row of another",
        "link it by '==' where it takes the first rows, take the last row at or before a time with AsOfLeftJoin, or number the pairs with Over");

    public override bool JoinsFunctionsOnConditions => false;

    public override Expr Windowed(WindowExpr window) => SnowflakeWindows.Write(window);

    public override CorrelatedParts Refused(IEnumerable<SelectBlock> statement) => SnowflakeSubqueries.Refused(statement);

    public override SelectBlock WithSubqueries(SelectBlock block) => SnowflakeSubqueries.Write(SnowflakeFirst.Write(block));

    protected override SqlTerm FloatLiteral(double value, SqlType type) => SqlTerm.Atom($"CAST('{Digits(value)}' AS {TypeName(type)})");

    static string Digits(double value) =>
        double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf") : value.ToString("R", CultureInfo.InvariantCulture);

    protected override SqlTerm TemporalLiteral(string value, SqlType type) => SqlTerm.Atom(SnowflakeTimes.Literal(value, type.Kind));

    // Anchored at both ends by itself, and once more for readers who don't know.
    public override Sql IsFullMatch(SqlArgument text, string pattern) => Sql.Of($"REGEXP_LIKE({text.Sql}, {Quoted($"^({pattern})$")})");

    public override Sql TryCast(SqlArgument text, SqlType type) =>
        type.Kind == SqlTypeKind.Uuid ? Sql.Of($"LOWER({text.Sql})")
        : type.IsTemporal ? Sql.Of($"TRY_{SnowflakeTimes.Parsed(text.Sql, type.Kind)}")
        : base.TryCast(text, type);

    public override Sql CastText(Sql text, SqlType type) => type.IsTemporal ? SnowflakeTimes.Parsed(text, type.Kind) : base.CastText(text, type);

    public override bool HasWideIntegers => true;

    public override SqlTerm Function(FunctionCall call) => SnowflakeFunctions.Write(this, call);
}
