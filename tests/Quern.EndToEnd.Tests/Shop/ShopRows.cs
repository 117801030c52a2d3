using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;

namespace Quern.EndToEnd.Tests.Shop;

/// <summary>Reads a shop's tables as text, the same for each engine.</summary>
static class ShopRows
{
    public static readonly string[] Tables = ["shop_info", "customers", "orders", "order_items"];

    public static async Task<IReadOnlyList<string>> OfDuckDbAsync(string path, string table)
    {
        await using var connection = new DuckDBConnection($"Data Source={path}");
        return await ReadAsync(connection, table);
    }

    public static async Task<IReadOnlyList<string>> OfPostgresAsync(string connectionString, string table)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return await ReadAsync(connection, table);
    }

    /// <summary>One value of a query on a DuckDB shop.</summary>
    public static async Task<long> CountAsync(string path, string sql)
    {
        await using var connection = new DuckDBConnection($"Data Source={path}");
        await connection.OpenAsync();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, string table)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY 1";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;
    }

    static string Text(object value) => value switch
    {
        DBNull => "NULL",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture).TrimEnd('Z'),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
