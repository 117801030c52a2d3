using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Dialects;

/// <summary>One expression asserted on every engine, or asserted to be refused.</summary>
public class DialectTextTests
{
    static readonly ColumnExpr A = Col("t", "a", SqlType.Int32);
    static readonly ColumnExpr B = Col("t", "b", SqlType.Int32);
    static readonly ColumnExpr Maybe = Col("t", "m", SqlType.Int32, true);
    static readonly ColumnExpr Text = Col("t", "s", SqlType.Text);
    static readonly ColumnExpr Money = Col("t", "d", SqlType.Decimal(18, 4));
    static readonly ColumnExpr Time = Col("t", "at", SqlType.Timestamp);
    static readonly ColumnExpr Instant = Col("t", "at", SqlType.TimestampTz);

    static ArithmeticExpr Arithmetic(ArithmeticOperator op, Expr left, Expr right, SqlType? type = null) => new(op, left, right, type ?? SqlType.Int32);

    static readonly Dictionary<string, (Expr Expr, string DuckDb, string Postgres)> Cases = new()
    {
        ["column"] = (Col("t", "odd \"name\"", SqlType.Int32), "t.\"odd \"\"name\"\"\"", "t.\"odd \"\"name\"\"\""),
        ["reserved alias"] = (Col("order", "a", SqlType.Int32), """ "order".a """, """ "order".a """),
        ["upper-case alias"] = (Col("T", "a", SqlType.Int32), """ "T".a """, """ "T".a """),
        ["text"] = (LiteralExpr.Text(@"it's a \ ""b"""), @"'it''s a \ ""b""'", @"'it''s a \ ""b""'"),
        ["date"] = (new LiteralExpr("2024-01-31", SqlType.Date), "DATE '2024-01-31'", "DATE '2024-01-31'"),
        ["uuid"] = (new LiteralExpr("123e4567-e89b-12d3-a456-426614174000", SqlType.Uuid), "CAST('123e4567-e89b-12d3-a456-426614174000' AS UUID)", "CAST('123e4567-e89b-12d3-a456-426614174000' AS uuid)"),
        ["decimal"] = (new LiteralExpr(1.50m, SqlType.AnyDecimal), "1.50", "1.50"),
        ["whole decimal"] = (new LiteralExpr(2m, SqlType.AnyDecimal), "2.0", "2.0"),
        ["double"] = (new LiteralExpr(0.1, SqlType.Double), "0.1e0", "CAST('0.1' AS double precision)"),
        ["not a number"] = (new LiteralExpr(double.NaN, SqlType.Double), "CAST('NaN' AS DOUBLE)", "CAST('NaN' AS double precision)"),
        ["parameter"] = (new ParameterExpr("since", SqlType.Int32), ":since", ":since"),
        ["right association"] = (Arithmetic(ArithmeticOperator.Subtract, A, Arithmetic(ArithmeticOperator.Subtract, B, A)), """t.a - (t.b - t.a)""", """t.a - (t.b - t.a)"""),
        ["left association"] = (Arithmetic(ArithmeticOperator.Multiply, Add(A, B), B), """(t.a + t.b) * t.b """, """(t.a + t.b) * t.b """),
        ["division by a constant"] = (Arithmetic(ArithmeticOperator.Divide, A, LiteralExpr.Int(2)), """t.a // 2""", """t.a / 2"""),
        ["division"] = (Arithmetic(ArithmeticOperator.Divide, A, B), """CASE WHEN t.b = 0 THEN error('division by zero') ELSE t.a // t.b END""", """t.a / t.b """),
        ["modulo"] = (Arithmetic(ArithmeticOperator.Modulo, A, B), """CASE WHEN t.b = 0 THEN error('division by zero') ELSE t.a % t.b END""", """t.a % t.b """),
        ["negation"] = (new UnaryExpr(UnaryOperator.Negate, new LiteralExpr(-1L, SqlType.Int32), SqlType.Int32), "-(-1)", "-(-1)"),
        ["nullable ordering as a value"] = (Gt(Maybe, A), """COALESCE(t.m > t.a, FALSE)""", """COALESCE(t.m > t.a, FALSE)"""),
        ["text ordering"] = (Lt(Text, LiteralExpr.Text("x")), """t.s < 'x'""", """t.s COLLATE "C" < 'x'"""),
        ["decimal beside a whole number"] = (Gt(Money, new LiteralExpr(100m, SqlType.AnyDecimal)), """t.d > 100""", """t.d > 100"""),
        ["or inside and"] = (And(Gt(A, B), Or(Gt(B, A), Eq(A, B))), """t.a > t.b AND (t.b > t.a OR t.a = t.b)""", """t.a > t.b AND (t.b > t.a OR t.a = t.b)"""),
        ["and inside or"] = (Or(And(Gt(A, B), Eq(A, B)), Gt(B, A)), """(t.a > t.b AND t.a = t.b) OR t.b > t.a """, """(t.a > t.b AND t.a = t.b) OR t.b > t.a """),
        ["bounds"] = (And(Ge(A, B), new ComparisonExpr(ComparisonOperator.LessOrEqual, A, LiteralExpr.Int(5))), """t.a BETWEEN t.b AND 5""", """t.a BETWEEN t.b AND 5"""),
        ["bounds inside or"] = (Or(And(Ge(A, B), new ComparisonExpr(ComparisonOperator.LessOrEqual, A, LiteralExpr.Int(5))), Gt(B, A)), """t.a BETWEEN t.b AND 5 OR t.b > t.a """, """t.a BETWEEN t.b AND 5 OR t.b > t.a """),
        ["bounds of different values"] = (And(Ge(A, B), new ComparisonExpr(ComparisonOperator.LessOrEqual, B, LiteralExpr.Int(5))), """t.a >= t.b AND t.b <= 5""", """t.a >= t.b AND t.b <= 5"""),
        ["double beside a double"] = (
            Gt(Col("t", "f", SqlType.Double), Arithmetic(ArithmeticOperator.Multiply, new LiteralExpr(0.5, SqlType.Double), Col("t", "f", SqlType.Double), SqlType.Double)),
            """t.f > 0.5 * t.f """, """t.f > 0.5 * t.f """),
        ["double of many digits"] = (
            Gt(Col("t", "f", SqlType.Double), new LiteralExpr(0.30000000000000004, SqlType.Double)), """t.f > 0.30000000000000004e0""", """t.f > CAST('0.30000000000000004' AS double precision)"""),
        ["not like"] = (Not(new FunctionExpr(SqlFunction.Like, [Text, LiteralExpr.Text("%a%")], SqlType.Boolean, false)), """t.s NOT LIKE '%a%'""", """t.s NOT LIKE '%a%'"""),
        ["list with null"] = (new InListExpr(Maybe, [LiteralExpr.Int(1), LiteralExpr.Null(SqlType.Int32)], false), """t.m IS NULL OR t.m IN (1)""", """t.m IS NULL OR t.m IN (1)"""),
        ["cents as an amount"] = (
            new CastExpr(Arithmetic(ArithmeticOperator.Divide, new CastExpr(A, SqlType.AnyDecimal), new LiteralExpr(100m, SqlType.AnyDecimal), SqlType.AnyDecimal), SqlType.Decimal(18, 2)),
            """CAST(t.a * 0.01 AS DECIMAL(18,2))""", """CAST(t.a * 0.01 AS numeric(18,2))"""),
        ["integer as a decimal"] = (Arithmetic(ArithmeticOperator.Multiply, new CastExpr(A, SqlType.AnyDecimal), new CastExpr(B, SqlType.AnyDecimal), SqlType.AnyDecimal),
            """CAST(t.a AS DECIMAL(10,0)) * CAST(t.b AS DECIMAL(10,0))""", """CAST(t.a AS numeric) * CAST(t.b AS numeric)"""),
        ["cast to text"] = (new CastExpr(A, SqlType.Text), """CAST(t.a AS VARCHAR)""", """CAST(t.a AS text)"""),
        ["truncation"] = (new CastExpr(Money, SqlType.Int64), """CAST(TRUNC(t.d) AS BIGINT)""", """CAST(TRUNC(t.d) AS bigint)"""),
        ["ends with"] = (new FunctionExpr(SqlFunction.EndsWith, [Text, LiteralExpr.Text("%")], SqlType.Boolean, false), """ENDS_WITH(t.s, '%')""", """RIGHT(t.s, LENGTH('%')) = '%'"""),
        ["not contains"] = (Not(new FunctionExpr(SqlFunction.Contains, [Text, LiteralExpr.Text("_")], SqlType.Boolean, false)), """NOT CONTAINS(t.s, '_')""", """NOT STRPOS(t.s, '_') > 0"""),
        ["parse json"] = (new FunctionExpr(SqlFunction.TryParseJson, [Text], SqlType.Json, true),
            """CASE WHEN NOT REGEXP_MATCHES(REGEXP_REPLACE(t.s, '"(\\.|[^"\\])*"', '0', 'g'), '(?i:nan|inf)|,\s*[\]}]') THEN TRY_CAST(t.s AS JSON) END""",
            """ "quern"."try_parse_json"(t.s)"""),
        ["instant's date"] = (new FunctionExpr(SqlFunction.ToDate, [Instant], SqlType.Date, false), """CAST(t."at" AT TIME ZONE 'UTC' AS DATE)""", """CAST(t."at" AT TIME ZONE 'UTC' AS date)"""),
        ["week of an instant"] = (new FunctionExpr(SqlFunction.DateTrunc, [LiteralExpr.Text("week"), Instant], SqlType.TimestampTz, false),
            """DATE_TRUNC('week', t."at" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'""", """DATE_TRUNC('week', t."at" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'"""),
        ["months on"] = (new FunctionExpr(SqlFunction.DateAdd, [LiteralExpr.Text("month"), LiteralExpr.Int(2), Time], SqlType.Timestamp, false), """t."at" + INTERVAL '2 months'""", """t."at" + INTERVAL '2 months'"""),
        ["a day back"] = (new FunctionExpr(SqlFunction.DateAdd, [LiteralExpr.Text("day"), LiteralExpr.Int(-1), Time], SqlType.Timestamp, false), """t."at" - INTERVAL '1 day'""", """t."at" - INTERVAL '1 day'"""),
        ["days of a column on"] = (new FunctionExpr(SqlFunction.DateAdd, [LiteralExpr.Text("day"), A, Time], SqlType.Timestamp, false), """t."at" + t.a * INTERVAL '1 day'""", """t."at" + t.a * INTERVAL '1 day'"""),
        ["integers of two sizes"] = (new ComparisonExpr(ComparisonOperator.Less, new CastExpr(A, SqlType.Int64), new LiteralExpr(5_000_000_000L, SqlType.Int64)), "t.a < 5000000000", "t.a < 5000000000"),
        ["weeks between"] = (new FunctionExpr(SqlFunction.DateDiff, [LiteralExpr.Text("week"), Time, Time], SqlType.Int64, false),
            """DATE_DIFF('day', DATE_TRUNC('week', t."at"), DATE_TRUNC('week', t."at")) // 7""",
            """CAST((EXTRACT(EPOCH FROM DATE_TRUNC('week', t."at")) - EXTRACT(EPOCH FROM DATE_TRUNC('week', t."at"))) / 604800 AS bigint)"""),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Expression_prints_as_each_engine_writes_it(string name)
    {
        var (expr, duckDb, postgres) = Cases[name];
        Assert.Equal(duckDb.Trim(), SqlCompiler.CompileCondition(expr, SqlDialects.DuckDb).ToString());
        Assert.Equal(postgres.Trim(), SqlCompiler.CompileCondition(expr, SqlDialects.Postgres).ToString());
    }

    [Fact]
    public void Type_prints_as_each_catalog_spells_it()
    {
        SqlType[] types = [SqlType.Boolean, SqlType.Int16, SqlType.Int32, SqlType.Int64, SqlType.Decimal(18, 4), SqlType.Single, SqlType.Double, SqlType.Text, SqlType.Json, SqlType.Date, SqlType.Timestamp, SqlType.TimestampTz, SqlType.Uuid];
        Assert.Equal(
            ["BOOLEAN", "SMALLINT", "INTEGER", "BIGINT", "DECIMAL(18,4)", "FLOAT", "DOUBLE", "VARCHAR", "JSON", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "UUID"],
            types.Select(SqlDialects.DuckDb.TypeName));
        Assert.Equal(
            ["boolean", "smallint", "integer", "bigint", "numeric(18,4)", "real", "double precision", "text", "jsonb", "date", "timestamp without time zone", "timestamp with time zone", "uuid"],
            types.Select(SqlDialects.Postgres.TypeName));
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public void Text_with_a_zero_character_is_refused(string dialect) =>
        Assert.Contains("U+0000", Assert.Throws<UnsupportedSqlException>(() => SqlCompiler.CompileCondition(LiteralExpr.Text("a\0b"), SqlDialects.ByName(dialect))).Message);

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public void Least_of_conditions_is_refused(string dialect)
    {
        var least = new AggregateRel(new ScanRel("T", "t"), [], [new("x", new AggregateExpr(AggregateFunction.Min, Col("t", "f", SqlType.Boolean), false, null, SqlType.Boolean, true))], "g");
        var query = Select(least, "p", ("x", Col("g", "x", SqlType.Boolean, true)));
        var refused = Assert.Throws<UnsupportedSqlException>(() => SqlCompiler.Compile(query, SqlDialects.ByName(dialect), RowSelection.All));
        Assert.Equal(dialect, refused.Dialect);
        Assert.Contains("Any or All", refused.Instead);
    }

    [Theory]
    [InlineData(nameof(SqlFunction.ArrayContains), nameof(SqlTypeKind.Date))]
    [InlineData(nameof(SqlFunction.ArrayContains), nameof(SqlTypeKind.Timestamp))]
    [InlineData(nameof(SqlFunction.ArrayContains), nameof(SqlTypeKind.TimestampTz))]
    [InlineData(nameof(SqlFunction.ArrayEqual), nameof(SqlTypeKind.Date))]
    [InlineData(nameof(SqlFunction.ArrayEqual), nameof(SqlTypeKind.Timestamp))]
    [InlineData(nameof(SqlFunction.ArrayEqual), nameof(SqlTypeKind.TimestampTz))]
    public void Dates_in_arrays_are_compared_on_all_engines_but_snowflake(string function, string kind)
    {
        var (asked, element) = (Enum.Parse<SqlFunction>(function), new SqlType(Enum.Parse<SqlTypeKind>(kind)));
        var other = Col("t", "b", asked == SqlFunction.ArrayContains ? element : SqlType.Array(element));
        var condition = new FunctionExpr(asked, [Col("t", "a", SqlType.Array(element)), other], SqlType.Boolean, false);
        var query = Select(Where(new ScanRel("T", "t"), condition), "p", ("x", Long(1)));
        var refused = Assert.Throws<UnsupportedSqlException>(() => SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All));
        Assert.Contains("compare dates and times inside of an array", refused.Message);
        Assert.Contains("from day in row.Days", refused.Instead);
        _ = SqlCompiler.Compile(query, SqlDialects.DuckDb, RowSelection.All);
        _ = SqlCompiler.Compile(query, SqlDialects.Postgres, RowSelection.All);
    }

    static ProjectRel LastItems(JoinKind kind, Rel body) => Select(
        new JoinRel(kind, new ScanRel("Order", "o"), new NamedRel("last", body, "l"), kind == JoinKind.Cross ? null : LiteralExpr.True), "p", ("id", Col("l", "id", SqlType.Int64, true)));

    static ProjectRel LastItem => Select(
        new SortRel(Where(new ScanRel("Item", "i"), Lt(Col("i", "id", SqlType.Int64), Col("o", "id", SqlType.Int64))), [new SortKey(Col("i", "id", SqlType.Int64), true)], null, 1), "s", ("id", Col("i", "id", SqlType.Int64)));

    [Theory]
    [InlineData("duckdb", (int)JoinKind.Cross, "CROSS JOIN LATERAL (")]
    [InlineData("postgres", (int)JoinKind.Cross, "CROSS JOIN LATERAL (")]
    [InlineData("duckdb", (int)JoinKind.Left, "LEFT JOIN LATERAL (")]
    [InlineData("postgres", (int)JoinKind.Left, "LEFT JOIN LATERAL (")]
    public void Query_that_speaks_of_the_left_row_is_lateral(string dialect, int kind, string join)
    {
        var query = LastItems((JoinKind)kind, LastItem);
        var sql = Verified.Compile(query, SqlDialects.ByName(dialect), RowSelection.All);
        Assert.Equal(
            $"""
            SELECT l.id
            FROM |Order| AS o
            {join}
                SELECT i.id
                FROM |Item| AS i
                WHERE i.id < o.id
                ORDER BY i.id DESC
                LIMIT 1
            ) AS l{((JoinKind)kind == JoinKind.Left ? " ON TRUE" : "")}
            """.ReplaceLineEndings("\n"),
            Verified.Fill(sql, id => $"|{id}|", _ => ""));
    }

    [Theory]
    [InlineData((int)JoinKind.Cross, "JOIN")]
    [InlineData((int)JoinKind.Left, "LEFT JOIN")]
    public void Lateral_query_is_asked_once_for_snowflake(int kind, string join) => Assert.Equal(
        $$"""
        WITH o_values AS (
            SELECT DISTINCT o.id
            FROM {Order} AS o
        ),
        numbered AS (
            SELECT
                i.id,
                o_values.id AS o_id,
                ROW_NUMBER() OVER (PARTITION BY o_values.id ORDER BY i.id DESC) AS row_number
            FROM o_values
            JOIN {Item} AS i ON i.id < o_values.id
        ),
        last AS (
            SELECT
                numbered.id,
                numbered.o_id
            FROM numbered
            WHERE numbered.row_number <= 1
        )
        SELECT l.id
        FROM {Order} AS o
        {{join}} last AS l ON o.id = l.o_id
        """,
        Verified.Compile(LastItems((JoinKind)kind, LastItem), SqlDialects.Snowflake).ToString());

    [Fact]
    public void Dialect_that_is_unknown_is_refused_with_those_that_are() =>
        Assert.Contains("duckdb, postgres", Assert.Throws<ArgumentException>(() => SqlDialects.ByName("oracle")).Message);
}
