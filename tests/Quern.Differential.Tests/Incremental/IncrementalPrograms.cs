using CsCheck;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests.Incremental;

/// <summary>
/// Random incremental models: of orders with what belongs to them, of items, of customers, over other models. The first column is
/// the key.
/// </summary>
static class IncrementalPrograms
{
    static readonly string[] Types = ["long", "long?", "string?", "bool", "decimal", "string", "DateOnly", "DateTime", "Status", "decimal?"];

    const string WithCustomers = ".OrWhenChanged(customers, o => o.CustomerId, c => c.Id, c => c.UpdatedAt§back)";
    const string WithItems = ".OrWhenChanged(items, o => o.Id, i => i.OrderId, i => i.UpdatedAt§back)";
    const string Orders = "from o in orders.ChangedSince(o => o.UpdatedAt§back)";

    static readonly Node[] OptionalCustomer = [new("long?", "(c?.Id)"), new("string?", "(c?.Segment)"), new("int?", "(c?.Level)"), new("bool", "(c == null)")];

    static readonly Node[] OptionalTotal = [new("long?", "(t?.Rows)"), new("long?", "(t?.Quantity)"), new("string?", "(t?.First)"), new("bool", "(t == null)")];

    /// <param name="lookback">How far back models look, such as <c>1h</c>; null for not at all.</param>
    /// <param name="losesRows">Whether orders are deleted: what keeps several rows of one key does not see that.</param>
    public static Gen<QueryProgram> All(string? lookback, bool losesRows) => Gen.Frequency(
        (2, Model("o.Id", Orders, Queries.Order)),
        (2, Model("o.Id", $"{Orders}{WithCustomers}\n            join c in customers on o.CustomerId equals c.Id", [.. Queries.Order, .. Queries.Customer])),
        (2, Model("o.Id", $"{Orders}{WithCustomers}\n            join c in customers on o.CustomerId equals c.Id into cs\n            from c in cs.DefaultIfEmpty()", [.. Queries.Order, .. OptionalCustomer])),
        (3, Totals()),
        (2, Model("o.Id", $"{Orders}{WithItems}", [.. Queries.Order, .. Matches])),
        (2, Model("i.Id", "from i in items.ChangedSince(i => i.UpdatedAt§back).OrWhenChanged(orders, i => i.OrderId, o => o.Id, o => o.UpdatedAt§back)\n            join o in orders on i.OrderId equals o.Id", [.. Queries.Item, .. Queries.Order])),
        (2, OfCustomers()),
        (2, OverOthers()),
        (losesRows ? 0 : 2, Model("o.State", Orders, Queries.Order).Select(p => p with { Attribute = "[Incremental(UniqueKey = nameof(C0), Strategy = IncrementalStrategy.DeleteInsert)]" })))
        .Select(program => Looking(program, lookback));

    static QueryProgram Looking(QueryProgram program, string? lookback)
    {
        Node With(Node node) => node with { Format = node.Format.Replace("§back", lookback is null ? "" : $", \"{lookback}\"", StringComparison.Ordinal) };
        return program with { From = With(program.From), Above = With(program.Above) };
    }

    static Gen<QueryProgram> Model(string key, string from, Node[] scope) =>
        Gen.OneOf(Types).Array[1, 3].SelectMany(types => Columns(new Expressions(scope), types))
            .SelectMany(columns => new Expressions(scope).Of("bool", 2).Array[0, 2].Select(filters => new QueryProgram(
                from, filters, "", null, [], [new Node(key == "o.State" ? "string" : "long", key), .. columns], "", null) { Attribute = "[Incremental(UniqueKey = nameof(C0))]" }));

    static Gen<Node[]> Columns(Expressions expressions, string[] types) =>
        types.Aggregate(Gen.Const(Array.Empty<Node>()), (all, type) => Gen.Select(all, expressions.Of(type, 2), (nodes, node) => nodes.Append(node).ToArray()));

