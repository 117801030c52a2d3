using System.Data.Common;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Extraction;
using Quern.Planning;
using Quern.Registry;
using Quern.Tests.Pipelines;
using Quern.Warehouses;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class ConnectionTests : PipelineFixture
{
    static readonly RelationDefinition Orders = Source("raw.orders", "id int64", new ExtractDefinition("shop", "orders", ["id"], null, TimeSpan.Zero, 10));

    [Fact]
    public async Task Source_that_is_out_of_reach_for_a_moment_is_tried_again()
    {
        await ShopAsync("CREATE TABLE orders AS SELECT 1::BIGINT AS id");
        var source = new UnsteadySource(new DuckDbSource(ShopPath), new WarehouseException(WarehouseFailure.Unreachable, "The network is down."), failures: 2);
        MakeSource = _ => source;
        await BuildAsync(Orders);

        Assert.Equal(RunStatus.Success, Step("orders").Status);
        Assert.Equal(3, source.Calls);
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public async Task Source_that_refuses_the_credentials_is_not_tried_again()
    {
        var source = new UnsteadySource(new DuckDbSource(ShopPath), new WarehouseException(WarehouseFailure.Unauthorized, "Wrong password."), failures: 9);
        MakeSource = _ => source;
        await BuildAsync(Orders);

        Assert.Equal("Wrong password.", Step("orders").Message);
        Assert.Equal(1, source.Calls);
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public async Task Source_that_is_not_configured_fails_its_step_alone()
    {
        MakeSource = name => throw new WarehouseException(WarehouseFailure.Misconfigured, $"No source '{name}'.");
        var result = await BuildAsync(Orders, Table("lab.one", "n int32?", "SELECT 1 AS n"));

        Assert.Equal((1, 1), (result.StepsSucceeded, result.StepsFailed));
        Assert.Equal("No source 'shop'.", Step("orders").Message);
    }

    [Fact]
    public async Task Warehouse_that_can_not_be_opened_fails_the_run_before_any_step()
    {
        await File.WriteAllTextAsync(WarehousePath, new string('x', 5000), Cancel);

        await Assert.ThrowsAsync<WarehouseException>(() => BuildAsync(Table("lab.one", "n int32?", "SELECT 1 AS n")));
        Assert.Empty(Events);
    }

    [Fact]
    public async Task Relation_without_sql_for_the_engine_is_refused_when_planning()
    {
        var one = Table("lab.one", "n int32?", "SELECT 1 AS n");
        var e = await Assert.ThrowsAsync<PlanException>(() => BuildAsync(one with { Sql = new Dictionary<string, RelationSql> { ["postgres"] = one.Sql["duckdb"] } }));

        Assert.Contains("lab.one has no SQL for duckdb: it was compiled for postgres. Add duckdb to the project's QuernDialects", e.Message, StringComparison.Ordinal);
    }

    sealed class UnsteadySource(IExtractionSource inner, WarehouseException failure, int failures) : IExtractionSource
    {
        public int Calls { get; private set; }

        public bool IsDisposed { get; private set; }

        public string Location => inner.Location;

        public Task<IReadOnlyList<SourceColumn>?> DescribeAsync(string table, CancellationToken cancellationToken) =>
            ++Calls <= failures ? Task.FromException<IReadOnlyList<SourceColumn>?>(failure) : inner.DescribeAsync(table, cancellationToken);

        public Task<DbDataReader> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => inner.ReadAsync(query, cancellationToken);

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return inner.DisposeAsync();
        }
    }
}
