using Quern.TestServers;
using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.Postgres.Tests;

static class TestDatabase
{
    public static async Task<IWarehouse> CreateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        return new PostgresWarehouse(await server.CreateDatabaseAsync());
    }
}

public sealed class PostgresTransactionTests : TransactionTests
{
    protected override string EndlessQuery => "SELECT pg_sleep(3600)";

    protected override Task<IWarehouse> CreateAsync() => TestDatabase.CreateAsync();
}

public sealed class PostgresRelationTests : RelationTests
{
    protected override Task<IWarehouse> CreateAsync() => TestDatabase.CreateAsync();
}

public sealed class PostgresBulkLoadTests : BulkLoadTests
{
    protected override Task<IWarehouse> CreateAsync() => TestDatabase.CreateAsync();
}
