using DuckDB.NET.Data;
using Quern.Registry;

namespace Quern.Generators.Tests.Publishing;

public sealed class PublishOnDuckDbTests : PublishTests
{
    private protected override async Task<PublishRun> Given(string model, params string[] omitted)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        return new PublishRun(connection, "duckdb", PublishModels.Named(model), TypeName, omitted);
    }

    static string TypeName(ColumnKind kind) => kind switch
    {
        ColumnKind.Int64 => "BIGINT",
        ColumnKind.Double => "DOUBLE",
        ColumnKind.Json => "JSON",
        _ => "VARCHAR",
    };
}
