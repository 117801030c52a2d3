using Quern.Extraction;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.Postgres.Tests;

public sealed class PostgresSourceTests : SourceTests
{
    string connectionString = "";

    protected override IEnumerable<(ColumnKind Kind, string Sql, string Named)> Unreadable =>
    [
        (ColumnKind.Timestamp, "timestamp 'infinity'", "holds infinity"),
        (ColumnKind.Timestamp, "timestamp '-infinity'", "-infinity"),
        (ColumnKind.TimestampTz, "timestamptz 'infinity'", "infinity"),
        (ColumnKind.Timestamp, "timestamptz '-infinity'", "-infinity"),
        (ColumnKind.Date, "date 'infinity'", "infinity"),
        (ColumnKind.Date, "date '-infinity'", "-infinity"),
        (ColumnKind.Timestamp, "timestamp '10000-01-01'", "year"),
        (ColumnKind.Timestamp, "timestamp '0001-12-31 BC'", "year"),
        (ColumnKind.Date, "date '10000-01-01'", "year"),
        (ColumnKind.Date, "date '0001-12-31 BC'", "year"),
        (ColumnKind.Decimal, "numeric 'NaN'", "decimal"),
        (ColumnKind.Decimal, "12345678901234567890123456789012345678::numeric", "decimal"),
        (ColumnKind.Decimal, "0.00000000000000000000000000000000000001::numeric", "decimal"),
    ];

    protected override string EndlessView => "SELECT 1::bigint AS n FROM pg_sleep(3600)";

    protected override async Task<IWarehouse> CreateAsync()
    {
        connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return new PostgresWarehouse(connectionString);
    }

    protected override IExtractionSource CreateSource() => new PostgresSource(connectionString);

    [Theory]
    [InlineData("smallint", "Int16,Int32,Int64,Decimal")]
    [InlineData("integer", "Int32,Int64,Decimal")]
    [InlineData("bigint", "Int64,Decimal")]
    [InlineData("numeric", "Decimal")]
    [InlineData("numeric(12,2)", "Decimal")]
    [InlineData("real", "Single,Double")]
    [InlineData("character varying(10)", "Text")]
    [InlineData("character(3)", "Text")]
    [InlineData("json", "Json,Text")]
    [InlineData("jsonb", "Json,Text")]
    [InlineData("timestamp with time zone", "TimestampTz,Timestamp")]
    [InlineData("timestamp(3) without time zone", "Timestamp")]
    [InlineData("uuid", "Uuid,Text")]
    [InlineData("interval", "")]
    [InlineData("integer[]", "Array")]
    [InlineData("character varying(10)[]", "Array")]
    [InlineData("interval[]", "")]
    [InlineData("time without time zone", "")]
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
    public async Task Enum_domain_json_and_padded_text_are_read_as_text()
    {
        await using (var session = await OpenAsync())
        {
            await RunAsync(session, "CREATE TYPE lab.mood AS ENUM ('glad', 'sad')");
            await RunAsync(session, "CREATE DOMAIN lab.inner_name AS varchar(20)");
            await RunAsync(session, "CREATE DOMAIN lab.outer_name AS lab.inner_name");
            await RunAsync(session, "CREATE TABLE lab.t (a lab.mood, b lab.outer_name, c json, d uuid, e char(5))");
            await RunAsync(session, """INSERT INTO lab.t VALUES ('sad', 'Ann', '{"a" :  1}', '00112233-4455-6677-8899-aabbccddeeff', 'ab')""");
        }
        Assert.All((await Source.DescribeAsync("lab.t", Cancel))!, c => Assert.Contains(ColumnKind.Text, c.Fits));
        var columns = "abcde".Select(c => Column(c.ToString(), ColumnKind.Text)).ToArray();
        await using var reader = await Source.ReadAsync(new("lab.t", columns, null, null, []), Cancel);
        Assert.Equal(
            ["sad", "Ann", """{"a" :  1}""", "00112233-4455-6677-8899-aabbccddeeff", "ab"],
            (await AllAsync(reader, r => Enumerable.Range(0, 5).Select(r.GetString).ToArray())).Single());
    }

    [Fact]
    public async Task Unqualified_table_is_looked_up_along_the_search_path()
    {
        await using (var session = await OpenAsync())
            await RunAsync(session, "CREATE TABLE public.plain AS SELECT 7 AS n");
        Assert.NotNull(await Source.DescribeAsync("plain", Cancel));
        await using var reader = await Source.ReadAsync(new("plain", [Column("n", ColumnKind.Int32)], null, null, []), Cancel);
        Assert.Equal([7], await AllAsync(reader, r => r.GetInt32(0)));
    }

    [Fact]
    public async Task Source_is_never_written_to_even_by_a_view_that_tries()
    {
        await using (var session = await OpenAsync())
        {
            await NumbersAsync(session, In("log"));
            await RunAsync(session, "CREATE FUNCTION lab.note() RETURNS integer LANGUAGE sql AS 'INSERT INTO lab.log VALUES (1) RETURNING n'");
            await session.CreateViewAsync(In("v"), "SELECT lab.note() AS n", Cancel);
        }
        var refused = await Assert.ThrowsAsync<WarehouseException>(async () =>
        {
            await using var reader = await Source.ReadAsync(new("lab.v", [Column("n", ColumnKind.Int32)], null, null, []), Cancel);
            await reader.ReadAsync(Cancel);
        });
        Assert.Contains("read-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_that_is_missing_is_named_with_those_that_are_there()
    {
        await using (var session = await OpenAsync())
            await NumbersAsync(session, In("t"), 1);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() =>
            Source.ReadAsync(new("lab.t", [Column("m", ColumnKind.Int32)], null, null, []), Cancel));
        Assert.Contains("'m'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("n", refused.Message, StringComparison.Ordinal);
    }
}
