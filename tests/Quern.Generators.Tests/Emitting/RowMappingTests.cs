using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Quern.DuckDb;
using Quern.Generators.Emitting;
using Quern.Generators.Model;
using Quern.Registry;
using Quern.Warehouses;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Emitting;

/// <summary>Rows as records by what is emitted of them, on DuckDB through its warehouse.</summary>
public class RowMappingTests
{
    static readonly RelationSpec Everything =
        Relation(RelationSpecKind.Table, "Everything", [.. RelationEmitterTests.EveryType(false), .. RelationEmitterTests.EveryType(true)]);

    static readonly RelationSpec Positional =
        Relation(RelationSpecKind.Table, "Pair", Parameter(Int64("id", "Id")), Parameter(Text("name", "Name", true))) with { IsPositional = true };

    static readonly Lazy<RelationRegistry> Registry = new(() => StrictCompiler.LoadRegistry(
    [
        ("User.cs", "#pragma warning disable CS1591, CS8981\nnamespace Shop;\n"
            + RelationEmitterTests.EveryTypeRecord + RelationEmitterTests.ShipmentRecord + "\npublic partial record Pair(long Id, string? Name);"),
        (RegistryEmitter.HintName, RegistryEmitter.Emit("Shop", "Shop", [new("Shop.Everything", "lab", "everything"), new("Shop.Pair", "lab", "pair"), new("Shop.Shipment", "lab", "shipment")], [])),
        .. new[] { Everything, Positional, RelationEmitterTests.Shipment }.Select(s => (HintNames.Of(s.Id), RelationEmitter.Emit(Compiled(s)).Source)),
    ]));

    const string Values =
        "true, 1, 2, 3, 1.25, 1.5, 2.5, 'a', '{\"x\":1}', DATE '2024-02-29', TIMESTAMP '2024-02-29 12:34:56.789012', "
        + "TIMESTAMPTZ '2024-02-29 12:34:56+00', '01234567-89ab-cdef-0123-456789abcdef'";

    const string Nulls = "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";

