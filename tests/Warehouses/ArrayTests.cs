using Quern.Extraction;
using Quern.Registry;

namespace Quern.Warehouses.Tests;

/// <summary>Arrays through the bulk load, the readers of rows, and a source that is the same database.</summary>
public abstract class ArrayTests : WarehouseContract
{
    /// <summary>A source that reads the warehouse.</summary>
    protected abstract IExtractionSource CreateSource();

    [Fact]
    public async Task Arrays_of_every_kind_come_back_as_they_were_written()
    {
        foreach (var kind in TypedValue.Elements)
        {
            var columns = Columns(kind);
            var rows = Rows(kind);
            await LoadAsync(In("a_" + kind), columns, rows);
            await using var session = await OpenAsync();
            var found = await session.QueryAsync(
                new($"SELECT elements FROM {Quoted(In("a_" + kind))} ORDER BY n"), r => TypedValue.ReadArray(r, 0, kind), Cancel);
            Assert.Equal(rows.Select(r => (object?[]?)r[1]), found);
        }
    }

    [Fact]
    public async Task Arrays_of_every_kind_are_extracted_as_they_are()
    {
        await using var source = CreateSource();
        foreach (var kind in TypedValue.Elements)
        {
            var from = In("from_" + kind);
            var rows = Rows(kind);
            await LoadAsync(from, Columns(kind), rows);
            var described = (await source.DescribeAsync(from.ToString(), Cancel))![1];
            Assert.Equal([ColumnKind.Array], described.Fits);
            Assert.Contains(kind, described.ElementFits);
            Assert.Equal(rows.Select(r => (object?[]?)r[1]), await ReadAsync(source, from, kind));
        }
    }

    [Fact]
    public async Task Arrays_of_integers_are_extracted_as_wider_ones_and_decimals()
    {
        await LoadAsync(In("t"), Columns(ColumnKind.Int16), [[1, new object?[] { (short)1, null, short.MaxValue }]]);
        await using var source = CreateSource();
        foreach (var kind in new[] { ColumnKind.Int16, ColumnKind.Int32, ColumnKind.Int64, ColumnKind.Decimal })
            Assert.Equal(["1", null, "32767"], (await ReadAsync(source, In("t"), kind)).Single()!.Select(e => e?.ToString()));
    }

    [Fact]
    public async Task Many_arrays_of_all_lengths_arrive_each_in_its_row()
    {
        const int Rows = 7_000;
        TableColumn[] columns = [Column("n", ColumnKind.Int32), new("texts", ColumnType.ArrayOf(new(ColumnKind.Text), true), true), new("numbers", ColumnType.ArrayOf(new(ColumnKind.Int64)), true)];
        await LoadAsync(In("many"), columns, Enumerable.Range(0, Rows).Select(i => new object?[] { i, Texts(i), Numbers(i) }));
        await using var session = await OpenAsync();
        var found = await session.QueryAsync(
            new($"SELECT texts, numbers FROM {Quoted(In("many"))} ORDER BY n"),
            r => (TypedValue.ReadArray(r, 0, ColumnKind.Text), TypedValue.ReadArray(r, 1, ColumnKind.Int64)), Cancel);
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (Texts(i), Numbers(i))), found);

        static object?[]? Texts(int i) => i % 11 == 3 ? null : [.. Enumerable.Range(0, i % 13).Select(j => j % 5 == 2 ? null : $"{i}.{j}")];

        static object?[]? Numbers(int i) => i is > 3_000 and < 6_000 ? null : [.. Enumerable.Range(0, i % 7).Select(j => (object)(long)(i + j))];
    }

    [Fact]
    public async Task Null_in_an_array_whose_elements_are_not_nullable_is_refused_with_its_row_and_column()
    {
        TableColumn[] columns = [new("tags", ColumnType.ArrayOf(new(ColumnKind.Text)), true)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await using var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel);
        TypedValue.Write(load.Row, new object?[] { "a", "" });
        load.EndRow();
        var refused = Assert.Throws<WarehouseException>(() => TypedValue.Write(load.Row, new object?[] { "a", null }));
        Assert.StartsWith("Row 2 of lab.t: column 'tags' can't take an array with null in it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Element_that_does_not_fit_is_refused()
    {
        TableColumn[] columns = [new("amounts", ColumnType.ArrayOf(new(ColumnKind.Decimal, 6, 2)), true)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await using var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel);
        var refused = Assert.Throws<WarehouseException>(() => TypedValue.Write(load.Row, new object?[] { 1.25m, 1.255m }));
        Assert.Contains("column 'amounts' can't take 1.255: it does not fit decimal(6, 2)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Array_of_another_length_than_begun_is_refused()
    {
        TableColumn[] columns = [new("tags", ColumnType.ArrayOf(new(ColumnKind.Text)), true)];
        await using var session = await OpenAsync();
        await session.CreateTableAsync(In("t"), columns, transient: false, Cancel);
        await using var load = await session.OpenBulkLoadAsync(In("t"), columns, Cancel);
        load.Row.BeginArray(1);
        Assert.Throws<InvalidOperationException>(load.Row.EndArray);
        load.Row.Text("a");
        Assert.Throws<InvalidOperationException>(() => load.Row.Text("b"));
    }

    static TableColumn[] Columns(ColumnKind kind) =>
        [Column("n", ColumnKind.Int32), new("elements", ColumnType.ArrayOf(kind == ColumnKind.Decimal ? new(kind, 38, 10) : new(kind), true), true)];

    static object?[][] Rows(ColumnKind kind)
    {
        object?[] samples = [.. TypedValue.Samples.Where(s => s.Kind == kind).Select(s => s.Value)];
        return [[1, samples], [2, Array.Empty<object?>()], [3, null], [4, new[] { null, samples[0], null }], [5, new object?[] { null }], [6, new[] { samples[^1] }]];
    }

    async Task LoadAsync(RelationName table, TableColumn[] columns, IEnumerable<object?[]> rows)
    {
        await using var session = await OpenAsync();
        await session.CreateTableAsync(table, columns, transient: false, Cancel);
        await using var load = await session.OpenBulkLoadAsync(table, columns, Cancel);
        foreach (var row in rows)
        {
            foreach (var value in row)
                TypedValue.Write(load.Row, value);
            load.EndRow();
        }
        await load.CompleteAsync(Cancel);
    }

    static async Task<List<object?[]?>> ReadAsync(IExtractionSource source, RelationName from, ColumnKind kind)
    {
        await using var reader = await source.ReadAsync(new(from.ToString(), Columns(kind), null, null, ["n"]), Cancel);
        var found = new List<object?[]?>();
        while (await reader.ReadAsync(Cancel))
            found.Add(TypedValue.ReadArray(reader, 1, kind));
        return found;
    }
}
