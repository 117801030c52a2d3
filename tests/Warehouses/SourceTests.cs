using System.Data.Common;
using Quern.Extraction;
using Quern.Registry;

namespace Quern.Warehouses.Tests;

/// <summary>The source is the same database as <see cref="WarehouseContract.Warehouse"/>, which makes its tables.</summary>
public abstract class SourceTests : WarehouseContract
{
    protected IExtractionSource Source { get; private set; } = null!;

    protected abstract IExtractionSource CreateSource();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Source = CreateSource();
    }

    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_kind_is_read_as_it_was_written()
    {
        foreach (var group in TypedValue.Samples.GroupBy(s => s.Kind))
        {
            TableColumn[] columns = [new("value", group.Key == ColumnKind.Decimal ? new(group.Key, 38, 10) : new(group.Key), true), Column("n", ColumnKind.Int32)];
            var table = In("k_" + group.Key);
            var values = group.Select(s => (object?)s.Value).Append(null).ToArray();
            await using (var session = await OpenAsync())
            {
                await session.CreateTableAsync(table, columns, transient: false, Cancel);
                await using var load = await session.OpenBulkLoadAsync(table, columns, Cancel);
                for (var i = 0; i < values.Length; i++)
                {
                    TypedValue.Write(load.Row, values[i]);
                    load.Row.Int32(i);
                    load.EndRow();
                }
                await load.CompleteAsync(Cancel);
            }
            Assert.Contains(group.Key, (await Source.DescribeAsync(table.ToString(), Cancel))![0].Fits);
            await using var reader = await Source.ReadAsync(new(table.ToString(), columns, null, null, ["n"]), Cancel);
            var found = await AllAsync(reader, r => (Typed: TypedValue.Read(r, 0, group.Key), Untyped: r.GetValue(0)));
            Assert.Equal(values, found.Select(f => f.Typed));
            if (group.Key != ColumnKind.Json)
                Assert.Equal(values, found.Select(f => f.Untyped is DBNull ? null : f.Untyped));
        }
    }

    [Fact]
    public async Task Cursor_bound_is_inclusive_to_the_microsecond_and_rows_come_in_order()
    {
        var time = new DateTime(2024, 6, 1, 12, 0, 0).AddTicks(1_234_560);
        TableColumn[] columns = [Column("id", ColumnKind.Int64), Column("updated_at", ColumnKind.Timestamp)];
        await TableAsync(columns, [[3L, time], [1L, time.AddMicroseconds(-1)], [2L, time], [4L, time.AddMicroseconds(1)], [5L, null]]);
        await using var reader = await Source.ReadAsync(new("lab.t", columns, "updated_at", time, ["updated_at", "id"]), Cancel);
        Assert.Equal([2L, 3L, 4L], await AllAsync(reader, r => r.GetInt64(0)));
    }

    [Fact]
    public async Task Cursor_may_be_a_number_a_date_or_text()
    {
        TableColumn[] columns = [Column("i", ColumnKind.Int32), Column("d", ColumnKind.Date), Column("m", ColumnKind.Decimal), Column("s", ColumnKind.Text)];
        await TableAsync(columns, [[1, new DateOnly(2024, 1, 1), 1.0000m, "B"], [2, new DateOnly(2024, 1, 2), 1.0001m, "a"]]);
        foreach (var (cursor, since) in new (string, object)[] { ("i", 2), ("d", new DateOnly(2024, 1, 2)), ("m", 1.0001m), ("s", "a") })
        {
            await using var reader = await Source.ReadAsync(new("lab.t", columns, cursor, since, [cursor]), Cancel);
            Assert.Equal([2], await AllAsync(reader, r => r.GetInt32(0)));
        }
    }

    [Fact]
    public async Task Instant_can_be_read_as_utc_time_and_be_the_cursor_so()
    {
        var time = new DateTime(2024, 6, 1, 12, 0, 0);
        await TableAsync([Column("at", ColumnKind.TimestampTz)], [[new DateTimeOffset(time, TimeSpan.Zero)], [new DateTimeOffset(time.AddHours(-1), TimeSpan.Zero)]]);
        await using var reader = await Source.ReadAsync(new("lab.t", [Column("at", ColumnKind.Timestamp)], "at", time, []), Cancel);
        Assert.Equal([time], await AllAsync(reader, r => r.GetDateTime(0)));
    }

    [Fact]
    public async Task Integer_can_be_read_as_a_wider_one()
    {
        await TableAsync([Column("n", ColumnKind.Int16)], [[(short)7]]);
        foreach (var kind in new[] { ColumnKind.Int16, ColumnKind.Int32, ColumnKind.Int64, ColumnKind.Decimal })
        {
            await using var reader = await Source.ReadAsync(new("lab.t", [Column("n", kind)], null, null, []), Cancel);
            Assert.Equal(["7"], await AllAsync(reader, r => TypedValue.Read(r, 0, kind)!.ToString()!));
        }
    }

    [Fact]
    public async Task Identifiers_of_any_text_work()
    {
        var odd = "Ord\"er; é";
        TableColumn[] columns = [new(odd, new(ColumnKind.Int32), true)];
        await using (var session = await OpenAsync())
        {
            await session.EnsureSchemaAsync(odd, Cancel);
            await session.CreateTableAsync(new(odd, odd), columns, transient: false, Cancel);
            await RunAsync(session, $"INSERT INTO {Quoted(new(odd, odd))} VALUES (7)");
        }
        var table = $"{odd}.{odd}";
        Assert.Equal(odd, (await Source.DescribeAsync(table, Cancel))!.Single().Name);
        await using var reader = await Source.ReadAsync(new(table, columns, odd, 7, [odd]), Cancel);
        Assert.Equal([7], await AllAsync(reader, r => r.GetInt32(0)));
    }

    [Fact]
    public async Task Describe_of_a_missing_table_is_null()
    {
        Assert.Null(await Source.DescribeAsync("lab.missing", Cancel));
        Assert.Null(await Source.DescribeAsync("missing", Cancel));
        Assert.Null(await Source.DescribeAsync("no_schema.t", Cancel));
    }

    [Fact]
    public async Task View_can_be_described_and_read()
    {
        await using (var session = await OpenAsync())
            await session.CreateViewAsync(In("v"), "SELECT 5 AS n", Cancel);
        Assert.NotNull(await Source.DescribeAsync("lab.v", Cancel));
        await using var reader = await Source.ReadAsync(new("lab.v", [Column("n", ColumnKind.Int32)], null, null, []), Cancel);
        Assert.Equal([5], await AllAsync(reader, r => r.GetInt32(0)));
    }

    [Fact]
    public async Task Rows_are_those_of_one_moment_whatever_others_commit_meanwhile()
    {
        const int Rows = 50_000;
        TableColumn[] columns = [Column("n", ColumnKind.Int32)];
        await TableAsync(columns, Enumerable.Range(0, Rows).Select(i => new object?[] { i }));
        await using var reader = await Source.ReadAsync(new("lab.t", columns, null, null, []), Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        await using (var session = await OpenAsync())
            await RunAsync(session, $"UPDATE {Quoted(In("t"))} SET n = -1");
        Assert.Equal(Rows - 1, (await AllAsync(reader, r => r.GetInt32(0))).Count(n => n >= 0));
    }

    [Fact]
    public async Task Reader_that_is_given_up_early_closes_at_once()
    {
        await TableAsync([Column("n", ColumnKind.Int32)], Enumerable.Range(0, 50_000).Select(i => new object?[] { i }));
        for (var i = 0; i < 150; i++)
        {
            await using var reader = await Source.ReadAsync(new("lab.t", [Column("n", ColumnKind.Int32)], null, null, []), Cancel);
            Assert.True(await reader.ReadAsync(Cancel));
        }
    }

    [Fact]
    public async Task Read_that_runs_long_ends_soon_when_cancelled()
    {
        await using (var session = await OpenAsync())
            await session.CreateViewAsync(In("endless"), EndlessView, Cancel);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var reader = await Source.ReadAsync(new("lab.endless", [Column("n", ColumnKind.Int64)], null, null, []), cancel.Token);
            await reader.ReadAsync(cancel.Token);
        });
    }

    [Fact]
    public async Task Value_that_CSharp_has_no_room_for_is_refused_with_its_row_and_column()
    {
        foreach (var (kind, sql, named) in Unreadable)
        {
            await using (var session = await OpenAsync())
                await session.CreateViewAsync(In("bad"), $"SELECT 1 AS n, {sql} AS odd", Cancel);
            await using var reader = await Source.ReadAsync(new("lab.bad", [Column("n", ColumnKind.Int32), Column("odd", kind)], null, null, []), Cancel);
            Assert.True(await reader.ReadAsync(Cancel));
            var refused = Assert.Throws<WarehouseException>(() => TypedValue.Read(reader, 1, kind));
            Assert.StartsWith("Row 1 of lab.bad: column 'odd'", refused.Message, StringComparison.Ordinal);
            Assert.Contains(named, refused.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Expressions whose values no C# value equals, and a word that the message has.</summary>
    protected abstract IEnumerable<(ColumnKind Kind, string Sql, string Named)> Unreadable { get; }

    /// <summary>A query with a bigint column <c>n</c> that would run for hours before its first row.</summary>
    protected abstract string EndlessView { get; }

    protected static async Task<List<T>> AllAsync<T>(DbDataReader reader, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(Cancel))
            rows.Add(read(reader));
        return rows;
    }

    async Task TableAsync(IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows)
    {
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await using var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel);
        foreach (var row in rows)
        {
            foreach (var value in row)
                TypedValue.Write(load.Row, value);
            load.EndRow();
        }
        await load.CompleteAsync(Cancel);
    }
}
