using Quern.Extraction;
using Quern.Registry;
using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.DuckDb.Tests;

public sealed class DuckDbSourceTests : SourceTests
{
    readonly TestFolder folder = new();

    protected override IEnumerable<(ColumnKind Kind, string Sql, string Named)> Unreadable =>
    [
        (ColumnKind.Timestamp, "TIMESTAMP 'infinity'", "infinite"),
        (ColumnKind.TimestampTz, "TIMESTAMPTZ '-infinity'", "infinite"),
        (ColumnKind.Date, "DATE 'infinity'", "infinite"),
        (ColumnKind.Timestamp, "TIMESTAMP '10000-01-01 00:00:00'", "timestamp"),
        (ColumnKind.Timestamp, "TIMESTAMP '0001-01-01 (BC) 00:00:00'", "timestamp"),
        (ColumnKind.Date, "DATE '10000-01-01'", "date"),
        (ColumnKind.Decimal, "99999999999999999999999999999999999999::DECIMAL(38,0)", "decimal"),
    ];

    protected override string EndlessView => "SELECT COUNT(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 11";

    protected override Task<IWarehouse> CreateAsync() => Task.FromResult<IWarehouse>(new DuckDbWarehouse(folder.File("shop.duckdb")));

    protected override IExtractionSource CreateSource() => new DuckDbSource(folder.File("shop.duckdb"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("TINYINT", "Int16,Int32,Int64,Decimal")]
    [InlineData("UINTEGER", "Int64,Decimal")]
    [InlineData("DECIMAL(9,2)", "Decimal")]
    [InlineData("FLOAT", "Single,Double")]
    [InlineData("JSON", "Json,Text")]
    [InlineData("ENUM('a', 'b')", "Text")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "TimestampTz,Timestamp")]
    [InlineData("UUID", "Uuid,Text")]
    [InlineData("TIME", "")]
    [InlineData("INTEGER[]", "Array")]
    [InlineData("VARCHAR[3]", "Array")]
    [InlineData("INTEGER[][]", "")]
    [InlineData("JSON[]", "Array")]
    [InlineData("STRUCT(a INTEGER)[]", "")]
    [InlineData("HUGEINT", "")]
    public async Task Describe_says_which_kinds_a_type_fits(string type, string kinds)
    {
        await using (var session = await OpenAsync())
            await RunAsync(session, $"CREATE TABLE lab.t (c {type} NOT NULL)");
        var column = (await Source.DescribeAsync("lab.t", Cancel))!.Single();
        Assert.Equal(kinds, string.Join(',', column.Fits));
        Assert.Equal(type, column.TypeName);
        Assert.False(column.IsNullable);
    }

    [Fact]
    public async Task Unqualified_table_is_looked_up_in_main()
    {
        await using (var session = await OpenAsync())
            await RunAsync(session, "CREATE TABLE main.plain AS SELECT 7 AS n");
        await using var reader = await Source.ReadAsync(new("plain", [Column("n", ColumnKind.Int32)], null, null, []), Cancel);
        Assert.Equal([7], await AllAsync(reader, r => r.GetInt32(0)));
    }

    [Fact]
    public async Task File_that_is_missing_is_named()
    {
        await using var source = new DuckDbSource(folder.File("missing.duckdb"));
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => source.DescribeAsync("t", Cancel));
        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
        Assert.Contains(folder.File("missing.duckdb"), refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("missing.duckdb")));
    }
}
