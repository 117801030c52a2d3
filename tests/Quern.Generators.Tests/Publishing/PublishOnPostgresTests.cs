using Npgsql;
using Quern.Registry;
using Quern.TestServers;

namespace Quern.Generators.Tests.Publishing;

public sealed class PublishOnPostgresTests : PublishTests
{
    private protected override async Task<PublishRun> Given(string model, params string[] omitted)
    {
        var server = await PostgresServer.SharedAsync();
        // Not pooled: each test's temporary tables end with its connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return new PublishRun(connection, "postgres", PublishModels.Named(model), TypeName, omitted);
    }

    static string TypeName(ColumnKind kind) => kind switch
    {
        ColumnKind.Int64 => "bigint",
        ColumnKind.Double => "double precision",
        ColumnKind.Json => "jsonb",
        _ => "text",
    };
}
