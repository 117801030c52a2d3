using DuckDB.NET.Data;
using Quern.Execution;
using Quern.SnowflakeTranslation;

namespace TpcH.Tests;

/// <summary>The 22 models' Snowflake SQL, run on DuckDB through the translator of another project, gives the benchmark's answers.</summary>
public sealed class SnowflakeAnswerTests(TranslatedWarehouse warehouse) : IClassFixture<TranslatedWarehouse>
{
    [Theory]
    [MemberData(nameof(AnswerTests.Queries), MemberType = typeof(AnswerTests))]
    public async Task Select_gives_the_answer(string query)
    {
        var model = QuernProject.Relations.Relations.Single(r => r is { Schema: "tpch" } && r.Name == query);
        var sql = ModelSqlPrinter.Print(model, QuernProject.Relations, "snowflake").Statements.First(s => s.Title == "select").Sql;
        var expected = Answer.Of(query);
        var actual = await warehouse.SelectAsync(Translation.ToDuckDb(sql));
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected, (answer, i) => Assert.True(
            Answer.Equal(answer, actual[i]), $"should be {string.Join(" | ", answer)} and is {string.Join(" | ", actual[i])}"));
    }
}

/// <summary>The example's source tables on DuckDB, for SQL that was Snowflake's.</summary>
public sealed class TranslatedWarehouse : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("quern-tpch-").FullName;
    DuckDBConnection? connection;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        NodeProcess.Require();
        var files = Path.Combine(folder, "files.duckdb");
        await ParquetFiles.OpenAsDatabaseAsync(files, Cancel);
        connection = new DuckDBConnection($"DataSource={files}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        // The tables have the types that the sources declare, as an extraction gives them.
        command.CommandText = Translation.Setup + string.Concat(QuernProject.Relations.Relations.Where(r => r.Extract is not null).Select(r =>
            $"CREATE SCHEMA IF NOT EXISTS {r.Schema}; CREATE TABLE {r.DisplayName} ({string.Join(", ", r.Columns.Zip(r.Sql["duckdb"].ColumnTypes, (c, type) => $"{c.Name} {type}"))}); "
            + $"INSERT INTO {r.DisplayName} SELECT {string.Join(", ", r.Columns.Select(c => c.Name))} FROM {r.Extract!.Table};"));
        _ = await command.ExecuteNonQueryAsync(Cancel);
    }

    public async Task<IReadOnlyList<object?[]>> SelectAsync(string sql)
    {
        await using var command = connection!.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(Cancel))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
