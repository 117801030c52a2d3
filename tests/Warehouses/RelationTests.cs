using Quern.Registry;

namespace Quern.Warehouses.Tests;

public abstract class RelationTests : WarehouseContract
{
    [Fact]
    public async Task Describe_names_types_as_the_warehouse_does()
    {
        TableColumn[] columns = 
        [
            .. TypedValue.Scalars.Select(kind => Column("c_" + kind, kind, isNullable: kind != ColumnKind.Text)),
            .. TypedValue.Elements.Select(kind => new TableColumn("a_" + kind, ColumnType.ArrayOf(Column("", kind).Type), IsNullable: kind != ColumnKind.Text)),
        ];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        Assert.Equal(
            columns.Select(c => new WarehouseColumn(c.Name, Warehouse.TypeName(c.Type), c.IsNullable)),
            await session.DescribeAsync(In("t"), Cancel));
        Assert.Null(await session.DescribeAsync(In("missing"), Cancel));
        Assert.Null(await session.DescribeAsync(new("no_schema", "t"), Cancel));
    }

    [Theory]
    [InlineData("select")]
    [InlineData("Mixed Case")]
    [InlineData("it's \"quoted\"")]
    [InlineData("dotted.name")]
    [InlineData("ünïcödé 😀")]
    [InlineData("back\\slash; DROP TABLE x --")]
    [InlineData("$1 @p {0}")]
    public async Task Identifiers_of_any_text_work_everywhere(string name)
    {
        var relation = new RelationName(name, name);
        TableColumn[] columns = [new(name, new(ColumnKind.Text), true)];
        await using var session = await OpenAsync();
        await session.EnsureSchemaAsync(name, Cancel);
        await session.BeginAsync(Cancel);
        await session.LockAsync(relation, Cancel);
        await session.CreateTableAsync(relation with { Name = name + "_stage" }, columns, transient: true, Cancel);
        await using (var load = await session.OpenBulkLoadAsync(relation with { Name = name + "_stage" }, columns, Cancel))
        {
            load.Row.Text(name);
            load.EndRow();
            await load.CompleteAsync(Cancel);
        }
        await session.ReplaceAsync(relation, relation with { Name = name + "_stage" }, Cancel);
        await session.AddColumnAsync(relation, new(name + "2", new(ColumnKind.Int32), true), Cancel);
        await session.ClusterAsync(relation, [name + "2"], [name], Cancel);
        await session.DropColumnAsync(relation, name + "2", Cancel);
        await session.CreateViewAsync(relation with { Name = name + "_view" }, $"SELECT {Warehouse.Quote(name)} FROM {Quoted(relation)}", Cancel);
        await session.CommitAsync(Cancel);
        Assert.Equal(name, await ScalarAsync<string>(session, $"SELECT * FROM {Quoted(relation with { Name = name + "_view" })}"));
        Assert.Equal(name, (await session.DescribeAsync(relation, Cancel))!.Single().Name);
        Assert.True(await session.IsTableAsync(relation, Cancel));
    }

    [Fact]
    public void Name_with_a_nul_character_is_refused() => Assert.Throws<ArgumentException>(() => Warehouse.Quote("a\0b"));

