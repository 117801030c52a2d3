using Npgsql;
using Quern.TestServers;

namespace Quern.Relational.Tests.Engines;

/// <summary>A database of its own on the shared PostgreSQL, in a time zone and a collation that would show wherever they leak in.</summary>
public sealed class PostgresEngine : IEngine, IAsyncLifetime
{
    NpgsqlDataSource? database;

    public string Dialect => "postgres";

    public async ValueTask InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Timezone = "America/New_York" };
        database = NpgsqlDataSource.Create(connection);
        _ = await QueryAsync(
            """
            CREATE SCHEMA quern;
            CREATE FUNCTION quern.try_parse_json(text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS
            $$ BEGIN RETURN $1::jsonb; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
            """);
    }

    public async Task<IReadOnlyList<object?[]>> QueryAsync(string sql)
    {
        await using var command = database!.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    public ValueTask DisposeAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
