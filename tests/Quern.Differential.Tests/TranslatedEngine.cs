using DuckDB.NET.Data;
using Quern.Registry;
using Quern.SnowflakeTranslation;

namespace Quern.Differential.Tests;

/// <summary>Snowflake's SQL on DuckDB, through the translator of another project.</summary>
sealed class TranslatedEngine(DuckDBConnection connection) : Engine("snowflake", "duckdb", connection)
{
    // DuckDB's own types, as rows are read by them; its names are the same in upper case.
    public override IReadOnlyList<string?> Statements(IReadOnlyList<RelationDefinition> models, RelationRegistry registry)
    {
        var run = models.Where(m => m.Sql.ContainsKey(Dialect)).ToArray();
        var statements = Translation.ToDuckDb([.. base.Statements(run, registry).OfType<string>()]).Zip(run, (sql, model) => (model, statement:
            $"SELECT {string.Join(", ", model.Columns.Zip(model.Sql["duckdb"].ColumnTypes, (c, type) => $"CAST(\"{c.Name}\" AS {type})"))} FROM (\n{sql}\n)"))
            .ToDictionary(s => s.model, s => s.statement);
        return [.. models.Select(m => statements.GetValueOrDefault(m))];
    }

    protected override async Task StartAsync()
    {
        await base.StartAsync();
        Execute(Translation.Setup);
    }
}
