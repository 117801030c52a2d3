using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>PostgreSQL 15.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    // Characters of two UTF-16 units, as Postgres's regular expressions write them, and C#'s white space.
    const string Astral = @"\U00010000-\U0010FFFF";
    const string WhiteSpace =
        @"U&'\0009\000A\000B\000C\000D\0020\0085\00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\2028\2029\202F\205F\3000'";

    public override string Name => "postgres";

    public override string TypeName(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Boolean => "boolean",
        SqlTypeKind.Int16 => "smallint",
        SqlTypeKind.Int32 => "integer",
        SqlTypeKind.Int64 => "bigint",
        SqlTypeKind.Decimal when type.Precision > 0 =>
            string.Format(CultureInfo.InvariantCulture, "numeric({0},{1})", type.Precision, type.Scale),
        SqlTypeKind.Decimal => "numeric",
        SqlTypeKind.Single => "real",
        SqlTypeKind.Double => "double precision",
        SqlTypeKind.Text => "text",
        SqlTypeKind.Json => "jsonb",
        SqlTypeKind.Date => "date",
        SqlTypeKind.Timestamp => "timestamp without time zone",
        SqlTypeKind.TimestampTz => "timestamp with time zone",
        SqlTypeKind.Uuid => "uuid",
        SqlTypeKind.Array => TypeName(type.Element) + "[]",
        _ => throw new InvalidOperationException("A bare null has no type to store."),
    };

    public override string AnyDecimalOf(SqlType integer) => "numeric";

    // The database's collation may ignore case or punctuation, and sort é beside e; C# compares bytes.
    public override SqlTerm Ordered(SqlArgument value) =>
        value.Type.Kind == SqlTypeKind.Text ? new(Sql.Of($"{value.AsAtom} COLLATE \"C\""), Precedence.Unary) : value.Term;

    public override SqlType? SumType(SqlType argument) => argument.Kind switch
    {
        SqlTypeKind.Int16 or SqlTypeKind.Int32 => SqlType.Int64,
        SqlTypeKind.Single => SqlType.Single,
        SqlTypeKind.Double => SqlType.Double,
        _ => null,
    };

    // The sum as a double over the count is what C# computes; AVG of integers would round to numeric first.
    public override SqlTerm Average(SqlType type, SqlArgument argument, Func<string, Sql> call) =>
        argument.Type.IsInteger
            ? new(Sql.Of($"CAST({call("SUM")} AS {TypeName(type)}) / NULLIF({call("COUNT")}, 0)"), Precedence.Multiplicative)
            : SqlTerm.Atom(type is { Kind: SqlTypeKind.Decimal, Precision: > 0 } || type.IsFloating && argument.Type.Kind == SqlTypeKind.Decimal ? Sql.Of($"CAST({call("AVG")} AS {TypeName(type)})") : call("AVG"));

    public override SqlTerm First(SqlArgument value, Sql order, EquatableArray<SortKey> keys, Func<Expr, Sql> ordered, Sql? filter) =>
        SqlTerm.Atom($"(ARRAY_AGG({value.Sql} ORDER BY {order}){(filter is null ? Sql.Empty : Sql.Of($" FILTER (WHERE {filter})"))})[1]");

    // There is no IGNORE NULLS, and no FILTER but of aggregates. A frame whose first row stays is gathered row by row, any other one
    // from its beginning for each row; an array that is asked for twice is made once.
    public override SqlTerm NotNullValue(bool isLast, Sql value, WindowFrame? frame, Sql window, Sql reversed)
    {
        var isReversed = frame is { Preceding: not null } && (frame.Following is null || isLast);
        var values = Sql.Of($"ARRAY_AGG({value}) FILTER (WHERE {value} IS NOT NULL) OVER ({(isReversed ? reversed : window)})");
        return SqlTerm.Atom($"({values})[{(isLast == isReversed ? Sql.Text("1") : Sql.Of($"CARDINALITY({values})"))}]");
    }

    protected override SqlTerm FloatLiteral(double value, SqlType type) =>
        SqlTerm.Atom($"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS {TypeName(type)})");

    public override string InlinedCte => "NOT MATERIALIZED ";

    // PostgreSQL 15 merges or hashes, and can do that by equality alone.
    public override UnsupportedSqlException? UnsupportedFullJoin(Expr on) =>
        on.Conjuncts().All(c => c is ComparisonExpr { Operator: ComparisonOperator.Equal })
            ? null
            : Unsupported("join fully on anything but equal keys that are never null", "use ?? to give the keys a value where they may be null");

    public override SqlTerm Function(FunctionCall call)
    {
        var a = call.Arguments;
        return call.Function switch
        {
            SqlFunction.Trim when a.Count == 2 => SqlTerm.Atom($"BTRIM({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Trim => SqlTerm.Atom($"BTRIM({a[0].Sql}, {WhiteSpace})"),
            SqlFunction.TrimStart when a.Count == 1 => SqlTerm.Atom($"LTRIM({a[0].Sql}, {WhiteSpace})"),
            SqlFunction.TrimEnd when a.Count == 1 => SqlTerm.Atom($"RTRIM({a[0].Sql}, {WhiteSpace})"),
            SqlFunction.Length => SqlTerm.Atom($"LENGTH({Utf16Text.Of(a[0], Astral)})"),
            SqlFunction.Substring => Utf16Text.Substring(call, Astral, Fail),
            SqlFunction.EndsWith => new(Sql.Of($"RIGHT({a[0].Sql}, LENGTH({a[1].Sql})) = {a[1].Term.At(Precedence.Operator)}"), Precedence.Comparison),
            SqlFunction.Contains => new(Sql.Of($"STRPOS({a[0].Sql}, {a[1].Sql}) > 0"), Precedence.Comparison),
            // A backslash would escape what follows it.
            SqlFunction.Like when a[1].Expr is not LiteralExpr { Value: string pattern } || pattern.Contains('\\') =>
                new(Sql.Of($"{a[0].Term.At(Precedence.Operator)} LIKE {a[1].Term.At(Precedence.Operator)} ESCAPE ''"), Precedence.Comparison),
            SqlFunction.RoundToEven when call.Type.IsFloating => FloatRounding.Write(call, x => Sql.Of($"ROUND({x.Sql})")),
            // .NET's own way: the greatest double below a half, so that 0.49999999999999994 stays 0.
            SqlFunction.RoundAwayFromZero when call.Type.IsFloating => FloatRounding.Write(call, x =>
                Sql.Of($"TRUNC({x.At(Precedence.Additive)} + SIGN({x.Sql}) * 0.49999999999999994)")),
            SqlFunction.LastIndexOf => LastIndexOf(a[0], a[1]),
            SqlFunction.IndexOf => new(Sql.Of($"STRPOS({Utf16Text.Of(a[0], Astral)}, {Utf16Text.Of(a[1], Astral)}) - 1"), Precedence.Additive),
            SqlFunction.Log10 => SqlTerm.Atom($"LOG({a[0].Sql})"),
            SqlFunction.IsMatch => new(Sql.Of($"{a[0].Term.At(Precedence.Operator)} ~ {a[1].Sql}"), Precedence.Operator),
            SqlFunction.ReplaceMatches => SqlTerm.Atom($"REGEXP_REPLACE({a[0].Sql}, {a[1].Sql}, {a[2].Sql}, 'g')"),
            SqlFunction.ArrayLength => SqlTerm.Atom($"CARDINALITY({a[0].Sql})"),
            SqlFunction.ArrayElement => SqlTerm.Atom($"CASE WHEN {StandardFunctions.IsOutside(a[1], Sql.Of($"CARDINALITY({a[0].Sql})"))} THEN {FailOutside(a[0], call.Type)} ELSE ({a[0].Sql})[{StandardFunctions.Plus(a[1], 1)}] END"),
            SqlFunction.ArrayElementOrNull => SqlTerm.Atom($"({a[0].Sql})[{StandardFunctions.Plus(a[1], 1)}]"),
            // Unlike = ANY it is not null beside an element that is.
            SqlFunction.ArrayContains => new(Sql.Of($"ARRAY_POSITION({a[0].Sql}, {a[1].Sql}) IS NOT NULL"), Precedence.Comparison),
            SqlFunction.ArrayJoin => SqlTerm.Atom($"ARRAY_TO_STRING({a[0].Sql}, {a[1].Sql}{(a[0].Type.HasNullableElements ? ", ''" : "")})"),
            // Of empty text it makes no part.
            SqlFunction.Split => SqlTerm.Atom($"CASE WHEN {a[0].Term.At(Precedence.Operator)} = '' THEN ARRAY[''] ELSE STRING_TO_ARRAY({a[0].Sql}, {a[1].Sql}) END"),
            SqlFunction.HoldsNull => new(Sql.Of($"ARRAY_POSITION({a[0].Sql}, NULL) IS NOT NULL"), Precedence.Comparison),
            SqlFunction.HoldsOther => new(Sql.Of($"NOT ARRAY_REMOVE({a[0].Sql}, NULL) <@ ARRAY[{Sql.Join(", ", a.Skip(1).Select(x => x.Sql))}]"), Precedence.Not),
            SqlFunction.MakeDate => SqlTerm.Atom($"MAKE_DATE({a[0].Sql}, {a[1].Sql}, {a[2].Sql})"),
            SqlFunction.MakeTimestamp => SqlTerm.Atom($"MAKE_TIMESTAMP({Sql.Join(", ", a.Select(x => x.Sql))})"),
            SqlFunction.MicrosecondsBetween => SqlTerm.Atom($"CAST(EXTRACT(EPOCH FROM {a[1].Term.At(Precedence.Additive)} - {a[0].Term.At(Precedence.Multiplicative)}) * 1000000 AS bigint)"),
            SqlFunction.DateTrunc => TemporalFunctions.Typed(this, Sql.Of($"DATE_TRUNC({Quoted(call.Literal<string>(0))}, {AsTimestamp(a[1])})"), SqlTypeKind.Timestamp, call.Type),
            SqlFunction.DateDiff => DateDiff(call.Literal<string>(0), AsTimestamp(a[1]), AsTimestamp(a[2])),
            // The adapter creates it: Postgres 15 has no cast that gives null.
            SqlFunction.TryParseJson => SqlTerm.Atom($"{Sql.Verbatim("\"quern\".\"try_parse_json\"")}({a[0].Sql})"),
            SqlFunction.JsonAt or SqlFunction.JsonText or SqlFunction.JsonBoolean or SqlFunction.JsonNumber or SqlFunction.JsonIsObject => PostgresJson.Write(this, call),
            SqlFunction.ParseJson => SqlTerm.Atom($"CAST({a[0].Sql} AS jsonb)"),
            _ => StandardFunctions.Write(this, call),
        };
    }

    public override Sql Unnest(SqlArgument array, Sql alias, bool isOuter) => Sql.Of(
        $"{(array.Type.Kind == SqlTypeKind.Array ? Sql.Of($"UNNEST({array.Sql})") : Sql.Of($"JSONB_ARRAY_ELEMENTS(JSONB_PATH_QUERY_FIRST({array.Sql}, 'strict $ ? (@.type() == \"array\")'))"))} WITH ORDINALITY AS {alias}({Quoted(this, UnnestRel.Item)}, {Quoted(this, UnnestRel.Position)})");

    public override SqlTerm MakeArray(SqlType type, IReadOnlyList<SqlArgument> elements)
    {
        var array = Sql.Of($"ARRAY[{Sql.Join(", ", elements.Select(e => e.Sql))}]");
        return SqlTerm.Atom(elements.All(e => e.Expr is LiteralExpr) ? Sql.Of($"CAST({array} AS {TypeName(type)})") : array);
    }

    // It has no approximation; the exact number is one.
    public override Sql ApproximateCountDistinct(Sql value) => Sql.Of($"COUNT(DISTINCT {value})");

    // Fifteen digits, as C#.
    public override SqlTerm DecimalOf(SqlArgument floating) => SqlTerm.Atom($"CAST({floating.Sql} AS numeric)");

    public override Sql IsFullMatch(SqlArgument text, string pattern) => Sql.Of($"{text.Term.At(Precedence.Additive)} ~ {Quoted($"^({pattern})$")}");

    // No cast of PostgreSQL 15 gives null: a date's form may still name a day that its month has not.
    // Unlike others, Postgres asks for the type of a null that is added up, and has one for decimals of any digits.
    public override SqlTerm TypedLiteral(LiteralExpr literal) =>
        literal is { Value: null, Type: { Kind: SqlTypeKind.Decimal, Precision: 0 } type } ? SqlTerm.Atom($"CAST(NULL AS {TypeName(type)})") : base.TypedLiteral(literal);

    public override Sql TryCast(SqlArgument argument, SqlType type)
    {
        // A constant in a CAST is read before any CASE keeps it from that, unless it is a text already.
        var text = argument.Expr is LiteralExpr ? Sql.Of($"CAST({argument.Sql} AS text)") : argument.Sql;
        return type.Kind is SqlTypeKind.Date or SqlTypeKind.Timestamp
            ? Sql.Of($"CASE WHEN CAST(SUBSTR({text}, 9, 2) AS integer) <= EXTRACT(DAY FROM CAST(SUBSTR({text}, 1, 7) || '-01' AS date) + INTERVAL '1 month' - INTERVAL '1 day') THEN CAST({text} AS {TypeName(type)}) END")
            : Sql.Of($"CAST({text} AS {TypeName(type)})");
    }

    public override Sql Failure(string message, SqlArgument integer) => Sql.Of($"CAST({Quoted(message + "; row of step ")} || {integer.Sql} AS integer)");

    static SqlTerm LastIndexOf(SqlArgument text, SqlArgument part)
    {
        var before = text with { Term = SqlTerm.Atom($"LEFT({text.Sql}, {ReversedText.LastPlace(text, part, (find, within) => Sql.Of($"STRPOS({within}, {find})"))})") };
        return SqlTerm.Atom($"CASE WHEN STRPOS({text.Sql}, {part.Sql}) = 0 THEN -1 ELSE LENGTH({Utf16Text.Of(before, Astral)}) END");
    }

    // An expression that fails: Postgres has no function for it, and would compute a constant one when planning.
    static Sql Fail(SqlArgument text) =>
        Sql.Of($"CAST(CAST('Substring is outside of the text of length ' || LENGTH({text.Sql}) AS integer) AS text)");

    Sql FailOutside(SqlArgument array, SqlType type) =>
        Sql.Of($"CAST(CAST(CAST('Index is outside of the array of length ' || CARDINALITY({array.Sql}) AS integer) AS text) AS {TypeName(type)})");

    // date_trunc of a date gives an instant in the session's zone.
    Sql AsTimestamp(SqlArgument value) =>
        value.Type.Kind == SqlTypeKind.Date ? Sql.Of($"CAST({value.Sql} AS timestamp without time zone)") : Conversions.WallClock(this, value).Sql;

    // Boundaries crossed: the difference of how many units each side has begun.
    static SqlTerm DateDiff(string part, Sql from, Sql to)
    {
        Sql Years(Sql value) => Sql.Of($"EXTRACT(YEAR FROM {value})");
        Sql Units(Sql value) => part switch
        {
            "year" => Years(value),
            "quarter" => Sql.Of($"({Years(value)} * 4 + EXTRACT(QUARTER FROM {value}))"),
            "month" => Sql.Of($"({Years(value)} * 12 + EXTRACT(MONTH FROM {value}))"),
            _ => Sql.Of($"EXTRACT(EPOCH FROM DATE_TRUNC('{part}', {value}))"),
        };
        var seconds = part switch { "week" => "604800", "day" => "86400", "hour" => "3600", "minute" => "60", _ => null };
        var difference = Sql.Of($"{Units(to)} - {Units(from)}");
        return SqlTerm.Atom(seconds is null ? Sql.Of($"CAST({difference} AS bigint)") : Sql.Of($"CAST(({difference}) / {seconds} AS bigint)"));
    }
}
