using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Functions that the engines write alike.</summary>
internal static class StandardFunctions
{
    public static SqlTerm Write(SqlDialect dialect, FunctionCall call)
    {
        var a = call.Arguments;
        return call.Function switch
        {
            SqlFunction.ToLower => SqlTerm.Atom($"LOWER({a[0].Sql})"),
            SqlFunction.ToUpper => SqlTerm.Atom($"UPPER({a[0].Sql})"),
            SqlFunction.StartsWith => SqlTerm.Atom($"STARTS_WITH({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Left => SqlTerm.Atom($"LEFT({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Like => new(Sql.Of($"{a[0].Term.At(Precedence.Operator)} LIKE {a[1].Term.At(Precedence.Operator)}"), Precedence.Comparison),
            SqlFunction.Replace => SqlTerm.Atom($"REPLACE({a[0].Sql}, {a[1].Sql}, {a[2].Sql})"),
            SqlFunction.Abs => SqlTerm.Atom($"ABS({a[0].Sql})"),
            SqlFunction.Floor => SqlTerm.Atom($"FLOOR({a[0].Sql})"),
            SqlFunction.Ceiling => SqlTerm.Atom($"CEIL({a[0].Sql})"),
            SqlFunction.Truncate => SqlTerm.Atom($"TRUNC({a[0].Sql})"),
            SqlFunction.Sqrt => SqlTerm.Atom($"SQRT({a[0].Sql})"),
            SqlFunction.Power => SqlTerm.Atom($"POWER({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Ln => SqlTerm.Atom($"LN({a[0].Sql})"),
            SqlFunction.Log10 => SqlTerm.Atom($"LOG10({a[0].Sql})"),
            SqlFunction.Exp => SqlTerm.Atom($"EXP({a[0].Sql})"),
            SqlFunction.Cbrt => SqlTerm.Atom($"CBRT({a[0].Sql})"),
            SqlFunction.Asin => SqlTerm.Atom($"ASIN({a[0].Sql})"),
            SqlFunction.Acos => SqlTerm.Atom($"ACOS({a[0].Sql})"),
            SqlFunction.Atan2 => SqlTerm.Atom($"ATAN2({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Sinh => SqlTerm.Atom($"SINH({a[0].Sql})"),
            SqlFunction.Cosh => SqlTerm.Atom($"COSH({a[0].Sql})"),
            SqlFunction.Tanh => SqlTerm.Atom($"TANH({a[0].Sql})"),
            SqlFunction.Sin => SqlTerm.Atom($"SIN({a[0].Sql})"),
            SqlFunction.Cos => SqlTerm.Atom($"COS({a[0].Sql})"),
            SqlFunction.Tan => SqlTerm.Atom($"TAN({a[0].Sql})"),
            SqlFunction.Atan => SqlTerm.Atom($"ATAN({a[0].Sql})"),
            SqlFunction.Sign => SqlTerm.Atom($"CAST(SIGN({a[0].Sql}) AS {dialect.TypeName(SqlType.Int32)})"),
            SqlFunction.BitAnd => Infix(a, "&"),
            SqlFunction.BitOr => Infix(a, "|"),
            SqlFunction.BitXor => Infix(a, "#"),
            SqlFunction.ShiftRight => Infix([OfAllBits(dialect, call), a[1]], ">>"),
            SqlFunction.Trim => SqlTerm.Atom($"TRIM({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.TrimStart => SqlTerm.Atom($"LTRIM({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.TrimEnd => SqlTerm.Atom($"RTRIM({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Repeat => SqlTerm.Atom($"REPEAT({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.SplitPart => SqlTerm.Atom($"SPLIT_PART({a[0].Sql}, {a[1].Sql}, {Plus(a[2], 1)})"),
            SqlFunction.Md5 => SqlTerm.Atom($"MD5({a[0].Sql})"),
            SqlFunction.ParseText or SqlFunction.TryParseText => TextParsing.Write(dialect, call),
            SqlFunction.RoundAwayFromZero => SqlTerm.Atom($"ROUND({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.RoundToEven => RoundToEven(call, a[0]),
            SqlFunction.Least => Extreme(dialect, "LEAST", a[0], a[1]),
            SqlFunction.Greatest => Extreme(dialect, "GREATEST", a[0], a[1]),
            SqlFunction.DatePart => SqlTerm.Atom($"CAST({DatePart(call.Literal<string>(0), Conversions.WallClock(dialect, a[1]).Sql)} AS {dialect.TypeName(SqlType.Int32)})"),
            SqlFunction.FormatTime => SqlTerm.Atom($"TO_CHAR({a[1].Sql}, {dialect.Quoted(TemporalFunctions.Form(call.Literal<string>(0)))})"),
            SqlFunction.DateAdd => DateAdd(dialect, call, a[1], a[2]),
            SqlFunction.ToDate => SqlTerm.Atom($"CAST({Conversions.WallClock(dialect, a[0]).Sql} AS {dialect.TypeName(SqlType.Date)})"),
            SqlFunction.NextStep => SqlTerm.Atom($"CASE WHEN {a[0].Sql} < {a[1].Sql} THEN {a[0].Sql} + 1 ELSE {dialect.Failure(TooDeep(call), a[0])} END"),
            SqlFunction.SeriesNumber or SqlFunction.ItemPosition or SqlFunction.ItemValue => a[0].Term,
            SqlFunction.MakeArray => dialect.MakeArray(call.Type, a),
            SqlFunction.ArrayEqual => new(Sql.Of($"{a[0].Term.At(Precedence.Operator)} = {a[1].Term.At(Precedence.Operator)}"), Precedence.Comparison),
            SqlFunction.Now => SqlTerm.Atom($"NOW()"),
            _ => throw new UnsupportedSqlException(dialect.Name, $"compute {call.Function}", "compute it before the row is loaded"),
        };
    }

    /// <summary>Why a recursion fails.</summary>
    public static string TooDeep(FunctionCall call) =>
        string.Format(CultureInfo.InvariantCulture, "The recursion still gives rows after {0} steps: they lead in a circle, or maxDepth is too small", call.Literal<long>(1));

    static SqlTerm Infix(IReadOnlyList<SqlArgument> a, string symbol) =>
        new(Sql.Of($"{a[0].Term.At(Precedence.Additive)} {symbol} {a[1].Term.At(Precedence.Additive)}"), Precedence.Operator);

    // A small constant, or what is computed of some, has 32 bits to the engines.
    static SqlArgument OfAllBits(SqlDialect dialect, FunctionCall call)
    {
        const long BitsOfSmall = 32;
        var value = call.Arguments[0];
        return call.Type.Kind != SqlTypeKind.Int64 || call.Arguments[1].Expr is LiteralExpr { Value: < BitsOfSmall } || value.Expr is CastExpr or LiteralExpr { Value: < int.MinValue or > int.MaxValue }
            ? value
            : value with { Term = SqlTerm.Atom($"CAST({value.Sql} AS {dialect.TypeName(SqlType.Int64)})") };
    }

    /// <summary>Whether an index from 0 is none of an array of so many elements.</summary>
    public static Sql IsOutside(SqlArgument index, Sql length) => index.Expr is LiteralExpr { Value: >= 0L }
        ? Sql.Of($"{length} <= {index.Sql}")
        : Sql.Of($"{index.Term.At(Precedence.Operator)} < 0 OR {length} <= {index.Term.At(Precedence.Operator)}");

    public static Sql Plus(SqlArgument value, int number) => value.Expr is LiteralExpr { Value: long known }
        ? Sql.Text((known + number).ToString(CultureInfo.InvariantCulture))
        : Sql.Of($"{value.Term.At(Precedence.Additive)} + {number.ToString(CultureInfo.InvariantCulture)}");

    // Decimals round half away from zero on all engines. Only a tie is as far from that as half a unit; half of it is none,
    // so that rounding half of it and doubling gives the even neighbour.
    static SqlTerm RoundToEven(FunctionCall call, SqlArgument value)
    {
        var digits = (int)call.Literal<long>(1);
        var rounded = Sql.Of($"ROUND({value.Sql}, {digits.ToString(CultureInfo.InvariantCulture)})");
        var halfUnit = "0." + new string('0', digits) + "5";
        return SqlTerm.Atom($"CASE WHEN ABS({rounded} - {value.Term.At(Precedence.Multiplicative)}) = {halfUnit} THEN ROUND({value.Term.At(Precedence.Multiplicative)} * 0.5, {digits.ToString(CultureInfo.InvariantCulture)}) * 2 ELSE {rounded} END");
    }

    // The engines leave nulls out; C#'s lifted functions don't exist, and any other operator with null is null.
    static SqlTerm Extreme(SqlDialect dialect, string name, SqlArgument left, SqlArgument right)
    {
        var call = Sql.Of($"{name}({dialect.Ordered(left).Sql}, {right.Sql})");
        var nulls = new[] { left, right }.Where(a => a.Expr.IsNullable).Select(a => Sql.Of($"{a.Term.At(Precedence.Operator)} IS NOT NULL")).ToList();
        return SqlTerm.Atom(nulls.Count == 0 ? call : Sql.Of($"CASE WHEN {Sql.Join(" AND ", nulls)} THEN {call} END"));
    }

    static Sql Interval(long count, string part)
    {
        var digits = count.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        return Sql.Of($"INTERVAL '{digits} {part}{(digits == "1" ? "" : "s")}'");
    }

    static Sql DatePart(string part, Sql value) => part switch
    {
        "dayofyear" => Sql.Of($"EXTRACT(DOY FROM {value})"),
        "dayofweek" => Sql.Of($"EXTRACT(DOW FROM {value})"),
        "isoweek" => Sql.Of($"EXTRACT(WEEK FROM {value})"),
        "isoyear" => Sql.Of($"EXTRACT(ISOYEAR FROM {value})"),
        "second" => Sql.Of($"FLOOR(EXTRACT(SECOND FROM {value}))"),
        _ => Sql.Of($"EXTRACT({part.ToUpperInvariant()} FROM {value})"),
    };

    static SqlTerm DateAdd(SqlDialect dialect, FunctionCall call, SqlArgument count, SqlArgument value)
    {
        var (time, part) = (Conversions.WallClock(dialect, value).Sql, call.Literal<string>(0));
        var sum = count.Expr is LiteralExpr { Value: long known }
            ? Sql.Of($"{time} {(known < 0 ? "-" : "+")} {Interval(known, part)}")
            : Sql.Of($"{time} + {count.Term.At(Precedence.Unary)} * INTERVAL '1 {part}'");
        return call.Type.Kind switch
        {
            SqlTypeKind.Timestamp => new(sum, Precedence.Additive),
            SqlTypeKind.TimestampTz => dialect.ToInstant(new(sum, Precedence.Additive)),
            _ => SqlTerm.Atom($"CAST({sum} AS {dialect.TypeName(call.Type)})"),
        };
    }
}