    [Fact]
    public async Task Schema_made_by_many_sessions_at_once_is_made_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await using var session = await OpenAsync();
            var inTransaction = i % 2 == 0;
            if (inTransaction)
                await session.BeginAsync(Cancel);
            await session.EnsureSchemaAsync("quern", Cancel);
            if (inTransaction)
                await session.CommitAsync(Cancel);
        }));
        await using var check = await OpenAsync();
        await NumbersAsync(check, new("quern", "t"), 1);
    }

    [Fact]
    public async Task Replace_puts_the_stage_in_the_place_of_a_table_a_view_or_nothing()
    {
        await using var session = await OpenAsync();
        await ReplaceAsync(session, 1);
        await AssertNumbersAsync(session, In("target"), 1);
        await ReplaceAsync(session, 2);
        await AssertNumbersAsync(session, In("target"), 2);
        await session.CreateViewAsync(In("target"), "SELECT 3 AS n", Cancel);
        Assert.False(await session.IsTableAsync(In("target"), Cancel));
        await ReplaceAsync(session, 4);
        Assert.True(await session.IsTableAsync(In("target"), Cancel));
        await AssertNumbersAsync(session, In("target"), 4);
        Assert.Null(await session.IsTableAsync(In("stage"), Cancel));
    }

    [Fact]
    public async Task Replace_keeps_dependent_views_working()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("target"), 1);
        await session.CreateViewAsync(In("doubled"), $"SELECT n + n AS n FROM {Quoted(In("target"))}", Cancel);
        await session.CreateViewAsync(In("again"), $"SELECT n FROM {Quoted(In("doubled"))}", Cancel);
        await ReplaceAsync(session, 5, 6);
        await AssertNumbersAsync(session, In("again"), 10, 12);
    }

    [Fact]
    public async Task Replace_that_adds_a_column_keeps_dependent_views_working()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("target"), 1);
        await session.CreateViewAsync(In("doubled"), $"SELECT n + n AS n FROM {Quoted(In("target"))}", Cancel);
        await session.BeginAsync(Cancel);
        await session.CreateTableAsync(In("stage"), [Column("m", ColumnKind.Text), Column("n", ColumnKind.Int32)], transient: true, Cancel);
        await RunAsync(session, $"INSERT INTO {Quoted(In("stage"))} VALUES ('x', 5)");
        await session.ReplaceAsync(In("target"), In("stage"), Cancel);
        await session.CommitAsync(Cancel);
        await AssertNumbersAsync(session, In("doubled"), 10);
        Assert.Equal("x", await ScalarAsync<string>(session, $"SELECT m FROM {Quoted(In("target"))}"));
    }

    [Fact]
    public async Task Replace_rolled_back_leaves_the_old_rows()
    {
        await using var session = await OpenAsync();
        await ReplaceAsync(session, 1);
        await session.BeginAsync(Cancel);
        await NumbersAsync(session, In("stage"), 2);
        await session.ReplaceAsync(In("target"), In("stage"), Cancel);
        await session.RollbackAsync();
        await AssertNumbersAsync(session, In("target"), 1);
        Assert.Null(await session.IsTableAsync(In("stage"), Cancel));
    }

    [Fact]
    public async Task View_takes_the_place_of_a_table_and_of_a_view_with_other_columns()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("v"), 1);
        await session.CreateViewAsync(In("v"), "SELECT 1 AS a, 2 AS b", Cancel);
        await session.CreateViewAsync(In("v"), "SELECT 'x' AS b", Cancel);
        Assert.Equal("x", await ScalarAsync<string>(session, $"SELECT b FROM {Quoted(In("v"))}"));
        Assert.Single((await session.DescribeAsync(In("v"), Cancel))!);
    }

    [Fact]
    public async Task Columns_can_be_added_and_dropped()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("t"), 1);
        await session.AddColumnAsync(In("t"), Column("added", ColumnKind.Decimal, isNullable: false), Cancel);
        await session.DropColumnAsync(In("t"), "n", Cancel);
        Assert.Equal([new WarehouseColumn("added", Warehouse.TypeName(new(ColumnKind.Decimal, 18, 4)), true)], await session.DescribeAsync(In("t"), Cancel));
    }

    [Fact]
    public async Task Drop_removes_a_table_and_is_content_without_one()
    {
        await using var session = await OpenAsync();
        await NumbersAsync(session, In("t"), 1);
        await session.DropTableAsync(In("t"), Cancel);
        await session.DropTableAsync(In("t"), Cancel);
        Assert.Null(await session.IsTableAsync(In("t"), Cancel));
    }

    [Fact]
    public async Task Execute_tells_how_many_rows_it_touched()
    {
        await using var session = await OpenAsync();
        Assert.Equal(0, await RunAsync(session, $"CREATE TABLE {Quoted(In("t"))} (n integer)"));
        Assert.Equal(3, await RunAsync(session, $"INSERT INTO {Quoted(In("t"))} VALUES (1), (2), (3)"));
        Assert.Equal(2, await RunAsync(session, $"UPDATE {Quoted(In("t"))} SET n = 9 WHERE n > 1"));
        Assert.Equal(1, await RunAsync(session, $"DELETE FROM {Quoted(In("t"))} WHERE n = 1"));
    }

    async Task ReplaceAsync(IWarehouseSession session, params int[] numbers)
    {
        await session.BeginAsync(Cancel);
        await NumbersAsync(session, In("stage"), numbers);
        await session.ReplaceAsync(In("target"), In("stage"), Cancel);
        await session.CommitAsync(Cancel);
    }
}
