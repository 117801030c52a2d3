using Quern.Registry;

namespace Quern.Warehouses.Tests;

public abstract class TransactionTests : WarehouseContract
{
    [Fact]
    public async Task Commit_after_inserts_shows_them_to_other_sessions()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await one.BeginAsync(Cancel);
        await NumbersAsync(one, In("t"), 1, 2);
        Assert.Null(await other.IsTableAsync(In("t"), Cancel));
        await one.CommitAsync(Cancel);
        await AssertNumbersAsync(other, In("t"), 1, 2);
    }

    [Fact]
    public async Task Rollback_undoes_tables_and_rows()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("kept"), 1);
        await session.BeginAsync(Cancel);
        await NumbersAsync(session, In("gone"), 1);
        await RunAsync(session, $"DELETE FROM {Quoted(In("kept"))}");
        await session.RollbackAsync();
        await session.RollbackAsync();
        Assert.Null(await session.IsTableAsync(In("gone"), Cancel));
        await AssertNumbersAsync(session, In("kept"), 1);
    }

    [Fact]
    public async Task Commit_after_a_failed_statement_is_refused_and_keeps_nothing()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("t"), 1);
        await session.BeginAsync(Cancel);
        await RunAsync(session, $"INSERT INTO {Quoted(In("t"))} VALUES (2)");
        await Assert.ThrowsAsync<WarehouseException>(() => RunAsync(session, "SELECT CAST('x' AS integer)"));
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => session.CommitAsync(Cancel));
        Assert.Contains("rolled back", refused.Message, StringComparison.Ordinal);
        await session.RollbackAsync();
        await AssertNumbersAsync(session, In("t"), 1);
    }

    [Fact]
    public async Task Dispose_with_an_open_transaction_rolls_it_back()
    {
        await using (var session = await OpenAsync())
        {
            await session.BeginAsync(Cancel);
            await NumbersAsync(session, In("t"), 1);
        }
        await using var after = await OpenAsync();
        Assert.Null(await after.IsTableAsync(In("t"), Cancel));
    }

    [Fact]
    public async Task Lock_makes_read_modify_write_of_many_sessions_lose_no_update()
    {
        await using (var session = await OpenAsync())
            await NumbersAsync(session, In("t"), 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var session = await OpenAsync();
            for (var i = 0; i < 5; i++)
            {
                await session.BeginAsync(Cancel);
                await session.LockAsync(In("t"), Cancel);
                await session.LockAsync(In("t"), Cancel);
                var n = await ScalarAsync<int>(session, $"SELECT n FROM {Quoted(In("t"))}");
                await RunAsync(session, $"UPDATE {Quoted(In("t"))} SET n = {n + 1}");
                await session.CommitAsync(Cancel);
            }
        }));
        await using var check = await OpenAsync();
        await AssertNumbersAsync(check, In("t"), 40);
    }

    [Fact]
    public async Task Lock_that_waits_ends_when_cancelled()
    {
        await using var holder = await OpenAsync();
        await using var waiter = await OpenAsync();
        await holder.BeginAsync(Cancel);
        await holder.LockAsync(In("t"), Cancel);
        await waiter.BeginAsync(Cancel);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = waiter.LockAsync(In("t"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await waiter.RollbackAsync();
    }

    [Fact]
    public async Task Query_that_runs_long_ends_soon_when_cancelled_and_the_session_lives_on()
    {
        await using var session = await OpenAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ExecuteAsync(new(EndlessQuery), cancel.Token));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(7, await ScalarAsync<int>(session, "SELECT 7"));
    }

    [Fact]
    public async Task Parameters_arrive_exactly_as_they_were_given()
    {
        await using var session = await OpenAsync();
        foreach (var (kind, value) in ParameterValues)
        {
            var type = kind == ColumnKind.Decimal ? new ColumnType(kind, 38, 10) : new(kind);
            var marker = Warehouse.ParameterMarker("value");
            var found = (await session.QueryAsync(
                new($"SELECT CAST({marker} AS {Warehouse.TypeName(type)})", [new("value", type, value)]),
                r => TypedValue.Read(r, 0, kind), Cancel)).Single();
            Assert.Equal(value, found);
        }
    }

    [Fact]
    public async Task Parameter_with_a_nul_character_is_refused_by_name()
    {
        await using var session = await OpenAsync();
        var refused = await Assert.ThrowsAsync<WarehouseException>(() =>
            ScalarAsync<string>(session, $"SELECT {Warehouse.ParameterMarker("who")}", new SqlParameterValue("who", new(ColumnKind.Text), "a\0b")));
        Assert.Contains("'who'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("NUL", refused.Message, StringComparison.Ordinal);
        Assert.Equal(7, await ScalarAsync<int>(session, "SELECT 7"));
    }

    [Fact]
    public async Task Refused_statement_tells_the_engines_reason_and_the_statement()
    {
        await using var session = await OpenAsync();
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => RunAsync(session, "SELECT no_such_column FROM lab.no_such_table"));
        Assert.Equal(WarehouseFailure.Rejected, refused.Failure);
        Assert.Contains("no_such_table", refused.Message, StringComparison.Ordinal);
        Assert.Equal("SELECT no_such_column FROM lab.no_such_table", refused.Sql);
    }

    /// <summary>A query that would run for hours.</summary>
    protected abstract string EndlessQuery { get; }

    static IEnumerable<(ColumnKind Kind, object? Value)> ParameterValues =>
    [
        .. TypedValue.Samples,
        (ColumnKind.Text, "'; DROP TABLE x; --"),
        (ColumnKind.Int64, null),
        (ColumnKind.Timestamp, null),
    ];
}