    [Fact]
    public async Task Row_of_every_type_is_read_and_written_back_unchanged()
    {
        await using var table = await Table.CreateAsync(Registry.Value["Shop.Everything"], $"({Values}, {Values}), ({Values}, {Nulls})");
        var rows = await table.ReadAsync();
        await table.WriteAsync(rows);
        var again = await table.ReadAsync();

        Assert.Equal(rows.Concat(rows).Select(r => r.ToString()).Order(StringComparer.Ordinal), again.Select(r => r.ToString()).Order(StringComparer.Ordinal));
        var full = rows.Single(r => Property(r, "P_int64_or_null") is not null);
        Assert.Equal(3L, Property(full, "P_int64"));
        Assert.Equal(1.25m, Property(full, "P_decimal"));
        Assert.Equal(Json.Parse("{\"x\":1}"), Property(full, "P_json_or_null"));
        Assert.Equal(new DateOnly(2024, 2, 29), Property(full, "P_date"));
        Assert.Equal(new DateTime(2024, 2, 29, 12, 34, 56).AddTicks(7890120), Property(full, "P_timestamp"));
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.Zero), Property(full, "P_timestamptz_or_null"));
        Assert.Equal(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), Property(full, "P_uuid"));
    }

    [Fact]
    public async Task Positional_record_is_read_and_written()
    {
        await using var table = await Table.CreateAsync(Registry.Value["Shop.Pair"], "(1, 'one'), (2, NULL)");
        await table.WriteAsync([(await table.ReadAsync())[0]]);
        Assert.Equal(
            ["Pair { Id = 1, Name = one }", "Pair { Id = 1, Name = one }", "Pair { Id = 2, Name =  }"],
            (await table.ReadAsync()).Select(r => r.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Enum_is_stored_as_the_text_of_its_first_member()
    {
        await using var table = await Table.CreateAsync(Registry.Value["Shop.Shipment"], "('ordered', 'an \"event\"', NULL)");
        await table.WriteAsync(await table.ReadAsync());
        Assert.Equal(["an \"event\"|~|ordered", "an \"event\"|~|placed"], await table.TextsAsync("previous, next, status"));
    }

    [Fact]
    public async Task Null_where_the_property_is_not_nullable_is_refused_by_column()
    {
        await using var table = await Table.CreateAsync(Registry.Value["Shop.Pair"], "(NULL, 'none')");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(table.ReadAsync);
        Assert.Equal(
            "A row of 'Shop.Pair' has null in the column 'id', whose property is not nullable. "
            + "Declare the property nullable, or rebuild the table from rows without nulls.", failure.Message);
    }

    [Fact]
    public async Task Text_that_is_no_enum_member_is_refused_by_column()
    {
        await using var table = await Table.CreateAsync(Registry.Value["Shop.Shipment"], "('placed', 'lost', NULL)");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(table.ReadAsync);
        Assert.Equal(
            "A row of 'Shop.Shipment' has 'lost' in the column 'previous', which is none of its enum's values: "
            + "placed, an \"event\", ordered. Add a member for it, or filter such rows out in the query.", failure.Message);
    }

    [Fact]
    public async Task Enum_value_without_a_member_is_refused_by_column()
    {
        await using var table = await Table.CreateAsync(Registry.Value["Shop.Shipment"], "('placed', NULL, NULL)");
        var row = (await table.ReadAsync())[0];
        var status = row.GetType().GetProperty("Status")!;
        status.SetValue(row, Enum.ToObject(status.PropertyType, 7));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => table.WriteAsync([row]));
        Assert.Contains("'Shop.Shipment' has 7 for the column 'status'", failure.Message, StringComparison.Ordinal);
    }

    static object? Property(object row, string name) => row.GetType().GetProperty(name)!.GetValue(row);

    /// <summary>A relation's table. The records' types exist at run time only, so rows pass as objects.</summary>
    sealed class Table(DuckDbWarehouse warehouse, IWarehouseSession session, RelationDefinition relation) : IAsyncDisposable
    {
        static readonly RelationName Name = new("main", "rows");

        readonly Delegate read = relation.GetType().GetMethod("ReadRow")!.CreateDelegate(typeof(Func<,>).MakeGenericType(typeof(DbDataReader), relation.ClrType), relation);
        readonly Delegate write = relation.GetType().GetMethod("WriteRow")!.CreateDelegate(typeof(Action<,>).MakeGenericType(typeof(RowWriter), relation.ClrType), relation);

        IWarehouseSession Session => session;

        static CancellationToken Cancellation => TestContext.Current.CancellationToken;

        IReadOnlyList<TableColumn> Columns => [.. relation.Columns.Select(c => new TableColumn(c.Name, c.Type, IsNullable: true))];

        public static async Task<Table> CreateAsync(RelationDefinition relation, string values)
        {
            var warehouse = new DuckDbWarehouse(":memory:");
            var table = new Table(warehouse, await warehouse.OpenAsync(Cancellation), relation);
            await table.Session.CreateTableAsync(Name, table.Columns, transient: false, Cancellation);
            await table.Session.ExecuteAsync(new($"INSERT INTO rows VALUES {values}"), Cancellation);
            return table;
        }

        public Task<IReadOnlyList<object>> ReadAsync() =>
            session.QueryAsync(new SqlStatement("SELECT * FROM rows"), reader => Invoke(read, reader)!, Cancellation);

        public Task<IReadOnlyList<string>> TextsAsync(string columns) => session.QueryAsync(
            new SqlStatement($"SELECT {columns} FROM rows ORDER BY ALL"),
            reader => string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.IsDBNull(i) ? "~" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))),
            Cancellation);

        public async Task WriteAsync(IEnumerable<object> rows)
        {
            await session.BeginAsync(Cancellation);
            await using (var load = await session.OpenBulkLoadAsync(Name, Columns, Cancellation))
            {
                foreach (var row in rows)
                {
                    Invoke(write, load.Row, row);
                    load.EndRow();
                }

                await load.CompleteAsync(Cancellation);
            }

            await session.CommitAsync(Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            await warehouse.DisposeAsync();
        }

        static object? Invoke(Delegate method, params object[] arguments)
        {
            try
            {
                return method.DynamicInvoke(arguments);
            }
            catch (TargetInvocationException e) when (e.InnerException is { } inner)
            {
                throw inner;
            }
        }
    }
}
