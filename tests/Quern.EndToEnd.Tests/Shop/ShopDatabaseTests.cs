using Orders.Shop;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.EndToEnd.Tests.Shop;

public sealed class ShopDatabaseTests : IDisposable
{
    const int Orders = 2_000;
    readonly string root = Directory.CreateTempSubdirectory("quern-shop-").FullName;

    string Path1 => Path.Combine(root, "one.duckdb");

    string Path2 => Path.Combine(root, "two.duckdb");

    [Fact]
    public async Task Shop_of_one_size_after_as_many_changes_holds_the_same_rows()
    {
        foreach (var path in (string[])[Path1, Path2])
        {
            var shop = ShopDatabase.InDuckDb(path);
            await shop.CreateAsync(Orders);
            await shop.ChangeAsync();
            await shop.ChangeAsync();
        }

        foreach (var table in ShopRows.Tables)
            Assert.Equal(await ShopRows.OfDuckDbAsync(Path1, table), await ShopRows.OfDuckDbAsync(Path2, table));
    }

    [Fact]
    public async Task Shop_in_Postgres_equals_the_one_in_DuckDb_before_and_after_changes()
    {
        var server = await PostgresServer.SharedAsync();
        var connectionString = await server.CreateDatabaseAsync();
        var (duckDb, postgres) = (ShopDatabase.InDuckDb(Path1), ShopDatabase.InPostgres(connectionString));
        Assert.False(await postgres.ExistsAsync());
        await duckDb.CreateAsync(Orders);
        await postgres.CreateAsync(Orders);
        await AssertEqualAsync();

        for (var day = 1; day <= 3; day++)
        {
            var changed = await duckDb.ChangeAsync();
            Assert.Equal(day, changed.Day);
            Assert.Equal(changed, await postgres.ChangeAsync());
            await AssertEqualAsync();
        }

        async Task AssertEqualAsync()
        {
            foreach (var table in ShopRows.Tables)
                Assert.Equal(await ShopRows.OfDuckDbAsync(Path1, table), await ShopRows.OfPostgresAsync(connectionString, table));
        }
    }

    [Theory]
    [InlineData("ties at the greatest updated_at", "SELECT COUNT(*) FROM orders WHERE updated_at = (SELECT MAX(updated_at) FROM orders)", 25)]
    [InlineData("late updates", "SELECT COUNT(*) FROM orders WHERE updated_at > created_at + INTERVAL 100 DAY", 10)]
    [InlineData("several orders with one updated_at", "SELECT COUNT(*) FROM (SELECT updated_at FROM orders GROUP BY 1 HAVING COUNT(*) > 1)", 3)]
    [InlineData("missing metadata", "SELECT COUNT(*) FROM orders WHERE metadata IS NULL", 100)]
    [InlineData("metadata that is no JSON", "SELECT COUNT(*) FROM orders WHERE metadata IS NOT NULL AND NOT json_valid(metadata)", 5)]
    [InlineData("unknown statuses", "SELECT COUNT(*) FROM orders WHERE lower(status) NOT IN ('pending', 'paid', 'shipped', 'delivered', 'returned', 'cancelled')", 5)]
    [InlineData("statuses in other cases", "SELECT COUNT(*) FROM orders WHERE status <> lower(status)", 100)]
    [InlineData("currencies in lower case", "SELECT COUNT(*) FROM orders WHERE currency <> upper(currency)", 100)]
    [InlineData("negative totals", "SELECT COUNT(*) FROM orders WHERE total_cents < 0", 1)]
    [InlineData("orders without items", "SELECT COUNT(*) FROM orders WHERE id NOT IN (SELECT order_id FROM order_items)", 1)]
    [InlineData("odd names", "SELECT COUNT(*) FROM customers WHERE contains(name, chr(10)) OR contains(name, '\\') OR contains(name, '''') OR contains(name, '%') OR contains(name, '🦊')", 5)]
    [InlineData("customers without a segment", "SELECT COUNT(*) FROM customers WHERE segment IS NULL", 1)]
    public async Task Shop_has_what_makes_pipelines_fail(string what, string count, int atLeast)
    {
        await ShopDatabase.InDuckDb(Path1).CreateAsync(Orders);

        Assert.True(await ShopRows.CountAsync(Path1, count) >= atLeast, what);
    }

