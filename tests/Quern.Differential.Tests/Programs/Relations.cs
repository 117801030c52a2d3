using CsCheck;

namespace Quern.Differential.Tests.Programs;

/// <summary>Random queries over rows that belong to a row: the last one at its time, the first ones of several, lists, ranges, items of documents.</summary>
static class Relations
{
    static readonly Expressions Orders = new(Queries.Order);
    static readonly Expressions Items = new(Queries.Item);
    static readonly Expressions Others = new(Queries.Order.Select(c => c with { Format = c.Format.Replace("o.", "x.", StringComparison.Ordinal) }));

    static readonly Node[] Pair = [.. Queries.InResult(Queries.Order, "o.", "r.o.")];

    public static Gen<QueryProgram> All { get; } = Gen.Frequency(
        (2, AsOf()), (2, FirstItems()), (2, EachRow()), (1, AnyItems()), (2, Lists()), (2, Ranges()), (2, Documents()), (1, Matches()),
        (1, Queries.Plain("from o in orders.Open()", Queries.Order)));

    // No two rows have one key and time, so that it is known which one is taken.
    static Gen<QueryProgram> AsOf()
    {
        Node[] item = [.. Pair, .. Queries.InResult(Queries.Item, "i.", "r.i.")];
        Node[] itemOrNone = [.. Pair, .. Queries.InResult(Queries.OptionalItem, "(i", "(r.i")];
        Node[] total = [.. Pair, new("long?", "(r.t?.Total)"), new("string?", "(r.t?.Last)"), new("bool", "(r.t is null)"), new("DateOnly", "(r.t?.Day ?? r.o.Day)")];
        return Gen.OneOf(
            With("from r in orders.Where(o => §0).AsOfJoin(items.Where(i => §1), o => o.Id, i => i.OrderId, o => o.Cents, i => i.Id, (o, i) => new { o, i })", item, Orders.Of("bool", 1), Items.Of("bool", 1)),
            With("from r in orders.AsOfLeftJoin(items.Where(i => §1), o => §0, i => (long?)i.OrderId, o => o.CustomerId, i => (long?)i.Id, (o, i) => new { o, i })", itemOrNone, Orders.Of("long?", 1), Items.Of("bool", 1)),
            With("""
                from r in orders.Where(o => §0).AsOfLeftJoin(
                    from x in orders where §1 group x by new { x.CustomerId, x.Day } into g select new { g.Key.CustomerId, g.Key.Day, Total = g.Sum(x => x.Cents), Last = g.Max(x => x.Note) },
                    o => o.CustomerId, t => t.CustomerId, o => o.Day, t => t.Day, (o, t) => new { o, t })
                """, total, Orders.Of("bool", 1), Others.Of("bool", 1)));
    }

    static Gen<QueryProgram> FirstItems()
    {
        var limits = Gen.OneOf(".Take(1)", ".Take(2)", ".Skip(1)", ".Skip(1).Take(1)").Select(t => new Node("", t));
        var key = Gen.OneOf("long?", "string?", "long", "int?").SelectMany(t => Items.Of(t, 1));
        return Gen.OneOf(
            With("from o in orders\n            from i in items.Where(i => i.OrderId == o.Id && §0).OrderBy(i => §1).ThenBy(i => i.Id)§2", [.. Queries.Order, .. Queries.Item], Items.Of("bool", 1), key, limits),
            With("from o in orders\n            from i in items.Where(i => i.OrderId == o.Id && §0).OrderByDescending(i => §1).ThenByDescending(i => i.Id)§2.DefaultIfEmpty()", [.. Queries.Order, .. Queries.OptionalItem], Items.Of("bool", 1), key, limits),
            With("from c in customers\n            from o in orders.Where(o => o.CustomerId == c.ParentId && §0).OrderBy(o => §1).ThenBy(o => o.Id)§2", [.. Queries.Customer, .. Queries.Order], Orders.Of("bool", 1), Orders.Of("string?", 1), limits));
    }

    // Rows that no equality links.
    static Gen<QueryProgram> EachRow()
    {
        var both = new Expressions([.. Queries.Order, .. Queries.Item]).Of("bool", 1);
        var limits = Gen.OneOf(".Take(1)", ".Take(2)", ".Skip(1)", ".Skip(1).Take(1)", ".Take(0)").Select(t => new Node("", t));
        var key = Gen.OneOf("long?", "string?", "long").SelectMany(t => Items.Of(t, 1));
        Node[] group = [.. Queries.Order, new("string?", "g.Key"), new("long", "g.Count"), new("long", "g.Sum")];
        Node[] total = [.. Queries.Order, new("long", "t.Count"), new("long?", "t.Max"), new("long", "t.Sum")];
        return Gen.OneOf(
            With("from o in orders\n            from i in items.Where(i => §0).OrderBy(i => §1).ThenBy(i => i.Id)§2", [.. Queries.Order, .. Queries.Item], both, key, limits),
            With("from o in orders\n            from i in items.Where(i => §0).OrderByDescending(i => §1).ThenBy(i => i.Id)§2.DefaultIfEmpty()", [.. Queries.Order, .. Queries.OptionalItem], both, key, limits),
            With("from o in orders\n            from g in (from i in items where §0 group i by i.Product into g select new { g.Key, Count = g.Count(), Sum = g.Sum(i => o.Cents) })", group, both),
            With("from o in orders\n            from t in items.Where(i => §0).Aggregate(all => new { Count = all.Count(), Max = all.Max(i => i.Id + o.CustomerId), Sum = all.Sum(i => i.Quantity + o.Id) })", total, both));
    }

