using DuckDB.NET.Data;

namespace Quern.Relational.Tests.Engines;

/// <summary>DuckDB in this process and in memory.</summary>
public sealed class DuckDbEngine : IEngine, IDisposable
{
    readonly DuckDBConnection connection = new("DataSource=:memory:");

    public DuckDbEngine() => connection.Open();

    public string Dialect => "duckdb";

    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Value(reader, i))]);
        return Task.FromResult<IReadOnlyList<object?[]>>(rows);
    }

    // The driver reads an instant as a DateTime, like a timestamp without a zone.
    static object Value(System.Data.Common.DbDataReader reader, int field) =>
        reader.GetDataTypeName(field) == "TimestampTz"
            ? new DateTimeOffset(DateTime.SpecifyKind(reader.GetDateTime(field), DateTimeKind.Utc))
            : reader.GetValue(field);

    public void Dispose() => connection.Dispose();
}
