using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Values in JSON documents on Snowflake.</summary>
internal static class SnowflakeJson
{
    const string Numbers = "'INTEGER', 'DECIMAL', 'DOUBLE'";

    public static SqlTerm Write(SnowflakeDialect dialect, FunctionCall call)
    {
        var value = call.Arguments.Skip(1).Aggregate(call.Arguments[0].Sql, (inner, key) => key.Expr is LiteralExpr { Value: "" }
            ? throw new UnsupportedSqlException(dialect.Name, "look up a key without characters", "read that value before the row is loaded")
            : Sql.Of($"GET({inner}, {key.Sql})"));
        var text = Sql.Of($"CAST({value} AS VARCHAR)");
        Sql As(SqlType type) => Sql.Of($"TRY_CAST({text} AS {dialect.TypeName(type)})");
        return call.Function switch
        {
            SqlFunction.JsonAt => SqlTerm.Atom($"STRIP_NULL_VALUE({value})"),
            SqlFunction.JsonIsObject => new(Sql.Of($"TYPEOF({value}) = 'OBJECT'"), Precedence.Comparison),
            SqlFunction.JsonText => SqlTerm.Atom($"CASE WHEN TYPEOF({value}) = 'VARCHAR' THEN {text} END"),
            SqlFunction.JsonBoolean => SqlTerm.Atom($"CASE WHEN TYPEOF({value}) = 'BOOLEAN' THEN {text} = 'true' END"),
            // Its integers are wider than a type's name says.
            _ when call.Type.IsInteger => SqlTerm.Atom(
                $"CASE WHEN TYPEOF({value}) = 'INTEGER' AND {As(SqlType.Decimal(38, 0))} BETWEEN {TextParsing.Least(call.Type.Kind)} AND {TextParsing.Greatest(call.Type.Kind)} THEN {As(call.Type)} END"),
            _ when call.Type.IsFloating => SqlTerm.Atom(
                $"CASE WHEN TYPEOF({value}) IN ({Numbers}) AND ABS({As(call.Type)}) < CAST('inf' AS FLOAT) THEN {As(call.Type)} END"),
            _ => SqlTerm.Atom($"CASE WHEN TYPEOF({value}) IN ({Numbers}) THEN {As(call.Type)} END"),
        };
    }
}
