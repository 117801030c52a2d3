using Npgsql;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.Postgres.Tests;

/// <summary>What replacing means where other objects hang on a table.</summary>
public sealed class PostgresReplaceTests : WarehouseContract
{
    protected override Task<IWarehouse> CreateAsync() => TestDatabase.CreateAsync();

    [Fact]
    public async Task Table_with_dependent_views_keeps_its_identity_and_others_do_not()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("target"), 1);
        var before = await ScalarAsync<uint>(session, "SELECT 'lab.target'::regclass::oid");
        await session.CreateViewAsync(In("v"), "SELECT n FROM lab.target", Cancel);
        await ReplaceAsync(session, [Column("n", ColumnKind.Int32)], "(2)");
        Assert.Equal(before, await ScalarAsync<uint>(session, "SELECT 'lab.target'::regclass::oid"));
        await RunAsync(session, "DROP VIEW lab.v");
        await ReplaceAsync(session, [Column("n", ColumnKind.Int32)], "(3)");
        Assert.NotEqual(before, await ScalarAsync<uint>(session, "SELECT 'lab.target'::regclass::oid"));
    }

    [Fact]
    public async Task Column_that_a_view_reads_can_not_go_and_the_view_is_named()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("target"), 1);
        await session.CreateViewAsync(In("report"), "SELECT n FROM lab.target", Cancel);
        foreach (var columns in new[] { new[] { Column("m", ColumnKind.Int32) }, [Column("n", ColumnKind.Text)] })
        {
            var refused = await Assert.ThrowsAsync<WarehouseException>(() => ReplaceAsync(session, columns, "(NULL)"));
            Assert.Contains("view lab.report", refused.Message, StringComparison.Ordinal);
            Assert.Contains("lab.target", refused.Message, StringComparison.Ordinal);
            await session.RollbackAsync();
        }
        await AssertNumbersAsync(session, In("report"), 1);
    }

    [Fact]
    public async Task Columns_that_no_view_reads_may_change_in_every_way()
    {
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("target"),
            [Column("n", ColumnKind.Int32, isNullable: false), Column("gone", ColumnKind.Int32), Column("wider", ColumnKind.Text)], transient: false, Cancel);
        await RunAsync(session, "INSERT INTO lab.target VALUES (1, 1, 'x')");
        await session.CreateViewAsync(In("v"), "SELECT n FROM lab.target", Cancel);
        await ReplaceAsync(session, [Column("wider", ColumnKind.Int64), Column("n", ColumnKind.Int32), Column("fresh", ColumnKind.Text)], "(5, NULL, 'y')");
        Assert.Equal(["n integer True", "wider bigint True", "fresh text True"],
            (await session.DescribeAsync(In("target"), Cancel))!.Select(c => $"{c.Name} {c.TypeName} {c.IsNullable}"));
        Assert.Equal(5, await ScalarAsync<long>(session, "SELECT wider FROM lab.target WHERE n IS NULL AND fresh = 'y'"));
    }

    [Fact]
    public async Task Unique_index_of_an_old_key_does_not_stop_the_new_rows()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("target"), 1, 2);
        await session.ClusterAsync(In("target"), [], ["n"], Cancel);
        await session.CreateViewAsync(In("v"), "SELECT n FROM lab.target", Cancel);
        await ReplaceAsync(session, [Column("n", ColumnKind.Int32)], "(7), (7)");
        await AssertNumbersAsync(session, In("v"), 7, 7);
    }

    [Fact]
    public async Task Privileges_of_others_are_kept()
    {
        await using var session = await OpenAsync();
        var role = "reader_" + Guid.NewGuid().ToString("n");
        await RunAsync(session, $"CREATE ROLE {role}");
        try
        {
            await NumbersAsync(session, In("target"), 1);
            await RunAsync(session, $"GRANT SELECT ON lab.target TO {role} WITH GRANT OPTION");
            await RunAsync(session, "GRANT INSERT ON lab.target TO PUBLIC");
            await ReplaceAsync(session, [Column("n", ColumnKind.Int32)], "(2)");
            Assert.True(await ScalarAsync<bool>(session, $"SELECT has_table_privilege('{role}', 'lab.target', 'SELECT WITH GRANT OPTION, INSERT')"));
            await session.CreateViewAsync(In("target"), "SELECT 1 AS other", Cancel);
            Assert.True(await ScalarAsync<bool>(session, $"SELECT has_table_privilege('{role}', 'lab.target', 'SELECT')"));
        }
        finally
        {
            await RunAsync(session, $"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task View_that_other_views_read_keeps_its_columns_and_may_get_more()
    {
        await using var session = await OpenAsync();
        await session.CreateViewAsync(In("below"), "SELECT 1 AS n", Cancel);
        await session.CreateViewAsync(In("above"), "SELECT n FROM lab.below", Cancel);
        await session.CreateViewAsync(In("below"), "SELECT 2 AS n, 'x' AS more", Cancel);
        await AssertNumbersAsync(session, In("above"), 2);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => session.CreateViewAsync(In("below"), "SELECT 'x' AS other", Cancel));
        Assert.Contains("view lab.above", refused.Message, StringComparison.Ordinal);
        await AssertNumbersAsync(session, In("above"), 2);
    }

    [Fact]
    public async Task Materialized_view_makes_way_for_a_table()
    {
        await using var session = await OpenAsync();
        await RunAsync(session, "CREATE MATERIALIZED VIEW lab.target AS SELECT 1 AS n");
        Assert.False(await session.IsTableAsync(In("target"), Cancel));
        await ReplaceAsync(session, [Column("n", ColumnKind.Int32)], "(2)");
        await AssertNumbersAsync(session, In("target"), 2);
    }

    [Fact]
    public async Task Cluster_makes_each_index_once_and_the_key_unique()
    {
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), [Column("a", ColumnKind.Int32), Column("b", ColumnKind.Date), Column("c", ColumnKind.Int32)], transient: false, Cancel);
        for (var i = 0; i < 2; i++)
            await session.ClusterAsync(In("t"), ["b"], ["a", "c"], Cancel);
        Assert.Equal(2, await ScalarAsync<long>(session, "SELECT COUNT(*) FROM pg_indexes WHERE schemaname = 'lab' AND tablename = 't'"));
        await RunAsync(session, "INSERT INTO lab.t VALUES (1, NULL, 2)");
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => RunAsync(session, "INSERT INTO lab.t VALUES (1, NULL, 2)"));
        Assert.Contains("(a, c)=(1, 2)", refused.Message, StringComparison.Ordinal);
        Assert.IsType<PostgresException>(refused.InnerException);
    }

    [Fact]
    public async Task Published_table_is_planned_with_statistics()
    {
        await using var session = await OpenAsync();
        await ReplaceAsync(session, [Column("n", ColumnKind.Int32)], "(1), (2)");
        Assert.Equal(1, await ScalarAsync<long>(session, "SELECT COUNT(*) FROM pg_stats WHERE schemaname = 'lab' AND tablename = 'target'"));
    }

    static async Task ReplaceAsync(IWarehouseSession session, IReadOnlyList<TableColumn> columns, string values)
    {
        await session.BeginAsync(Cancel);
        await session.CreateTableAsync(In("stage"), columns, transient: true, Cancel);
        await RunAsync(session, $"INSERT INTO lab.stage VALUES {values}");
        await session.ReplaceAsync(In("target"), In("stage"), Cancel);
        await session.CommitAsync(Cancel);
    }
}
