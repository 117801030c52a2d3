using Quern.Registry;

namespace Quern.Warehouses.Tests;

public abstract class BulkLoadTests : WarehouseContract
{
    static readonly ColumnType WideDecimal = new(ColumnKind.Decimal, 38, 10);

    static readonly TableColumn[] OneOfEachKind =
        [.. TypedValue.Scalars.Select(kind => new TableColumn(kind.ToString(), kind == ColumnKind.Decimal ? WideDecimal : new(kind), true))];

    [Fact]
    public async Task Every_kind_comes_back_as_it_was_written()
    {
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("kinds"), OneOfEachKind, transient: false, Cancel);
        var rows = TypedValue.Samples
            .Select(s => OneOfEachKind.Select(c => c.Type.Kind == s.Kind ? s.Value : null).ToArray())
            .Append(new object?[OneOfEachKind.Length])
            .ToArray();
        Assert.Equal(rows.Length, await LoadAsync(session, In("kinds"), OneOfEachKind, rows));

        var names = string.Join(", ", OneOfEachKind.Select(c => Warehouse.Quote(c.Name)));
        var found = await session.QueryAsync(
            new($"SELECT {names} FROM {Quoted(In("kinds"))}"),
            r => OneOfEachKind.Select((c, i) => TypedValue.Read(r, i, c.Type.Kind)).ToArray(), Cancel);
        Assert.Equal(rows.Select(Shown).Order(StringComparer.Ordinal), found.Select(Shown).Order(StringComparer.Ordinal));

        static string Shown(object?[] row) => string.Join(" | ", row.Select(v => v switch
        {
            null => "null",
            Json json => System.Text.Json.Nodes.JsonNode.Parse(json.Text)?.ToJsonString() ?? "json null",
            DateTime time => time.ToString("O"),
            DateTimeOffset time => time.ToString("O"),
            DateOnly date => date.ToString("O"),
            decimal number => number.ToString("F10", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => v.ToString(),
        }));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(9, 3)]
    [InlineData(18, 4)]
    [InlineData(38, 0)]
    [InlineData(38, 28)]
    [InlineData(28, 28)]
    public async Task Decimal_at_the_edge_of_its_precision_is_kept(int precision, int scale)
    {
        TableColumn[] columns = [new("d", new(ColumnKind.Decimal, precision, scale), false)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("d"), columns, transient: false, Cancel);
        var digits = Math.Min(precision, 28);
        var greatest = decimal.Parse(new string('9', digits), System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < scale; i++)
            greatest /= 10;
        object?[][] rows = [[greatest], [-greatest], [0m], [1.0m / 1.000000m - 1m]];
        await LoadAsync(session, In("d"), columns, rows);
        var found = await session.QueryAsync(new($"SELECT d FROM {Quoted(In("d"))} ORDER BY d"), r => r.GetDecimal(0), Cancel);
        Assert.Equal([-greatest, 0m, 0m, greatest], found);
    }

    [Fact]
    public async Task Many_rows_with_nulls_anywhere_all_arrive()
    {
        TableColumn[] columns = [Column("n", ColumnKind.Int64, isNullable: false), Column("text", ColumnKind.Text), Column("d", ColumnKind.Decimal)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("many"), columns, transient: true, Cancel);
        await session.BeginAsync(Cancel);
        const int Rows = 10_000;
        await LoadAsync(session, In("many"), columns,
            Enumerable.Range(0, Rows).Select(i => new object?[] { (long)i, i % 3 == 0 ? null : $"text {i}", i % 7 == 0 ? null : i / 10m }));
        await session.CommitAsync(Cancel);
        var table = Quoted(In("many"));
        Assert.Equal(Rows, await ScalarAsync<long>(session, $"SELECT COUNT(*) FROM {table}"));
        Assert.Equal(0, await ScalarAsync<long>(session, $"""
            SELECT COUNT(*) FROM {table}
            WHERE (n % 3 = 0) <> ("text" IS NULL) OR (n % 7 = 0) <> (d IS NULL) OR "text" <> 'text ' || n OR d * 10 <> n
            """));
    }

