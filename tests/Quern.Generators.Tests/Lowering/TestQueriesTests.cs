using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Quern.Generators.Emitting;
using Quern.Generators.Lowering;
using Quern.Generators.Model;
using Quern.Registry;
using Quern.Relational;
using Quern.TestServers;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Lowering;

/// <summary>Data tests' SQL, run over rows that pass and rows that violate them.</summary>
public class TestQueriesTests
{
    const string Odd = "it's \"odd\" {0}";

    static readonly RelationSpec Relation = Emitting.Specs.Relation(
        RelationSpecKind.Table, "Row", Int64("id", "Id"), Text("status", "Status"), Int64("amount", "Amount", true), Text(Odd, "Odd", true)) with
        {
            Key = ["id"],
            Tests =
            [
                Test("NotNull", "not_null_status", "status"),
                Test("Unique", "unique_id", "id"),
                Test("Unique", "unique_id_status", "id", "status"),
                Test("AcceptedValues", "accepted_values_status", "status") with { Values = [LiteralExpr.Text("placed"), LiteralExpr.Text("it's \\ {x}")] },
                Test("Between", "between_amount", "amount") with { Min = new LiteralExpr(-1L, SqlType.Int64), Max = new LiteralExpr(10L, SqlType.Int64) },
                Test("Relationships", "relationships_amount", "amount") with { ReferencedRelationId = "other", ReferencedColumn = "key" },
                Test("NotNull", "not_null_odd", Odd),
                Test("ColumnType", "column_type_id", "id"),
                Test("Custom", "custom") with { FailingRows = CustomRows },
            ],
        };

    static ProjectRel CustomRows
    {
        get
        {
            ColumnExpr id = new("x", "id", SqlType.Int64, false), amount = new("x", "amount", SqlType.Int64, true);
            return new(
                new FilterRel(new ScanRel("tested", "x"), new ComparisonExpr(ComparisonOperator.Greater, amount, id)), [new("id", id)], "q");
        }
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public void Tests_as_sql(string dialect)
    {
        var (definition, statements) = Compile(Relation, dialect);
        Snapshot.Matches(
            string.Join("\n", definition.Tests.Select(test =>
                $"-- {test.Name}\n{statements.FailingRows(test)?.Text ?? "-- no rows"}\n-- condition: {statements.FailingCondition(test)?.Text ?? "none"}\n")),
            "sql",
            test: $"{nameof(Tests_as_sql)}_on_{dialect}");
    }

    [Theory]
    [InlineData("not_null_status", "(1, NULL, NULL, NULL), (2, '', NULL, NULL)", "1|~")]
    [InlineData("not_null_odd", "(1, NULL, NULL, 'x'), (2, '', NULL, NULL)", "2|~")]
    [InlineData("unique_id", "(1, 'a', 1, NULL), (1, 'b', 2, NULL), (1, 'b', 2, NULL), (2, 'a', 1, NULL), (NULL, 'a', 1, NULL), (NULL, 'a', 1, NULL)", "1|3")]
    [InlineData("unique_id_status", "(1, 'a', 1, NULL), (1, 'b', 2, NULL), (1, 'b', 2, NULL), (2, NULL, 1, NULL), (2, NULL, 1, NULL)", "1|b|2")]
    [InlineData("accepted_values_status", """(1, 'placed', 1, NULL), (2, 'it''s \ {x}', 2, NULL), (3, NULL, 3, NULL), (4, 'Placed', 4, NULL), (5, '', 5, NULL)""", "4|Placed 5|")]
    [InlineData("between_amount", "(1, '', -1, NULL), (2, '', 10, NULL), (3, '', -2, NULL), (4, '', 11, NULL), (5, '', NULL, NULL)", "3|-2 4|11")]
    [InlineData("relationships_amount", "(1, '', 7, NULL), (2, '', 8, NULL), (3, '', NULL, NULL)", "2|8")]
    [InlineData("custom", "(1, '', 2, NULL), (2, '', 2, NULL), (3, '', NULL, NULL)", "1")]
    public async Task Rows_that_violate_a_test_are_found_on_both_engines(string test, string rows, string expected)
    {
        await using var duckDb = new DuckDBConnection("DataSource=:memory:");
        Assert.Equal(expected, await FailingAsync("duckdb", duckDb, test, rows));
        await using var postgres = new NpgsqlConnection((await PostgresServer.SharedAsync()).AdminConnectionString + ";Pooling=false");
        Assert.Equal(expected, await FailingAsync("postgres", postgres, test, rows));
    }

    [Fact]
    public void Failing_rows_of_a_relation_without_a_key_have_all_columns()
    {
        var (definition, statements) = Compile(Relation with { Key = [] }, "duckdb");
        Assert.StartsWith(
            $"SELECT\n    {string.Join(",\n    ", Relation.Columns.Select(c => $"t.{SqlTemplate.Escape(Quote(c.Name))}"))}\n",
            statements.FailingRows(definition.Tests.First(t => t.Kind == TestKind.NotNull))!.Text, StringComparison.Ordinal);
    }

    static async Task<string> FailingAsync(string dialect, System.Data.Common.DbConnection connection, string test, string rows)
    {
        await connection.OpenAsync();
        async Task<List<string>> QueryAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            var found = new List<string>();
            while (await reader.ReadAsync())
                found.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i =>
                    reader.IsDBNull(i) ? "~" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            return [.. found.Order(StringComparer.Ordinal)];
        }

        await QueryAsync($"CREATE TEMPORARY TABLE tested (id BIGINT, status VARCHAR, amount BIGINT, {Quote(Odd)} VARCHAR)");
        await QueryAsync("CREATE TEMPORARY TABLE other (key BIGINT)");
        await QueryAsync("INSERT INTO other VALUES (7), (NULL)");
        await QueryAsync($"INSERT INTO tested VALUES {rows}");
        var (definition, statements) = Compile(Relation, dialect);
        var tested = definition.Tests.Single(t => t.Name == test);
        var failing = await QueryAsync(Render(statements.FailingRows(tested)!));
        if (statements.FailingCondition(tested) is { } condition)
        {
            // The condition is two-valued, and true for the same rows.
            var counts = await QueryAsync($"SELECT COUNT(*), COUNT({Render(condition)}), SUM(CASE WHEN {Render(condition)} THEN 1 ELSE 0 END) FROM tested AS t");
            var total = (await QueryAsync("SELECT COUNT(*) FROM tested"))[0];
            Assert.Equal($"{total}|{total}|{failing.Count}", counts[0]);
        }

        return string.Join(" ", failing);
    }

    static string Render(SqlTemplate sql) => sql.Render(r => r.Id, p => p.Name);

    // As the runtime has it: emitted, and read again.
    static (RelationDefinition Definition, TestStatements Statements) Compile(RelationSpec relation, string dialect)
    {
        var compiled = RelationCompiler.Compile(relation, [dialect]).Relation!;
        var definition = RelationDefinition<object>.Parse(DeclarationDocument.Write(compiled), SqlDocument.Write(compiled));
        return (definition, new(definition, definition.Sql[dialect], Quote));
    }
}
