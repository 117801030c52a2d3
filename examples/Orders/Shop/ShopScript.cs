using System.Globalization;
using DuckDB.NET.Data;

namespace Orders.Shop;

/// <summary>Runs the scripts that make and change a shop, on DuckDB.</summary>
static class ShopScript
{
    public static readonly string[] Tables = ["customers", "orders", "order_items"];

    public static async Task CreateAsync(DuckDBConnection shop, int orders, CancellationToken cancellationToken)
    {
        await ExecuteAsync(shop, string.Create(CultureInfo.InvariantCulture, $"SET VARIABLE shop_orders = {orders}::BIGINT"), cancellationToken);
        await ExecuteAsync(shop, await ReadAsync("create.sql", cancellationToken), cancellationToken);
    }

    /// <summary>Changes the tables, and leaves the rows that differ in temporary tables <c>changed_…</c>.</summary>
    public static async Task<ShopChange> ChangeAsync(DuckDBConnection shop, CancellationToken cancellationToken)
    {
        await ExecuteAsync(shop, await ReadAsync("change.sql", cancellationToken), cancellationToken);
        using var command = shop.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT changes FROM shop_info), (SELECT count(*) FROM changed_orders),
                   (SELECT count(*) FROM changed_order_items), (SELECT count(*) FROM changed_customers)
            """;
        using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ShopChange(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    public static async Task ExecuteAsync(DuckDBConnection shop, string sql, CancellationToken cancellationToken)
    {
        using var command = shop.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static async Task<string> ReadAsync(string script, CancellationToken cancellationToken)
    {
        await using var stream = typeof(ShopScript).Assembly.GetManifestResourceStream(typeof(ShopScript), script)
            ?? throw new InvalidOperationException($"The script '{script}' is not embedded.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
