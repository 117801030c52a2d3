using CsCheck;

namespace Quern.Differential.Tests.Programs;

/// <summary>Random queries over window functions of orders: ranks over ties, rows before and after, frames by places and by distance.</summary>
static class Windows
{
    /// <summary>The type of a node that is a window, narrowed to a partition or not.</summary>
    public const string Partition = "partition";

    static readonly Expressions Rows = new(Queries.Order.Select(c => c with { Format = c.Format.Replace("o.", "x.", StringComparison.Ordinal) }));

    static readonly Node[] Kept = [new("long", "r.Id"), new("long?", "r.CustomerId"), new("string?", "r.Note"), new("decimal", "r.Amount")];

    static readonly Gen<Node> Partitions = Gen.Frequency(
        (1, Gen.Const(new Node(Partition, "all"))),
        (3, Of(Partition, "all.PartitionBy(x => §0)", "long?", "string?", "bool", "string", "Status")));

    // With ties.
    static readonly Gen<Node> Orders = Ordered("ordered", "", Gen.OneOf("long?", "string?", "DateOnly", "decimal", "bool", "double").SelectMany(t => Rows.Of(t, 1)));

    static readonly Gen<Node> TotalOrders = Gen.OneOf(".ThenBy(x => x.Id)", ".ThenByDescending(x => x.Id)").SelectMany(last =>
        Ordered("ordered", last, Gen.OneOf("long?", "string", "DateOnly", "decimal?").SelectMany(t => Rows.Of(t, 1))));

    static readonly Gen<Node> Frames = Gen.OneOf(
        Gen.Select(TotalOrders, Gen.OneOf(".RowsUpToHere()", ".Rows(1, 1)", ".Rows(2, -1)", ".Rows(null, null)", ".Rows(0, null)", ".Rows(-1, 3)"), (order, frame) => new Node("frame", "§0" + frame, order)));

    // Tied rows share a frame by distance.
    static readonly Gen<Node> Distances = Gen.Select(
        Ordered("ordered", "", Gen.OneOf("x.Id", "x.Cents", "x.Day", "x.At").Select(key => new Node("", key))), Gen.OneOf(".Range(7, 0)", ".Range(1, 1)", ".Range(null, -1)", ".Range(-100, 400)", ".Range(0, null)"),
        (order, frame) => new Node("distances", "§0" + frame, order));

    static readonly string[] Types = ["long", "long?", "string?", "decimal", "decimal?", "double", "bool", "DateOnly", "DateTime"];

    public static Gen<QueryProgram> All { get; } = Gen.OneOf(Types).Array[1, 3].SelectMany(types =>
    {
        var names = types.Select((_, i) => $"W{i}").ToArray();
        var results = string.Join(", ", names.Select((name, i) => $"{name} = §{i + 1}"));
        Node[] columns = [.. Kept, .. types.Zip(names, (type, name) => new Node(type, "r." + name))];
        return types.Aggregate(Rows.Of("bool", 1).Select(where => new[] { where }),
                (all, type) => Gen.Select(all, Value(type), (nodes, node) => nodes.Append(node).ToArray()))
            .Select(parts => new Node("", $"from r in orders.Where(x => §0).Over((o, all) => new {{ o.Id, o.CustomerId, o.Note, o.Amount, {results} }})", parts))
            .SelectMany(from => Queries.Plain(from, columns));
    });

    static Gen<Node> Value(string type) => type switch
    {
        "long" => Gen.OneOf(
            On(TotalOrders, type, ".RowNumber()"), On(Orders, type, ".Rank()"), On(Orders, type, ".DenseRank()"), On(TotalOrders, type, ".Ntile(3)"),
            On(Frames, type, ".Sum(x => §1)", "long"), On(Frames, type, ".Count()"), On(Distances, type, ".Count()"), On(Distances, type, ".Sum(x => §1)", "long"),
            On(Partitions, type, ".Count(x => §1)", "bool"), On(Partitions, type, ".Where(x => §1).Sum(x => x.Cents)", "bool")),
        "long?" => Gen.OneOf(
            On(TotalOrders, type, ".Lag(x => §1)", "long"), On(TotalOrders, type, ".Lead(x => §1, 2)", "long?"), On(Frames, type, ".First(x => §1)", "long"),
            On(Frames, type, ".Min(x => §1)", "long"), On(Distances, type, ".Max(x => §1)", "long?"), On(Frames, type, ".SumOrNull(x => §1)", "long?")),
        "string?" => Gen.OneOf(
            On(TotalOrders, type, ".Lag(x => §1)", "string?"), On(Frames, type, ".Last(x => §1)", "string"), On(Frames, type, ".Nth(x => §1, 2)", "string?"),
            On(Partitions, type, ".Max(x => §1)", "string?"), On(Distances, type, ".Min(x => §1)", "string")),
        "decimal" => On(Frames, type, ".Sum(x => §1)", "decimal"),
        "decimal?" => Gen.OneOf(On(TotalOrders, type, ".Lead(x => §1)", "decimal"), On(Frames, type, ".Max(x => §1)", "decimal?")),
        "double" => Gen.OneOf(On(Orders, type, ".PercentRank()"), On(Orders, type, ".CumeDist()"), On(Partitions, type, ".Average(x => §1)", "long", "(§0 ?? 0d)")),
        "bool" => Gen.OneOf(On(Partitions, type, ".Any(x => §1)", "bool"), On(Partitions, type, ".All(x => §1)", "bool"), On(TotalOrders, type, ".Lag(x => x.State)", null, "(§0 == o.State)")),
        "DateOnly" => Gen.OneOf(On(TotalOrders, type, ".Lag(x => §1)", "DateOnly", "(§0 ?? o.Day)"), On(Frames, type, ".Min(x => §1)", "DateOnly", "(§0 ?? o.Day)")),
        _ => Gen.OneOf(On(TotalOrders, type, ".Lead(x => §1)", "DateTime", "(§0 ?? o.At)"), On(Distances, type, ".Max(x => §1)", "DateTime", "(§0 ?? o.At)")),
    };

    static Gen<Node> Ordered(string type, string last, Gen<Node> keys) => Gen.Select(
        Partitions, keys, Gen.OneOf("OrderBy", "OrderByDescending"), (window, key, order) => new Node(type, $"§0.{order}(x => §1){last}", window, key with { IsClosed = false }));

    // A function of a window, of an expression of a type over its rows where it takes one, and inside of another expression.
    static Gen<Node> On(Gen<Node> windows, string type, string function, string? of = null, string inside = "§0")
    {
        var format = inside.Replace("§0", "§0" + function, StringComparison.Ordinal);
        return (of is null ? windows.Select(w => new Node(type, format, w)) : Gen.Select(windows, Rows.Of(of, 1), (w, e) => new Node(type, format, w, e with { IsClosed = false })))
            .Select(n => n with { IsClosed = false });
    }

    static Gen<Node> Of(string type, string format, params string[] of) => Gen.OneOf(of).SelectMany(t => Rows.Of(t, 1)).Select(e => new Node(type, format, e with { IsClosed = false }));
}
