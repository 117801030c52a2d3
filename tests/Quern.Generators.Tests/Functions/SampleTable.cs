using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using Quern.Generators.Parsing;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;
using Quern.Relational.Dialects;
using Quern.TestServers;

namespace Quern.Generators.Tests.Functions;

/// <summary>Tables of the sample rows and lines on an engine.</summary>
public abstract class SampleTable : IAsyncLifetime
{
    internal abstract SqlDialect Dialect { get; }

    /// <summary>The SQL that creates and fills the tables.</summary>
    internal static string Creation(SqlDialect dialect) =>
        Creation(dialect, "sample", SampleRows.Columns, SampleRows.Count, SampleRows.Value) + ";\n"
        + Creation(dialect, "line", SampleLines.Columns, SampleLines.Count, SampleLines.Value);

    static string Creation(SqlDialect dialect, string table, IReadOnlyList<SampleColumn> columns, int count, Func<int, int, object?> value)
    {
        var definitions = columns.Select(c => (Name: Names.SnakeCase(c.Name), c.SqlType)).Prepend((Name: "id", SqlType: SqlType.Int64));
        var rows = Enumerable.Range(0, count).Select(n =>
            $"({string.Join(", ", columns.Select((c, i) => Literal(dialect, value(n, i), c.SqlType)).Prepend(Literal(dialect, (long)n, SqlType.Int64)))})");
        return $"CREATE TABLE {table} ({string.Join(", ", definitions.Select(c => $"\"{c.Name}\" {dialect.TypeName(c.SqlType)}"))});\n"
            + $"INSERT INTO {table} VALUES\n{string.Join(",\n", rows)}";
    }

    /// <summary>Whether the engine is known to refuse a row that C# has a value for.</summary>
    internal virtual bool Refuses(FunctionRow function, int row) => false;

    /// <summary>Whether an example is known to give null here where C# throws, and the engine that is meant fails.</summary>
    internal virtual bool AnswersNull(FunctionRow function) => false;

    /// <summary>Whether integers hold more than C#'s, so that what does not fit fails where it is stored only.</summary>
    internal bool HasWideIntegers => Dialect.HasWideIntegers;

    static string Literal(SqlDialect dialect, object? value, SqlType type) => value is object?[] elements
        ? $"CAST({dialect.MakeArray(type, [.. elements.Select(e => new LiteralExpr(e, type.Element)).Select(e => new SqlArgument(dialect.Literal(e), e))]).Sql} AS {dialect.TypeName(type)})"
        : $"CAST({dialect.Literal(new LiteralExpr(value, type)).Sql} AS {dialect.TypeName(type)})";

    /// <summary>The rows of a query over the table; null for SQL's null.</summary>
    internal async Task<IReadOnlyList<object?[]>> QueryAsync(SqlText sql)
    {
        await using var command = Command(Text(sql));
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <summary>Runs a query that must fail; gives the value that it gave if it did not.</summary>
    internal async Task<object?> FailsAsync(SqlText sql)
    {
        try
        {
            return (await QueryAsync(sql))[0][1] ?? DBNull.Value;
        }
        catch (DbException)
        {
            return null;
        }
    }

    /// <summary>SQL with the table's name in place of the relation.</summary>
    internal virtual string Text(SqlText sql) => string.Concat(sql.Segments.Select(s => s.Kind != SqlSegmentKind.Relation ? s.Value : s.Value == AggregateExamples.RelationId ? "line" : "sample"));

    protected abstract DbCommand Command(string sql);

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}

public sealed class DuckDbSampleTable : SampleTable
{
    readonly DuckDBConnection connection = new("DataSource=:memory:");

    internal override SqlDialect Dialect => SqlDialects.DuckDb;

    protected override DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public override async ValueTask InitializeAsync()
    {
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = Command(Creation(Dialect));
        _ = await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>PostgreSQL in a time zone that would show wherever it leaks in.</summary>
public sealed class PostgresSampleTable : SampleTable
{
    NpgsqlDataSource? database;

    internal override SqlDialect Dialect => SqlDialects.Postgres;

    protected override DbCommand Command(string sql) => database!.CreateCommand(sql);

    public override async ValueTask InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Timezone = "America/New_York" });
        await using var create = Command(
            """
            CREATE SCHEMA quern;
            CREATE FUNCTION quern.try_parse_json(text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS
            $$ BEGIN RETURN $1::jsonb; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
            """ + Creation(Dialect));
        _ = await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public override ValueTask DisposeAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
