using System.Globalization;

namespace Quern.Relational.Tests.Engines;

sealed record Order(long Id, long? CustomerId, string Status, long Cents, int UpdatedAt);

sealed record Item(long Id, long OrderId, string? Product, int Quantity, int UpdatedAt);

sealed record Customer(long Id, string? Segment, int UpdatedAt);

/// <summary>A few rows with nulls, ties and rows without a partner, in memory and as relations.</summary>
static class Shop
{
    public static Order[] Orders { get; } =
    [
        new(1, 10, "paid", 1000, 1), new(2, 10, "paid", 250, 5), new(3, 11, "open", 0, 5), new(4, null, "open", 99, 7), new(5, 12, "É", 99, 9), new(6, 99, "e", 5, 2),
    ];

    public static Item[] Items { get; } =
    [
        new(1, 1, "a", 2, 1), new(2, 1, "a", 1, 6), new(3, 1, null, 5, 1), new(4, 2, "b", 1, 1), new(5, 3, null, 4, 1), new(6, 77, "z", 1, 9), new(7, 5, "ab", 3, 3),
    ];

    public static Customer[] Customers { get; } = [new(10, "gold", 1), new(11, null, 8), new(12, "silver", 2)];

    public static ScanRel OrderRows(string alias = "o") => new("Orders", alias);

    public static ScanRel ItemRows(string alias = "i") => new("Items", alias);

    public static ScanRel CustomerRows(string alias = "c") => new("Customers", alias);

    public static ColumnExpr Long(string alias, string name, bool isNullable = false) => new(alias, name, SqlType.Int64, isNullable);

    public static ColumnExpr Int(string alias, string name, bool isNullable = false) => new(alias, name, SqlType.Int32, isNullable);

    public static ColumnExpr Text(string alias, string name, bool isNullable = false) => new(alias, name, SqlType.Text, isNullable);

    public static string Relation(string id, SqlDialect dialect) => id switch
    {
        "Orders" => Table(dialect, Orders.Select(o => new object?[] { o.Id, o.CustomerId, o.Status, o.Cents, o.UpdatedAt }),
            ("id", SqlType.Int64), ("customer_id", SqlType.Int64), ("status", SqlType.Text), ("cents", SqlType.Int64), ("updated_at", SqlType.Int32)),
        "Items" => Table(dialect, Items.Select(i => new object?[] { i.Id, i.OrderId, i.Product, i.Quantity, i.UpdatedAt }),
            ("id", SqlType.Int64), ("order_id", SqlType.Int64), ("product", SqlType.Text), ("quantity", SqlType.Int32), ("updated_at", SqlType.Int32)),
        "Customers" => Table(dialect, Customers.Select(c => new object?[] { c.Id, c.Segment, c.UpdatedAt }),
            ("id", SqlType.Int64), ("segment", SqlType.Text), ("updated_at", SqlType.Int32)),
        _ => throw new ArgumentException($"There is no relation {id}.", nameof(id)),
    };

    static string Table(SqlDialect dialect, IEnumerable<object?[]> rows, params (string Name, SqlType Type)[] columns) =>
        "(" + string.Join(" UNION ALL ", rows.Select(row => "SELECT " + string.Join(", ", row.Zip(columns, (value, column) =>
            $"CAST({dialect.Literal(new LiteralExpr(value is int i ? (long)i : value, column.Type)).Sql} AS {dialect.TypeName(column.Type)}) AS \"{column.Name}\"")))) + ")";

    /// <summary>A row as text, the same for rows of an engine and of LINQ.</summary>
    public static string Show(params object?[] row) =>
        string.Join("|", row.Select(v => v is null ? "null" : Convert.ToString(v is decimal d ? d / 1.0000000000000000000000000000m : v, CultureInfo.InvariantCulture)));
}
