using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>DuckDB 1.5.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    // Characters of two UTF-16 units, and C#'s white space, as RE2 writes them.
    const string Astral = @"\x{10000}-\x{10FFFF}";
    const string WhiteSpace = @"[\t-\r\p{Z}\x{85}]+";

    public override string Name => "duckdb";

    public override string TypeName(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Boolean => "BOOLEAN",
        SqlTypeKind.Int16 => "SMALLINT",
        SqlTypeKind.Int32 => "INTEGER",
        SqlTypeKind.Int64 => "BIGINT",
        SqlTypeKind.Decimal when type.Precision > 0 =>
            string.Format(CultureInfo.InvariantCulture, "DECIMAL({0},{1})", type.Precision, type.Scale),
        SqlTypeKind.Decimal => throw Unsupported("store a decimal of unknown digits", "give the column a [Precision]"),
        SqlTypeKind.Single => "FLOAT",
        SqlTypeKind.Double => "DOUBLE",
        SqlTypeKind.Text => "VARCHAR",
        SqlTypeKind.Json => "JSON",
        SqlTypeKind.Date => "DATE",
        SqlTypeKind.Timestamp => "TIMESTAMP",
        SqlTypeKind.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        SqlTypeKind.Uuid => "UUID",
        SqlTypeKind.Array => TypeName(type.Element) + "[]",
        _ => throw new InvalidOperationException("A bare null has no type to store."),
    };

    public override string AnyDecimalOf(SqlType integer) => integer.Kind switch
    {
        SqlTypeKind.Int16 => "DECIMAL(5,0)",
        SqlTypeKind.Int32 => "DECIMAL(10,0)",
        _ => "DECIMAL(19,0)",
    };

    public override SqlTerm Arithmetic(ArithmeticExpr e, SqlArgument left, SqlArgument right)
    {
        if (e.Operator is not (ArithmeticOperator.Divide or ArithmeticOperator.Modulo) || e.Type.IsFloating)
            return base.Arithmetic(e, left, right);
        var result = e.Operator == ArithmeticOperator.Divide && !e.Type.IsInteger
            ? DuckDbDecimals.Divide(left.Term, right.Term)
            : Binary(left, e.Operator == ArithmeticOperator.Modulo ? "%" : "//", right, Precedence.Multiplicative);
        // DuckDB answers null for a zero divisor; C# and Postgres throw.
        return right.Expr is LiteralExpr { Value: not null and not 0L and not 0m }
            ? result
            : SqlTerm.Atom($"CASE WHEN {right.Term.At(Precedence.Operator)} = 0 THEN error('division by zero') ELSE {result.Sql} END");
    }

    public override SqlType? SumType(SqlType argument) =>
        argument.IsFloating ? SqlType.Double : argument is { Kind: SqlTypeKind.Decimal, Precision: > 0 } ? SqlType.Decimal(38, argument.Scale) : null;

    public override SqlTerm Cast(CastExpr e, SqlArgument operand) => Aggregates.IsWidestSum(e) ? operand.Term : base.Cast(e, operand);

    public override IReadOnlyList<Expr> Alike(IReadOnlyList<Expr> alternatives, Func<ColumnDefinitions> definitions) => AlikeDecimals.Write(alternatives, definitions);

    public override SelectBlock WithSubqueries(SelectBlock block) => DuckDbExists.Write(block);

    public override SqlTerm Average(SqlType type, SqlArgument argument, Func<string, Sql> call) =>
        type.IsFloating && argument.Type.Kind == SqlTypeKind.Decimal ? SqlTerm.Atom(call("AVG"))
        : type.IsFloating
            ? new(Sql.Of($"{call("SUM")} / {call("COUNT")}"), Precedence.Multiplicative)
            : DuckDbDecimals.Divide(SqlTerm.Atom(call("SUM")), SqlTerm.Atom(call("COUNT")));

    public override SqlTerm DecimalOf(SqlArgument floating) => DuckDbDecimals.Of(floating);

    protected override SqlTerm FloatLiteral(double value, SqlType type) =>
        double.IsNaN(value) || double.IsInfinity(value) || type.Kind == SqlTypeKind.Single
            ? SqlTerm.Atom($"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS {TypeName(type)})")
            : new(Sql.Text(Exponential(value)), value < 0 ? Precedence.Unary : Precedence.Atom);

    // Without an exponent the engine reads a decimal.
    static string Exponential(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.Contains('E') ? digits.Replace("E+", "e").Replace('E', 'e') : digits + "e0";
    }

    public override Sql Failure(string message, SqlArgument integer) => Sql.Of($"error({Quoted(message)})");

    public override SqlTerm Function(FunctionCall call)
    {
        var a = call.Arguments;
        return call.Function switch
        {
            SqlFunction.Trim when a.Count == 1 => Trimmed(a[0], $"^{WhiteSpace}|{WhiteSpace}$"),
            SqlFunction.TrimStart when a.Count == 1 => Trimmed(a[0], $"^{WhiteSpace}"),
            SqlFunction.TrimEnd when a.Count == 1 => Trimmed(a[0], $"{WhiteSpace}$"),
            SqlFunction.Length => SqlTerm.Atom($"CAST(LENGTH({Utf16Text.Of(a[0], Astral)}) AS INTEGER)"),
            SqlFunction.Substring => Utf16Text.Substring(call, Astral, _ => Sql.Text("error('Substring is outside of the text')")),
            SqlFunction.EndsWith => SqlTerm.Atom($"ENDS_WITH({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Contains => SqlTerm.Atom($"CONTAINS({a[0].Sql}, {a[1].Sql})"),
            // Not ROUND_EVEN: DuckDB 1.5 gives 1000000000000001 for 1000000000000000.5.
            SqlFunction.RoundToEven when call.Type.IsFloating => FloatRounding.Write(call, x =>
                Sql.Of($"CASE WHEN ABS({x.At(Precedence.Additive)} - TRUNC({x.Sql})) = 0.5 THEN ROUND({x.At(Precedence.Multiplicative)} / 2) * 2 ELSE ROUND({x.Sql}) END")),
            SqlFunction.RoundAwayFromZero when call.Type.IsFloating => FloatRounding.Write(call, x => Sql.Of($"ROUND({x.Sql})")),
            SqlFunction.IndexOf => SqlTerm.Atom($"CAST(STRPOS({Utf16Text.Of(a[0], Astral)}, {Utf16Text.Of(a[1], Astral)}) - 1 AS INTEGER)"),
            SqlFunction.LastIndexOf => LastIndexOf(a[0], a[1]),
            SqlFunction.BitXor => SqlTerm.Atom($"XOR({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.IsMatch => SqlTerm.Atom($"REGEXP_MATCHES({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.ReplaceMatches => SqlTerm.Atom($"REGEXP_REPLACE({a[0].Sql}, {a[1].Sql}, {a[2].Sql}, 'g')"),
            SqlFunction.ArrayLength => SqlTerm.Atom($"CAST(LEN({a[0].Sql}) AS INTEGER)"),
            SqlFunction.ArrayElement => SqlTerm.Atom($"CASE WHEN {StandardFunctions.IsOutside(a[1], Sql.Of($"LEN({a[0].Sql})"))} THEN error('Index is outside of the array') ELSE {a[0].AsAtom}[{StandardFunctions.Plus(a[1], 1)}] END"),
            SqlFunction.ArrayElementOrNull => SqlTerm.Atom($"{a[0].AsAtom}[{StandardFunctions.Plus(a[1], 1)}]"),
            SqlFunction.ArrayContains => SqlTerm.Atom($"LIST_CONTAINS({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.ArrayJoin when a[0].Type.HasNullableElements => SqlTerm.Atom($"ARRAY_TO_STRING(LIST_TRANSFORM({a[0].Sql}, lambda element: COALESCE(element, '')), {a[1].Sql})"),
            SqlFunction.ArrayJoin => SqlTerm.Atom($"ARRAY_TO_STRING({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Split => SqlTerm.Atom($"STRING_SPLIT({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.HoldsNull => new(Sql.Of($"LIST_COUNT({a[0].Sql}) < LEN({a[0].Sql})"), Precedence.Comparison),
            SqlFunction.HoldsOther => new(Sql.Of($"NOT LIST_HAS_ALL([{Sql.Join(", ", a.Skip(1).Select(x => x.Sql))}], {a[0].Sql})"), Precedence.Not),
            SqlFunction.MakeDate => SqlTerm.Atom($"MAKE_DATE({a[0].Sql}, {a[1].Sql}, {a[2].Sql})"),
            SqlFunction.MakeTimestamp => SqlTerm.Atom($"MAKE_TIMESTAMP({Sql.Join(", ", a.Select(x => x.Sql))})"),
            SqlFunction.MicrosecondsBetween => SqlTerm.Atom($"DATE_DIFF('microsecond', {a[0].Sql}, {a[1].Sql})"),
            // An interval of the literal's unit times a number takes 32 bits.
            SqlFunction.DateAdd when call.Literal<string>(0) == "microsecond" => new(Sql.Of($"{a[2].Term.At(Precedence.Additive)} + TO_MICROSECONDS({a[1].Sql})"), Precedence.Additive),
            SqlFunction.DateTrunc => DateTrunc(call, a[1]),
            SqlFunction.FormatTime => SqlTerm.Atom($"STRFTIME({a[1].Sql}, {Quoted(Form(call.Literal<string>(0)))})"),
            SqlFunction.DateDiff => DateDiff(call, a[1], a[2]),
            SqlFunction.JsonAt or SqlFunction.JsonText or SqlFunction.JsonBoolean or SqlFunction.JsonNumber or SqlFunction.JsonIsObject => DuckDbJson.Write(this, call),
            SqlFunction.TryParseJson => SqlTerm.Atom($"CASE WHEN NOT {LaxJson(a[0])} THEN TRY_CAST({a[0].Sql} AS JSON) END"),
            SqlFunction.ParseJson => SqlTerm.Atom($"CASE WHEN {LaxJson(a[0])} THEN error('Malformed JSON') ELSE CAST({a[0].Sql} AS JSON) END"),
            _ => StandardFunctions.Write(this, call),
        };
    }

    // Minutes and months pass through a letter that no form has: '%m' before 'm' would be taken for minutes.
    static string Form(string form) => form
        .Replace("mm", "%N").Replace("yyyy", "%Y").Replace("MM", "%m").Replace("dd", "%d").Replace("HH", "%H").Replace("ss", "%S").Replace("%N", "%M");

    public override Sql IsFullMatch(SqlArgument text, string pattern) => Sql.Of($"REGEXP_FULL_MATCH({text.Sql}, {Quoted(pattern)})");

    public override Sql Unnest(SqlArgument array, Sql alias, bool isOuter) => Sql.Of(
        $"UNNEST({(array.Type.Kind == SqlTypeKind.Array ? array.Sql : Items(array))}) WITH ORDINALITY AS {alias}({Quoted(this, UnnestRel.Item)}, {Quoted(this, UnnestRel.Position)})");

    // Of a constant null DuckDB 1.5 computes a null that is no list.
    static Sql Items(SqlArgument document) =>
        Sql.Of($"JSON_EXTRACT({document.Sql}, '$[*]')") is var items && document.Expr.AllColumns().Any() ? items : Sql.Of($"CAST({items} AS JSON[])");

    // A list of constants has the narrowest type that holds them, and an empty one has none.
    public override SqlTerm MakeArray(SqlType type, IReadOnlyList<SqlArgument> elements)
    {
        var list = Sql.Of($"[{Sql.Join(", ", elements.Select(e => e.Sql))}]");
        return SqlTerm.Atom(elements.All(e => e.Expr is LiteralExpr) && type is not { ElementKind: SqlTypeKind.Decimal, Precision: 0 } ? Sql.Of($"CAST({list} AS {TypeName(type)})") : list);
    }

    // DuckDB 1.5 takes NaN, Infinity and trailing commas for JSON. Outside of strings these are the only way to spell them.
    // A 0 in place of each string: without it the end of [1, "a"] would look like a trailing comma.
    static Sql LaxJson(SqlArgument text) =>
        Sql.Of($@"REGEXP_MATCHES(REGEXP_REPLACE({text.Sql}, '""(\\.|[^""\\])*""', '0', 'g'), '(?i:nan|inf)|,\s*[\]}}]')");

    // Not by REVERSE, which keeps a letter and its accent together.
    static SqlTerm LastIndexOf(SqlArgument text, SqlArgument part)
    {
        var before = text with { Term = SqlTerm.Atom($"REGEXP_EXTRACT({text.Sql}, '(?s)^(.*)' || REGEXP_ESCAPE({part.Sql}), 1)") };
        return SqlTerm.Atom($"CASE WHEN NOT CONTAINS({text.Sql}, {part.Sql}) THEN -1 ELSE CAST(LENGTH({Utf16Text.Of(before, Astral)}) AS INTEGER) END");
    }

    SqlTerm Trimmed(SqlArgument text, string pattern) => SqlTerm.Atom($"REGEXP_REPLACE({text.Sql}, {Quoted(pattern)}, '', 'g')");

    SqlTerm DateTrunc(FunctionCall call, SqlArgument value) =>
        TemporalFunctions.Typed(this, Sql.Of($"DATE_TRUNC({Quoted(call.Literal<string>(0))}, {Conversions.WallClock(this, value).Sql})"), SqlTypeKind.Timestamp, call.Type);

    SqlTerm DateDiff(FunctionCall call, SqlArgument from, SqlArgument to)
    {
        var part = call.Literal<string>(0);
        // DuckDB's own weeks between two dates are not cut at Mondays.
        return part == "week"
            ? new(Sql.Of($"DATE_DIFF('day', DATE_TRUNC('week', {Conversions.WallClock(this, from).Sql}), DATE_TRUNC('week', {Conversions.WallClock(this, to).Sql})) // 7"), Precedence.Multiplicative)
            : SqlTerm.Atom($"DATE_DIFF({Quoted(part)}, {Conversions.WallClock(this, from).Sql}, {Conversions.WallClock(this, to).Sql})");
    }
}