    static readonly Node[] Matches =
    [
        new("bool", "items.Any(i => i.OrderId == o.Id && i.Quantity > 0)"), new("long", "items.Where(i => i.OrderId == o.Id).Count()"),
        new("long?", "items.Where(i => i.OrderId == o.Id && i.Discount == null).Max(i => (long?)i.Quantity)"), new("bool", "items.Where(i => i.OrderId == o.Id).All(i => i.Product != o.Note)"),
    ];

    // An aggregate that is joined by its group's key is computed for the changed groups alone.
    static Gen<QueryProgram> Totals()
    {
        var items = new Expressions(Queries.Item);
        var steps = items.Of("bool", 1).Select(where => new Node(
            "", "var totals = from i in items where §0 group i by i.OrderId into g select new { OrderId = g.Key, Rows = g.Count(), Quantity = g.SumOrNull(i => (long?)i.Discount), First = g.Min(i => i.Product) };", where with { IsClosed = false }));
        return Gen.OneOf(
            Model("o.Id", $"{Orders}{WithItems}\n            join t in totals on o.Id equals t.OrderId into ts\n            from t in ts.DefaultIfEmpty()", [.. Queries.Order, .. OptionalTotal]),
            Model("o.Id", $"{Orders}{WithItems}\n            join t in totals on o.Id equals t.OrderId", [.. Queries.Order, new("long", "t.Rows"), new("long?", "t.Quantity"), new("string?", "t.First")]),
            Model("o.Id", $"{Orders}{WithItems}{WithCustomers}\n            join c in customers on o.CustomerId equals c.Id into cs\n            from c in cs.DefaultIfEmpty()\n            join t in totals on o.Id equals t.OrderId into ts\n            from t in ts.DefaultIfEmpty()", [.. Queries.Order, .. OptionalCustomer, .. OptionalTotal]))
            .SelectMany(program => steps.Select(s => program with { Steps = s }));
    }

    static Gen<QueryProgram> OfCustomers() => Model(
            "c.Id", "from c in customers.ChangedSince(c => c.UpdatedAt§back).OrWhenChanged(orders, c => (long?)c.Id, o => o.CustomerId, o => o.UpdatedAt§back)\n            join t in totals on c.Id equals t.Customer into ts\n            from t in ts.DefaultIfEmpty()",
            [.. Queries.Customer, .. OptionalTotal])
        .Select(program => program with { Steps = "var totals = from o in orders where o.Cents >= 0 group o by o.CustomerId into g select new { Customer = g.Key, Rows = g.Count(), Quantity = g.SumOrNull(o => (long?)o.Cents), First = g.Max(o => o.Note) };" });

    // A model over a view, or over one that is incremental itself and deletes what no longer passes.
    static Gen<QueryProgram> OverOthers()
    {
        Node[] scope = [new("long", "o.Id"), new("string?", "o.Note"), new("long?", "o.Number"), new("bool", "o.Is")];
        const string record = """
            §kind
            public partial record §nameAbove
            {
                public required long Id { get; init; }
                public string? Note { get; init; }
                public long? Number { get; init; }
                public required bool Is { get; init; }
                public required DateTime UpdatedAt { get; init; }

                public static Query<§nameAbove> Define(Query<Order> orders) =>
                    from o in orders§changed
                    where §0
                    select new §nameAbove { Id = o.Id, Note = §1, Number = §2, Is = §3, UpdatedAt = o.UpdatedAt };
            }
            """;
        var orders = new Expressions(Queries.Order);
        var above = Gen.Select(Gen.OneOf("[View]", "[Incremental(UniqueKey = nameof(Id))]", "[Table]"), orders.Of("bool", 2), orders.Of("string?", 1), orders.Of("long?", 1), orders.Of("bool", 1))
            .Select((kind, where, note, number, test) => new Node(
                "", record.Replace("§kind", kind, StringComparison.Ordinal).Replace("§changed", kind.Contains("Incremental", StringComparison.Ordinal) ? ".ChangedSince(o => o.UpdatedAt§back)" : "", StringComparison.Ordinal), where, note, number, test));
        return above.SelectMany(a => Model("o.Id", Orders, scope).Select(p => p with { Above = a }));
    }
}
