using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Postgres.Tests;

/// <summary>Servers that go away, on a server of their own.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    static readonly TableColumn[] Numbers = [new("n", new(ColumnKind.Int32), true)];

    PostgresServer server = null!;
    PostgresWarehouse warehouse = null!;
    string connectionString = "";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.StartOwnAsync();
        connectionString = await server.CreateDatabaseAsync();
        warehouse = new PostgresWarehouse(connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Server_that_goes_away_in_the_middle_is_told_and_the_next_session_works()
    {
        await using (var session = await warehouse.OpenAsync(Cancel))
        {
            await session.CreateTableAsync(new("public", "t"), Numbers, transient: false, Cancel);
            await session.BeginAsync(Cancel);
            await session.ExecuteAsync(new("INSERT INTO t VALUES (1)"), Cancel);
            var query = session.ExecuteAsync(new("SELECT pg_sleep(3600)"), Cancel);
            await server.KillAsync();
            var gone = await Assert.ThrowsAsync<WarehouseException>(() => query);
            Assert.Equal(WarehouseFailure.Unreachable, gone.Failure);
            Assert.True(gone.IsTransient);
            await Assert.ThrowsAsync<WarehouseException>(() => session.CommitAsync(Cancel));
            await session.RollbackAsync();
            Assert.Equal(WarehouseFailure.Unreachable,
                (await Assert.ThrowsAsync<WarehouseException>(() => session.ExecuteAsync(new("SELECT 1"), Cancel))).Failure);
        }
        Assert.Equal(WarehouseFailure.Unreachable, (await Assert.ThrowsAsync<WarehouseException>(() => warehouse.OpenAsync(Cancel))).Failure);
        await server.StartAsync();
        await using var after = await warehouse.OpenAsync(Cancel);
        Assert.Equal(0, await CountAsync(after, "t"));
    }

    [Fact]
    public async Task Server_that_goes_away_during_a_bulk_load_leaves_no_row()
    {
        await using (var session = await warehouse.OpenAsync(Cancel))
        {
            await session.CreateTableAsync(new("public", "t"), Numbers, transient: false, Cancel);
            await session.BeginAsync(Cancel);
            await using var load = await session.OpenBulkLoadAsync(new("public", "t"), Numbers, Cancel);
            Write(load, 1000);
            await server.KillAsync();
            var gone = await Assert.ThrowsAsync<WarehouseException>(async () =>
            {
                Write(load, 1_000_000);
                await load.CompleteAsync(Cancel);
            });
            Assert.Equal(WarehouseFailure.Unreachable, gone.Failure);
        }
        await server.StartAsync();
        await using var after = await warehouse.OpenAsync(Cancel);
        Assert.Equal(0, await CountAsync(after, "t"));
    }

    [Fact]
    public async Task Published_stage_that_was_unlogged_survives_a_crash()
    {
        await using (var session = await warehouse.OpenAsync(Cancel))
        {
            await session.CreateTableAsync(new("public", "lost"), Numbers, transient: true, Cancel);
            await session.ExecuteAsync(new("INSERT INTO lost VALUES (1)"), Cancel);
            await session.BeginAsync(Cancel);
            await session.CreateTableAsync(new("public", "stage"), Numbers, transient: true, Cancel);
            await session.ExecuteAsync(new("INSERT INTO stage SELECT generate_series(1, 1000)"), Cancel);
            await session.ReplaceAsync(new("public", "kept"), new("public", "stage"), Cancel);
            await session.CommitAsync(Cancel);
        }
        await server.KillAsync();
        await server.StartAsync();
        await using var after = await warehouse.OpenAsync(Cancel);
        Assert.Equal(1000, await CountAsync(after, "kept"));
        // Shows that the crash was one.
        Assert.Equal(0, await CountAsync(after, "lost"));
    }

    [Fact]
    public async Task Source_that_goes_away_while_it_is_read_is_told()
    {
        await using (var session = await warehouse.OpenAsync(Cancel))
            await session.ExecuteAsync(new("CREATE TABLE t AS SELECT n FROM generate_series(1, 2000000) n"), Cancel);
        await using var source = new PostgresSource(connectionString);
        await using var reader = await source.ReadAsync(new("t", Numbers, null, null, []), Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        await server.KillAsync();
        var gone = await Assert.ThrowsAsync<WarehouseException>(async () =>
        {
            while (await reader.ReadAsync(Cancel))
            {
            }
        });
        Assert.Equal(WarehouseFailure.Unreachable, gone.Failure);
    }

    static void Write(IBulkLoad load, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            load.Row.Int32(i);
            load.EndRow();
        }
    }

    static async Task<long> CountAsync(IWarehouseSession session, string table) =>
        (await session.QueryAsync(new($"SELECT COUNT(*) FROM {table}"), r => r.GetInt64(0), Cancel)).Single();
}
