using Quern.Extraction;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.Postgres.Tests;

public sealed class PostgresArrayTests : ArrayTests
{
    string connectionString = "";

    protected override async Task<IWarehouse> CreateAsync()
    {
        connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return new PostgresWarehouse(connectionString);
    }

    protected override IExtractionSource CreateSource() => new PostgresSource(connectionString);

    [Fact]
    public async Task Arrays_of_enums_domains_and_domains_over_arrays_are_read_as_text()
    {
        await using (var session = await OpenAsync())
        {
            await RunAsync(session, "CREATE TYPE lab.mood AS ENUM ('glad', 'sad')");
            await RunAsync(session, "CREATE DOMAIN lab.name AS varchar(20)");
            await RunAsync(session, "CREATE DOMAIN lab.names AS lab.name[]");
            await RunAsync(session, "CREATE TABLE lab.t (a lab.mood[], b lab.name[], c lab.names, d json[], e lab.names[])");
            await RunAsync(session, """INSERT INTO lab.t VALUES ('{sad,NULL}', '{Ann}', '{Bob,"C,D"}', ARRAY['{"a" :  1}'::json], NULL)""");
        }
        await using var source = CreateSource();
        var described = (await source.DescribeAsync("lab.t", Cancel))!;
        Assert.All(described.Take(4), c => Assert.Equal([ColumnKind.Text], c.ElementFits));
        Assert.Empty(described[4].Fits);
        TableColumn[] columns = [.. "abcd".Select(c => new TableColumn(c.ToString(), ColumnType.ArrayOf(new(ColumnKind.Text), true), true))];
        await using var reader = await source.ReadAsync(new("lab.t", columns, null, null, []), Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        Assert.Equal(
            ["sad|null", "Ann", "Bob|C,D", """{"a" :  1}"""],
            columns.Select((_, i) => string.Join("|", TypedValue.ReadArray(reader, i, ColumnKind.Text)!.Select(e => e ?? "null"))));
    }

    [Theory]
    [InlineData("ARRAY[[1, 2], [3, 4]]", ColumnKind.Int32, "2 dimensions")]
    [InlineData("ARRAY[timestamp 'infinity']", ColumnKind.Timestamp, "holds infinity")]
    [InlineData("ARRAY[date '-infinity']", ColumnKind.Date, "-infinity")]
    [InlineData("ARRAY[numeric 'NaN']", ColumnKind.Decimal, "decimal")]
    public async Task Array_that_CSharp_has_no_room_for_is_refused_with_its_row_and_column(string sql, ColumnKind element, string named)
    {
        await using (var session = await OpenAsync())
            await session.CreateViewAsync(In("bad"), $"SELECT {sql} AS odd", Cancel);
        await using var source = CreateSource();
        await using var reader = await source.ReadAsync(new("lab.bad", [new("odd", ColumnType.ArrayOf(new(element)), true)], null, null, []), Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        var refused = Assert.Throws<WarehouseException>(() => TypedValue.ReadArray(reader, 0, element));
        Assert.StartsWith("Row 1 of lab.bad: column 'odd' can't be read as", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.OrdinalIgnoreCase);
    }
}
