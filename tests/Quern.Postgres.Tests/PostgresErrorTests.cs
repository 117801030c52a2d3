using Npgsql;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Postgres.Tests;

public sealed class PostgresErrorTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_password_is_told_without_telling_it()
    {
        var settings = new NpgsqlConnectionStringBuilder(await DatabaseAsync()) { Password = "Secret-4711" };
        var refused = await OpeningAsync(settings.ConnectionString);
        Assert.Equal(WarehouseFailure.Unauthorized, refused.Failure);
        Assert.Contains(settings.Host!, refused.Message, StringComparison.Ordinal);
        AssertNoSecret(refused, "Secret-4711");

        await using var source = new PostgresSource(settings.ConnectionString);
        var sourceRefused = await Assert.ThrowsAsync<WarehouseException>(() => source.DescribeAsync("t", Cancel));
        Assert.Equal(WarehouseFailure.Unauthorized, sourceRefused.Failure);
        AssertNoSecret(sourceRefused, "Secret-4711");
    }

    [Fact]
    public async Task Password_that_is_missing_is_asked_for()
    {
        var settings = new NpgsqlConnectionStringBuilder(await DatabaseAsync()) { Password = null };
        Assert.Equal(WarehouseFailure.Unauthorized, (await OpeningAsync(settings.ConnectionString)).Failure);
    }

    [Fact]
    public async Task Server_that_does_not_answer_is_unreachable()
    {
        var refused = await OpeningAsync("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=Secret-4711");
        Assert.Equal(WarehouseFailure.Unreachable, refused.Failure);
        Assert.Contains("127.0.0.1:1/d", refused.Message, StringComparison.Ordinal);
        AssertNoSecret(refused, "Secret-4711");
    }

    [Fact]
    public async Task Database_that_is_missing_is_named()
    {
        var settings = new NpgsqlConnectionStringBuilder(await DatabaseAsync()) { Database = "no_such_database" };
        var refused = await OpeningAsync(settings.ConnectionString);
        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
        Assert.Contains("no_such_database", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://user:Secret-4711@host/database")]
    [InlineData("Host=h;Password=Secret-4711;Port=Secret-4711")]
    [InlineData("Host=h;Secret-4711=1")]
    [InlineData("Host=h;Secret-4711")]
    [InlineData("Password=Secret-4711")]
    public void Connection_string_that_can_not_be_read_is_named_and_not_shown(string connectionString)
    {
        var settings = new ConnectionSettings("pg", "Quern:Targets:pg", new Dictionary<string, string> { ["ConnectionString"] = connectionString });
        foreach (var make in new Action[] { () => new PostgresEngine().CreateWarehouse(settings), () => new PostgresEngine().CreateSource(settings) })
        {
            var refused = Assert.Throws<WarehouseException>(make);
            Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
            Assert.Contains("Quern:Targets:pg:ConnectionString", refused.Message, StringComparison.Ordinal);
            AssertNoSecret(refused, "Secret-4711");
        }
    }

    [Fact]
    public void Location_names_server_and_database_alone()
    {
        var settings = new ConnectionSettings("pg", "Quern:Targets:pg", new Dictionary<string, string>
        {
            ["ConnectionString"] = "Host=db.example;Port=5433;Database=shop;Username=ann;Password=Secret-4711",
        });
        Assert.Equal("db.example:5433/shop", new PostgresEngine().CreateWarehouse(settings).Location);
        Assert.Equal("db.example:5433/shop", new PostgresEngine().CreateSource(settings).Location);
    }

    [Theory]
    [InlineData("53100", WarehouseFailure.OutOfSpace)]
    [InlineData("53200", WarehouseFailure.OutOfSpace)]
    [InlineData("40P01", WarehouseFailure.Locked)]
    [InlineData("55P03", WarehouseFailure.Locked)]
    [InlineData("57P01", WarehouseFailure.Unreachable)]
    [InlineData("23505", WarehouseFailure.Rejected)]
    public async Task Error_of_the_server_is_classified_by_its_code(string code, WarehouseFailure failure)
    {
        await using var warehouse = new PostgresWarehouse(await DatabaseAsync());
        await using var session = await warehouse.OpenAsync(Cancel);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() =>
            session.ExecuteAsync(new($"DO $$ BEGIN RAISE EXCEPTION 'as ordered' USING ERRCODE = '{code}'; END $$"), Cancel));
        Assert.Equal(failure, refused.Failure);
        Assert.Contains("as ordered", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_statement_shows_the_line_that_the_server_points_at()
    {
        await using var warehouse = new PostgresWarehouse(await DatabaseAsync());
        await using var session = await warehouse.OpenAsync(Cancel);
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => session.ExecuteAsync(new("SELECT 1,\n  no_such_column\nFROM pg_class"), Cancel));
        Assert.Contains("line 2, column 3: no_such_column", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_that_jsonb_can_not_hold_is_refused_with_its_row_and_column()
    {
        TableColumn[] columns = [new("document", new(ColumnKind.Json), true)];
        await using var warehouse = new PostgresWarehouse(await DatabaseAsync());
        await using var session = await warehouse.OpenAsync(Cancel);
        await session.CreateTableAsync(new("public", "t"), columns, transient: false, Cancel);
        await using var load = await session.OpenBulkLoadAsync(new("public", "t"), columns, Cancel);
        load.Row.Json(Json.Parse("1"));
        load.EndRow();
        load.Row.Json(Json.Parse("""{"a": "\u0000"}"""));
        load.EndRow();
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => load.CompleteAsync(Cancel));
        Assert.Contains("line 2, column document", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_that_the_server_would_cut_is_refused()
    {
        await using var warehouse = new PostgresWarehouse("Host=localhost");
        Assert.Equal($"\"{new string('x', 63)}\"", warehouse.Quote(new string('x', 63)));
        Assert.Contains("64 bytes", Assert.Throws<ArgumentException>(() => warehouse.Quote(new string('é', 32))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_json_parses_to_null()
    {
        await using var warehouse = new PostgresWarehouse(await DatabaseAsync());
        await using var session = await warehouse.OpenAsync(Cancel);
        await session.EnsureSchemaAsync("quern", Cancel);
        await session.EnsureSchemaAsync("quern", Cancel);
        foreach (var (text, parsed) in new (string?, string?)[]
        {
            ("""{"a":1}""", """{"a": 1}"""), ("null", "null"), ("", null), ("{", null), ("{'a':1}", null), ("""{"a":"\u0000"}""", null), (null, null), ("NaN", null),
        })
        {
            var found = await session.QueryAsync(
                new("SELECT quern.try_parse_json(@text)::text", [new("text", new(ColumnKind.Text), text)]), r => r.IsDBNull(0) ? null : r.GetString(0), Cancel);
            Assert.Equal(parsed, found.Single());
        }
    }

    [Fact]
    public async Task Json_is_parsed_over_many_rows_whatever_the_planner_would_like_to_run_in_parallel()
    {
        await using var warehouse = new PostgresWarehouse(await DatabaseAsync());
        await using var session = await warehouse.OpenAsync(Cancel);
        await session.EnsureSchemaAsync("quern", Cancel);
        await session.ExecuteAsync(new("SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0"), Cancel);
        await session.ExecuteAsync(new("CREATE TABLE t AS SELECT CASE WHEN n % 2 = 0 THEN '{' ELSE '[1]' END AS j FROM generate_series(1, 20000) n"), Cancel);
        Assert.Equal(10_000, (await session.QueryAsync(new("SELECT COUNT(quern.try_parse_json(j)) FROM t"), r => r.GetInt64(0), Cancel)).Single());
    }

    [Fact]
    public async Task Session_is_in_utc_and_statements_have_no_time_limit()
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await DatabaseAsync()) { Timezone = "Asia/Tokyo" }.ConnectionString;
        await using var warehouse = new PostgresWarehouse(connectionString);
        await using var session = await warehouse.OpenAsync(Cancel);
        Assert.Equal("UTC", (await session.QueryAsync(new("SHOW TimeZone"), r => r.GetString(0), Cancel)).Single());
    }

    static async Task<string> DatabaseAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    static async Task<WarehouseException> OpeningAsync(string connectionString)
    {
        await using var warehouse = new PostgresWarehouse(connectionString);
        return await Assert.ThrowsAsync<WarehouseException>(() => warehouse.OpenAsync(Cancel));
    }

    static void AssertNoSecret(WarehouseException exception, string secret) =>
        Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal);
}
