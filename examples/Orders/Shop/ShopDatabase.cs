using Quern.Warehouses;

namespace Orders.Shop;

/// <summary>
/// The demonstration shop's own database, which the pipeline extracts from. It is made from nothing but a number of orders,
/// so that two shops of one size, after the same number of changes, hold the same rows on any engine.
/// </summary>
public abstract class ShopDatabase
{
    /// <summary>Orders in a shop of the usual size; it has some 500,000 order lines and 20,000 customers.</summary>
    public const int UsualOrders = 200_000;

    /// <summary>Where the shop is, for people. Never a credential.</summary>
    public abstract string Location { get; }

    /// <summary>A shop in a DuckDB file, which need not exist yet.</summary>
    public static ShopDatabase InDuckDb(string path) => new DuckDbShop(path);

    /// <summary>A shop in the <c>public</c> schema of a Postgres database, which must exist.</summary>
    public static ShopDatabase InPostgres(string connectionString) => new PostgresShop(connectionString);

    /// <summary>Whether there is a shop.</summary>
    public abstract Task<bool> ExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the shop, in the place of one that is there.</summary>
    /// <param name="orders">Number of orders; at least 100, so that everything that can happen to an order does.</param>
    /// <param name="cancellationToken">Stops it; an old shop stays as it was.</param>
    public Task CreateAsync(int orders = UsualOrders, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(orders, 100);
        return CreateCoreAsync(orders, cancellationToken);
    }

    /// <summary>
    /// Lets a day pass: about one order in a hundred changes, orders, items and customers arrive, some with the time of the
    /// last row that a reader has seen or shortly before it, and some orders get a status that nobody knows.
    /// </summary>
    /// <exception cref="WarehouseException">There is no shop.</exception>
    public async Task<ShopChange> ChangeAsync(CancellationToken cancellationToken = default)
    {
        if (!await ExistsAsync(cancellationToken))
            throw new WarehouseException($"There is no shop in {Location}. Make one first: shop create.");
        return await ChangeCoreAsync(cancellationToken);
    }

    protected abstract Task CreateCoreAsync(int orders, CancellationToken cancellationToken);

    protected abstract Task<ShopChange> ChangeCoreAsync(CancellationToken cancellationToken);
}

/// <summary>What a day of trade changed.</summary>
/// <param name="Day">The day's number, from 1.</param>
/// <param name="Orders">Orders that are new or differ.</param>
/// <param name="OrderItems">Order lines that are new or differ.</param>
/// <param name="Customers">Customers that are new or differ.</param>
public sealed record ShopChange(long Day, long Orders, long OrderItems, long Customers);