    [Fact]
    public async Task Times_finer_than_a_microsecond_are_cut_not_rounded()
    {
        TableColumn[] columns = [Column("t", ColumnKind.Timestamp), Column("z", ColumnKind.TimestampTz)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        var time = new DateTime(2024, 12, 31, 23, 59, 59).AddTicks(9_999_999);
        await LoadAsync(session, In("t"), columns, [[DateTime.SpecifyKind(time, DateTimeKind.Local), new DateTimeOffset(time, TimeSpan.FromHours(2))]]);
        var (t, z) = (await session.QueryAsync(new($"SELECT t, z FROM {Quoted(In("t"))}"), r => (r.GetDateTime(0), r.GetFieldValue<DateTimeOffset>(1)), Cancel)).Single();
        Assert.Equal(time.AddTicks(-9), t);
        Assert.Equal(new DateTimeOffset(time.AddTicks(-9), TimeSpan.FromHours(2)), z);
    }

    // By name, because a test runner that writes down a theory's arguments mends half a surrogate pair.
    static readonly Dictionary<string, (ColumnKind Kind, object? Value, string Named)> MisfitValues = new()
    {
        ["too many digits after the point"] = (ColumnKind.Decimal, 1.23456m, "1.23456"),
        ["too many digits before the point"] = (ColumnKind.Decimal, 100_000_000_000_000m, "decimal(18, 4)"),
        ["NUL character"] = (ColumnKind.Text, "a\0b", "NUL"),
        ["half a surrogate pair"] = (ColumnKind.Text, "half \uD83D", "surrogate"),
        ["null"] = (ColumnKind.Text, null, "null"),
    };

    public static TheoryData<string> Misfits => [.. MisfitValues.Keys];

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task Value_that_does_not_fit_is_refused_with_its_row_and_column(string misfit)
    {
        var (kind, value, named) = MisfitValues[misfit];
        TableColumn[] columns = [Column("n", ColumnKind.Int32), Column("odd \"name", kind, isNullable: false)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await session.BeginAsync(Cancel);
        await using (var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel))
        {
            load.Row.Int32(1);
            TypedValue.Write(load.Row, kind == ColumnKind.Decimal ? 1m : "fine");
            load.EndRow();
            load.Row.Int32(2);
            var refused = Assert.Throws<WarehouseException>(() => TypedValue.Write(load.Row, value));
            Assert.Contains("Row 2 of lab.t", refused.Message, StringComparison.Ordinal);
            Assert.Contains("'odd \"name'", refused.Message, StringComparison.Ordinal);
            Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        }
        await session.RollbackAsync();
        Assert.Equal(0, await ScalarAsync<long>(session, $"SELECT COUNT(*) FROM {Quoted(In("t"))}"));
    }

    [Fact]
    public async Task Load_that_was_given_up_can_not_be_committed()
    {
        TableColumn[] columns = [Column("n", ColumnKind.Int32)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await session.BeginAsync(Cancel);
        await using (var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel))
        {
            for (var i = 0; i < 5000; i++)
            {
                load.Row.Int32(i);
                load.EndRow();
            }
        }
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => session.CommitAsync(Cancel));
        Assert.Contains("given up", refused.Message, StringComparison.Ordinal);
        await session.RollbackAsync();
        await AssertNumbersAsync(session, In("t"));
    }

    [Fact]
    public async Task Load_without_a_transaction_is_atomic_of_itself()
    {
        TableColumn[] columns = [Column("n", ColumnKind.Int32)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await using (var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel))
        {
            load.Row.Int32(1);
            load.EndRow();
        }
        await AssertNumbersAsync(session, In("t"));
        await LoadAsync(session, In("t"), columns, [[2]]);
        await AssertNumbersAsync(session, In("t"), 2);
    }

    [Fact]
    public async Task Row_of_another_shape_is_refused_at_once()
    {
        TableColumn[] columns = [Column("n", ColumnKind.Int64), Column("m", ColumnKind.Int64)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await session.BeginAsync(Cancel);
        await using var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel);
        Assert.Throws<InvalidOperationException>(() => load.Row.Int32(5));
        load.Row.Int64(5);
        Assert.Throws<InvalidOperationException>(load.EndRow);
        load.Row.Int64(6);
        Assert.Throws<InvalidOperationException>(() => load.Row.Int64(7));
    }

    [Fact]
    public async Task Table_with_other_columns_is_refused_and_both_lists_shown()
    {
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), [Column("n", ColumnKind.Int32)], transient: false, Cancel);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() =>
            session.OpenBulkLoadAsync(In("t"), [Column("n", ColumnKind.Int64)], Cancel));
        Assert.Contains(Warehouse.TypeName(new(ColumnKind.Int32)), refused.Message, StringComparison.Ordinal);
        Assert.Contains(Warehouse.TypeName(new(ColumnKind.Int64)), refused.Message, StringComparison.Ordinal);
    }

    static async Task<long> LoadAsync(IWarehouseSession session, RelationName table, IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows)
    {
        await using var load = await session.OpenBulkLoadAsync(table, columns, Cancel);
        foreach (var row in rows)
        {
            foreach (var value in row)
                TypedValue.Write(load.Row, value);
            load.EndRow();
        }
        return await load.CompleteAsync(Cancel);
    }
}
