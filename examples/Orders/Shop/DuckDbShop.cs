using DuckDB.NET.Data;

namespace Orders.Shop;

/// <summary>A shop in a DuckDB file.</summary>
sealed class DuckDbShop(string path) : ShopDatabase
{
    readonly string path = Path.GetFullPath(path);

    public override string Location => path;

    public override Task<bool> ExistsAsync(CancellationToken cancellationToken) => Task.FromResult(File.Exists(path));

    // Made beside its place and moved there when it is whole: a run that finds the file finds all of it.
    protected override async Task CreateCoreAsync(int orders, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var shop = await OpenAsync(unfinished, cancellationToken))
                await ShopScript.CreateAsync(shop, orders, cancellationToken);
            File.Delete(path + ".wal");
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
            File.Delete(unfinished + ".wal");
        }
    }

    protected override async Task<ShopChange> ChangeCoreAsync(CancellationToken cancellationToken)
    {
        await using var shop = await OpenAsync(path, cancellationToken);
        await using var transaction = await shop.BeginTransactionAsync(cancellationToken);
        var change = await ShopScript.ChangeAsync(shop, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return change;
    }

    static async Task<DuckDBConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