    static Gen<QueryProgram> AnyItems() => With(
        "from o in orders\n            from i in items.Where(i => §0).DefaultIfEmpty()", [.. Queries.Order, .. Queries.OptionalItem], new Expressions([.. Queries.Order, .. Queries.Item]).Of("bool", 2));

    static Gen<QueryProgram> Lists()
    {
        Node[] listed = [.. Queries.Order, new("string", "v.Kind"), new("long?", "v.Number"), new("string?", "v.Text"), new("decimal?", "v.Amount"), new("bool", "v.Is")];
        var row = "new { Kind = §0, Number = §1, Text = §2, Amount = §3, Is = §4 }";
        var rows = Gen.Select(Orders.Of("string", 1), Orders.Of("long?", 1), Orders.Of("string?", 1), Orders.Of("decimal?", 1), Orders.Of("bool", 1))
            .Select((kind, number, text, amount, test) => new Node("", row, kind, number, text, amount, test));
        return Gen.OneOf(
            With("from o in orders\n            from v in Query.Of(§0, §1, §2)", listed, rows, rows, rows),
            With("from v in Query.Of(1L, 2L, -7L, 77L)\n            join o in orders.Where(o => §0) on v equals o.Id into os\n            from o in os.DefaultIfEmpty()",
                [new("long", "v"), new("long?", "(o?.Id)"), new("string?", "(o?.Note)"), new("bool", "(o == null)"), new("decimal?", "(o?.Tip)")], Orders.Of("bool", 1)));
    }

    static Gen<QueryProgram> Ranges() => Gen.OneOf(
        With("from o in orders\n            from n in Query.Numbers(§0 % 4L, §1 % 5L)", [.. Queries.Order, new("long", "n")], Orders.Of("long", 1), Orders.Of("long", 1)),
        With("from o in orders\n            from d in Query.§0(o.Day.AddDays(-1), o.Day.AddDays(§1))", [.. Queries.Order, new("DateOnly", "d")], Of("Days", "Weeks", "Months"), Of("-2", "-1", "0", "13", "59")),
        With("from o in orders\n            from h in Query.Hours(o.At, o.At.AddMinutes(§0))", [.. Queries.Order, new("DateTime", "h")], Of("-1", "0", "59", "150")),
        With("from d in Query.§0(new DateOnly(2023, 12, 31), new DateOnly(2024, 3, 31))\n            join o in orders.Where(o => §1) on d equals o.Day", [.. Queries.Order, new("DateOnly", "d")], Of("Days", "Weeks", "Months"), Orders.Of("bool", 1)));

    static Gen<QueryProgram> Documents()
    {
        Node[] item = [new("long", "t.Position"), new("string?", "(t.Value.GetString())"), new("long?", "(t.Value.GetInt64())"), new("string?", "(t.Value.GetString(\"a\"))")];
        Node[] itemOrNone = [new("long?", "(t?.Position)"), new("string?", "(t?.Value.GetString())"), new("bool", "(t == null)"), new("string?", "(t?.Value.GetString(\"a\"))")];
        // Items of a document that is known to be null are not what DuckDB makes rows of.
        return Gen.OneOf(
            With("from o in orders\n            where §0\n            from t in Json.TryParse(o.Note).Items(§1)", [.. Queries.Order, .. item], Orders.Of("bool", 1), Of("", "\"tags\"", "\"o\", \"a\"")),
            With("from o in orders\n            from t in Json.TryParse(§0).Items(§1).DefaultIfEmpty()", [.. Queries.Order, .. itemOrNone], Of("o.Note", "o.State", "o.Note?.Trim()", "(o.Note ?? o.State)"), Of("", "\"tags\"")));
    }

    // What is asked of all matches of a row.
    static Gen<QueryProgram> Matches() => Queries.Plain("from o in orders\n            join i in items on o.Id equals i.OrderId into found", Queries.Order, (_, type, depth) =>
    {
        // To an engine an aggregate over outer columns alone is one of the outer query, where none can be.
        var inner = new Expressions(Queries.Item);
        Gen<Node> Of(string of, string format) => inner.Of(of, Math.Min(depth, 1)).Select(e => new Node(type, format, e with { IsClosed = false }));
        return type switch
        {
            "bool" => [Of("bool", "found.Any(i => §0)"), Of("bool", "found.All(i => §0)"), Of("bool", "found.Where(i => §0).Any()")],
            "long" => [Of("bool", "found.Count(i => §0)"), Of("long?", "found.Sum(i => §0)"), Of("string?", "found.CountDistinct(i => §0)")],
            "long?" => [Of("long", "found.Max(i => §0)"), Of("long?", "found.SumOrNull(i => §0)")],
            "string?" => [Of("string?", "found.Min(i => §0)")],
            _ => [],
        };
    });

    static Gen<Node> Of(params string[] texts) => Gen.OneOf(texts).Select(t => new Node("", t));

    internal static Gen<QueryProgram> With(string from, Node[] columns, params Gen<Node>[] parts) => parts
        .Aggregate(Gen.Const(Array.Empty<Node>()), (all, part) => Gen.Select(all, part, (nodes, node) => nodes.Append(node with { IsClosed = false }).ToArray()))
        .Select(nodes => new Node("", from, nodes))
        .SelectMany(node => Queries.Plain(node, columns));
}
