using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.DuckDb.Tests;

public sealed class DuckDbTransactionTests : TransactionTests
{
    protected override string EndlessQuery => "SELECT COUNT(*) FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 11";

    protected override Task<IWarehouse> CreateAsync() => Task.FromResult<IWarehouse>(new DuckDbWarehouse(":memory:"));
}

public sealed class DuckDbRelationTests : RelationTests
{
    protected override Task<IWarehouse> CreateAsync() => Task.FromResult<IWarehouse>(new DuckDbWarehouse(":memory:"));
}

public sealed class DuckDbBulkLoadTests : BulkLoadTests
{
    protected override Task<IWarehouse> CreateAsync() => Task.FromResult<IWarehouse>(new DuckDbWarehouse(":memory:"));
}
