using Quern.Warehouses;

namespace Quern.DuckDb.Tests;

public sealed class DuckDbFileTests : IDisposable
{
    readonly TestFolder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task File_held_by_another_process_is_refused_with_its_name_and_the_process()
    {
        var file = folder.File("held.duckdb");
        using var holder = await FileHolder.StartAsync(file);
        await using var warehouse = new DuckDbWarehouse(file);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.OpenAsync(Cancel));
        Assert.Equal(WarehouseFailure.Locked, refused.Failure);
        Assert.True(refused.IsTransient);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {holder.ProcessId}", refused.Message, StringComparison.Ordinal);

        await using var source = new DuckDbSource(file);
        Assert.Equal(WarehouseFailure.Locked, (await Assert.ThrowsAsync<WarehouseException>(() => source.DescribeAsync("t", Cancel))).Failure);
    }

    [Fact]
    public async Task Schema_with_the_name_of_the_file_is_refused_with_what_to_do()
    {
        var file = folder.File("marts.duckdb");
        await using var warehouse = new DuckDbWarehouse(file);
        await using var session = await warehouse.OpenAsync(Cancel);

        var refused = await Assert.ThrowsAsync<WarehouseException>(() => session.EnsureSchemaAsync("Marts", Cancel));

        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Give the file or the schema another name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_a_process_that_was_killed_opens_with_what_was_committed()
    {
        var file = folder.File("killed.duckdb");
        await using var warehouse = new DuckDbWarehouse(file);
        using (await FileHolder.StartAsync(file))
            await Assert.ThrowsAsync<WarehouseException>(() => warehouse.OpenAsync(Cancel));
        await using var session = await warehouse.OpenAsync(Cancel);
        Assert.Equal(1, await CountAsync(session, "committed"));
        Assert.Null(await session.IsTableAsync(new("main", "open"), Cancel));
    }

    [Fact]
    public async Task Closing_one_user_of_a_file_keeps_other_processes_out()
    {
        var file = folder.File("shared.duckdb");
        await using var first = new DuckDbWarehouse(file);
        await using var session = await first.OpenAsync(Cancel);
        await using (var second = new DuckDbWarehouse(Path.GetRelativePath(Environment.CurrentDirectory, file)))
        await using (await second.OpenAsync(Cancel))
        {
        }
        var refused = await Assert.ThrowsAsync<IOException>(async () => (await FileHolder.StartAsync(file)).Dispose());
        Assert.Contains("lock", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_by_two_paths_is_one_database()
    {
        var file = folder.File("one.duckdb");
        await using var first = new DuckDbWarehouse(file);
        await using var session = await first.OpenAsync(Cancel);
        await session.ExecuteAsync(new("CREATE TABLE t AS SELECT 1 AS n"), Cancel);
        File.CreateSymbolicLink(folder.File("link.duckdb"), file);
        Directory.CreateSymbolicLink(folder.File("linked"), Path.GetDirectoryName(file)!);
        foreach (var path in new[] { Path.GetRelativePath(Environment.CurrentDirectory, file), folder.File("link.duckdb"), folder.File("linked/one.duckdb") })
        {
            await using var second = new DuckDbWarehouse(path);
            Assert.Equal(first.Location, second.Location);
            await using var other = await second.OpenAsync(Cancel);
            await other.ExecuteAsync(new("INSERT INTO t VALUES (2)"), Cancel);
        }
        Assert.Equal(4, await CountAsync(session, "t"));
    }

    [Fact]
    public async Task Two_warehouses_of_one_file_respect_each_others_locks()
    {
        await using var first = new DuckDbWarehouse(folder.File("t.duckdb"));
        await using var second = new DuckDbWarehouse(folder.File("t.duckdb"));
        await using var holder = await first.OpenAsync(Cancel);
        await using var waiter = await second.OpenAsync(Cancel);
        await holder.BeginAsync(Cancel);
        await holder.LockAsync(new("main", "t"), Cancel);
        await waiter.BeginAsync(Cancel);
        using var cancel = new CancellationTokenSource();
        var waiting = waiter.LockAsync(new("MAIN", "T"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await holder.CommitAsync(Cancel);
        await waiter.LockAsync(new("main", "t"), Cancel);
    }

    [Fact]
    public async Task Names_that_differ_by_case_alone_are_refused_rather_than_mixed_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere they are one file.");
        await using var lower = new DuckDbWarehouse(folder.File("a.duckdb"));
        await using var upper = new DuckDbWarehouse(folder.File("A.duckdb"));
        await using var session = await lower.OpenAsync(Cancel);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => upper.OpenAsync(Cancel));
        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
        Assert.Contains("A.duckdb", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_is_shared_by_the_sessions_of_one_warehouse_and_by_no_other()
    {
        await using var one = new DuckDbWarehouse(":memory:");
        await using var other = new DuckDbWarehouse(":memory:");
        await using (var session = await one.OpenAsync(Cancel))
            await session.ExecuteAsync(new("CREATE TABLE t AS SELECT 1 AS n"), Cancel);
        await using var again = await one.OpenAsync(Cancel);
        Assert.Equal(1, await CountAsync(again, "t"));
        await using var elsewhere = await other.OpenAsync(Cancel);
        Assert.Null(await elsewhere.IsTableAsync(new("main", "t"), Cancel));
    }

    [Fact]
    public async Task Target_in_a_folder_that_is_missing_makes_the_folder()
    {
        await using var warehouse = new DuckDbWarehouse(folder.File("a/b; c='d\"/t.duckdb"));
        await using var session = await warehouse.OpenAsync(Cancel);
        Assert.True(File.Exists(folder.File("a/b; c='d\"/t.duckdb")));
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused_by_name()
    {
        await File.WriteAllTextAsync(folder.File("notes.txt"), new string('x', 10_000), Cancel);
        await using var warehouse = new DuckDbWarehouse(folder.File("notes.txt"));
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.OpenAsync(Cancel));
        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
        Assert.Contains("notes.txt", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(folder.File("notes.txt"), Cancel));
    }

    [Fact]
    public async Task File_that_is_read_as_a_source_can_not_become_the_target()
    {
        var file = folder.File("both.duckdb");
        await using (var make = new DuckDbWarehouse(file))
        await using (await make.OpenAsync(Cancel))
        {
        }
        await using var source = new DuckDbSource(file);
        Assert.Null(await source.DescribeAsync("t", Cancel));
        await using var target = new DuckDbWarehouse(file);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => target.OpenAsync(Cancel));
        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
    }

    [Fact]
    public async Task Source_file_is_never_written_to()
    {
        var file = folder.File("shop.duckdb");
        await using (var make = new DuckDbWarehouse(file))
        await using (var session = await make.OpenAsync(Cancel))
            await session.ExecuteAsync(new("CREATE TABLE t AS SELECT 1 AS n"), Cancel);
        var before = await File.ReadAllBytesAsync(file, Cancel);
        await using (var source = new DuckDbSource(file))
        await using (var reader = await source.ReadAsync(new("t", [new("n", new(Registry.ColumnKind.Int32), true)], null, null, []), Cancel))
            Assert.True(await reader.ReadAsync(Cancel));
        Assert.Equal(before, await File.ReadAllBytesAsync(file, Cancel));
    }

    [Fact]
    public async Task Memory_that_runs_out_is_told_as_such()
    {
        await using var warehouse = new DuckDbWarehouse(folder.File("t.duckdb"));
        await using var session = await warehouse.OpenAsync(Cancel);
        await session.ExecuteAsync(new("SET memory_limit = '20MB'; SET max_temp_directory_size = '0KB'"), Cancel);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() =>
            session.ExecuteAsync(new("CREATE TABLE t AS SELECT hash(i)::VARCHAR AS a FROM range(10000000) r(i) ORDER BY a"), Cancel));
        Assert.Equal(WarehouseFailure.OutOfSpace, refused.Failure);
    }

    [Fact]
    public async Task Conflicting_updates_are_told_as_locked()
    {
        await using var warehouse = new DuckDbWarehouse(":memory:");
        await using var one = await warehouse.OpenAsync(Cancel);
        await using var other = await warehouse.OpenAsync(Cancel);
        await one.ExecuteAsync(new("CREATE TABLE t AS SELECT 1 AS n"), Cancel);
        await one.BeginAsync(Cancel);
        await one.ExecuteAsync(new("UPDATE t SET n = 2"), Cancel);
        await other.BeginAsync(Cancel);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => other.ExecuteAsync(new("UPDATE t SET n = 3"), Cancel));
        Assert.Equal(WarehouseFailure.Locked, refused.Failure);
    }

    static async Task<long> CountAsync(IWarehouseSession session, string table) =>
        (await session.QueryAsync(new($"SELECT COUNT(*) FROM {table}"), r => r.GetInt64(0), Cancel)).Single();
}
