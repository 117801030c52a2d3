using DuckDB.NET.Data;
using Quern.Registry;
using Quern.SnowflakeTranslation;

namespace Quern.Queries.Tests;

/// <summary>The models' Snowflake SQL, run on DuckDB through the translator of another project: there is no Snowflake to run it on.</summary>
public sealed class SnowflakePipeline : Pipeline
{
    /// <summary>Models whose SQL the translator gives another meaning, each with the reason. That they differ is tested.</summary>
    static readonly Dictionary<Type, string> Wrong = [];

    readonly DuckDBConnection connection = new("DataSource=:memory:");
    readonly Dictionary<string, string> failures = [];
    readonly HashSet<string> created = [];

    public override IReadOnlyDictionary<string, string> Failures => failures;

    public override string? Differs(Type model) => Wrong.GetValueOrDefault(model);

    public override async ValueTask InitializeAsync()
    {
        NodeProcess.Require();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        Execute($"{Translation.Setup} CREATE SCHEMA \"RAW\"; USE \"RAW\"; {await SourceRowsAsync()} USE main");
        foreach (var schema in QuernProject.Relations.Relations.Select(r => r.Schema.ToUpperInvariant()).Distinct())
            Execute($"CREATE SCHEMA IF NOT EXISTS \"{schema}\"");
        foreach (var model in QuernProject.Relations.Relations.Where(r => r.Kind != RelationKind.Source))
            Create(model);
    }

    public override async Task<IReadOnlyList<T>> RowsAsync<T>()
    {
        var relation = RelationRegistry.DefinitionOf<T>();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", relation.Columns.Select(c => Upper(c.Name)))} FROM {NameOf(relation)}";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(relation.ReadRow(reader));
        return rows;
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    // A table with DuckDB's own column types, as the rows are read by them.
    void Create(RelationDefinition model)
    {
        if (model.Kind == RelationKind.Source || !created.Add(model.Id))
            return;
        foreach (var input in model.Inputs)
            Create(QuernProject.Relations[input]);
        var columns = model.Columns.Zip(model.Sql["duckdb"].ColumnTypes, (c, type) => $"{Upper(c.Name)} {type}");
        Execute($"CREATE TABLE {NameOf(model)} ({string.Join(", ", columns)})");
        var select = model.Sql["snowflake"].Select!.Render(
            r => NameOf(QuernProject.Relations[r.Id]), p => throw new InvalidOperationException($"No parameter {p.Name} is given."));
        try
        {
            Execute($"INSERT INTO {NameOf(model)} {Translation.ToDuckDb(select)}");
        }
        catch (Exception e) when (e is DuckDBException or InvalidOperationException)
        {
            failures[model.Id] = $"{e.Message}\n{select}";
        }
    }

    void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    static string NameOf(RelationDefinition relation) => $"{Upper(relation.Schema)}.{Upper(relation.Name)}";

    static string Upper(string name) => "\"" + name.ToUpperInvariant() + "\"";
}
