using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Quern.Postgres;
using Quern.Registry;
using Quern.SnowflakeTranslation;
using Quern.TestServers;

namespace Quern.Differential.Tests;

/// <summary>A database with the source tables, and how it comes by a model's SQL.</summary>
/// <param name="dialect">Whose SQL is run.</param>
/// <param name="database">Whose database it is run in.</param>
/// <param name="connection">A connection to it.</param>
class Engine(string dialect, string database, DbConnection connection) : IDisposable
{
    public string Dialect => dialect;

    public DbConnection Connection => connection;

    /// <summary>DuckDB and PostgreSQL, and Snowflake's SQL on DuckDB where Node is installed.</summary>
    public static async Task<IReadOnlyList<Engine>> OpenAsync()
    {
        List<Engine> engines =
        [
            new("duckdb", "duckdb", new DuckDBConnection("DataSource=:memory:")),
            new("postgres", "postgres", new NpgsqlConnection(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync())),
        ];
        if (NodeProcess.IsThere || Environment.GetEnvironmentVariable("CI") == "true")
            engines.Add(new TranslatedEngine(new DuckDBConnection("DataSource=:memory:")));
        foreach (var engine in engines)
            await engine.StartAsync();
        return engines;
    }

    /// <summary>Replaces the source tables.</summary>
    public void Load(RandomRows rows, RelationRegistry registry)
    {
        foreach (var (id, values) in rows.Tables)
        {
            var relation = registry[id];
            var name = NameOf(relation);
            Execute($"DROP TABLE IF EXISTS {name}");
            Execute($"CREATE TABLE {name} ({string.Join(", ", relation.Columns.Zip(relation.Sql[database].ColumnTypes, (c, type) => $"{Quote(c.Name)} {type}"))})");
            foreach (var row in values)
                Execute($"INSERT INTO {name} VALUES ({string.Join(", ", row.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")))})", row);
        }
    }

    /// <summary>The rows of a source table.</summary>
    public IReadOnlyList<object> Rows(RelationDefinition relation) =>
        Read(relation, $"SELECT {string.Join(", ", relation.Columns.Select(c => Quote(c.Name)))} FROM {NameOf(relation)}");

    /// <summary>The rows of a statement that gives a model's columns.</summary>
    public IReadOnlyList<object> Rows(RelationDefinition model, string statement) => Read(model, statement);

    /// <summary>What is run for models, in their order; null for what the engine is known not to run.</summary>
    public virtual IReadOnlyList<string?> Statements(IReadOnlyList<RelationDefinition> models, RelationRegistry registry) =>
        [.. models.Select(m => m.Sql[dialect].Select!.Render(r => NameOf(registry[r.Id]), p => throw new InvalidOperationException($"No parameter {p.Name} is given.")))];

    public void Dispose()
    {
        connection.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual async Task StartAsync()
    {
        // An open connection no longer tells its password.
        var address = connection.ConnectionString;
        await connection.OpenAsync();
        Execute("CREATE SCHEMA IF NOT EXISTS raw");
        if (database != "postgres")
            return;
        // The functions that generated SQL needs there come with the schema of a run's state.
        await using var warehouse = new PostgresWarehouse(address);
        await using var session = await warehouse.OpenAsync(CancellationToken.None);
        await session.EnsureSchemaAsync("quern", CancellationToken.None);
    }

    List<object> Read(RelationDefinition relation, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var read = relation.GetType().GetMethod(nameof(RelationDefinition<>.ReadRow))!;
        var rows = new List<object>();
        while (reader.Read())
            rows.Add(read.Invoke(relation, [reader])!);
        return rows;
    }

    protected void Execute(string sql, params object?[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        command.ExecuteNonQuery();
    }

    static string NameOf(RelationDefinition relation) => $"{Quote(relation.Schema)}.{Quote(relation.Name)}";

    static string Quote(string name) => "\"" + name + "\"";
}