    [Theory]
    [InlineData("SELECT COUNT(*) FROM orders WHERE updated_at < created_at")]
    [InlineData("SELECT COUNT(*) - COUNT(DISTINCT id) FROM orders")]
    [InlineData("SELECT COUNT(*) - COUNT(DISTINCT id) FROM order_items")]
    [InlineData("SELECT COUNT(*) FROM orders WHERE customer_id NOT IN (SELECT id FROM customers)")]
    [InlineData("SELECT COUNT(*) FROM order_items WHERE order_id NOT IN (SELECT id FROM orders)")]
    [InlineData("SELECT COUNT(*) FROM orders WHERE lower(status) = 'delivered' AND id NOT IN (SELECT order_id FROM order_items)")]
    public async Task Shop_never_has_what_a_shop_can_not_have(string count)
    {
        var shop = ShopDatabase.InDuckDb(Path1);
        await shop.CreateAsync(Orders);
        Assert.Equal(0, await ShopRows.CountAsync(Path1, count));
        await shop.ChangeAsync();
        Assert.Equal(0, await ShopRows.CountAsync(Path1, count));
    }

    [Fact]
    public async Task Change_touches_what_an_incremental_run_must_get_right()
    {
        var shop = ShopDatabase.InDuckDb(Path1);
        await shop.CreateAsync(Orders);
        File.Copy(Path1, Path2);
        var changed = await shop.ChangeAsync();

        Assert.InRange(changed.Orders, 20, Orders / 20);
        Assert.True(await CountChangedAsync("n.updated_at = mark AND n.id NOT IN (SELECT id FROM old.orders)") > 0, "a new order with the time of the last one seen");
        Assert.True(await CountChangedAsync("n.updated_at = mark AND n.id IN (SELECT id FROM old.orders)") > 0, "a changed order with that time");
        Assert.True(await CountChangedAsync("n.updated_at < mark AND n.updated_at > mark - INTERVAL 5 MINUTE") > 0, "an order that comes late");
        Assert.Equal(0, await CountChangedAsync("n.updated_at <= mark - INTERVAL 5 MINUTE"));
        Assert.True(await CountChangedAsync("n.status = 'chargeback review'") > 0, "a status that becomes unknown");
        Assert.True(
            await ShopRows.CountAsync(Path1, Attached(
                """
                SELECT COUNT(DISTINCT i.order_id)
                FROM (SELECT * FROM order_items EXCEPT SELECT * FROM old.order_items) AS i
                JOIN orders AS o ON o.id = i.order_id
                JOIN old.orders AS p ON p.id = o.id AND p.updated_at = o.updated_at
                """)) > 0, "items that change while their order does not");
    }

    [Fact]
    public async Task Change_without_a_shop_says_how_to_make_one()
    {
        var failure = await Assert.ThrowsAsync<WarehouseException>(() => ShopDatabase.InDuckDb(Path1).ChangeAsync());

        Assert.Contains("shop create", failure.Message, StringComparison.Ordinal);
    }

    Task<long> CountChangedAsync(string condition) => ShopRows.CountAsync(Path1, Attached(
        $"""
        SELECT COUNT(*)
        FROM (SELECT * FROM orders EXCEPT SELECT * FROM old.orders) AS n
        CROSS JOIN (SELECT MAX(updated_at) AS mark FROM old.orders)
        WHERE {condition}
        """));

    string Attached(string sql) => $"ATTACH IF NOT EXISTS '{Path2}' AS old (READ_ONLY); {sql}";

    public void Dispose() => Directory.Delete(root, recursive: true);
}
