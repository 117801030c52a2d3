using CsCheck;

namespace Quern.Differential.Tests.Programs;

/// <summary>Random queries over orders, items and customers.</summary>
static class Queries
{
    const int Depth = 3;

    internal static readonly Node[] Order =
    [
        new("long", "o.Id"), new("long?", "o.CustomerId"), new("string", "o.State"), new("long", "o.Cents"), new("decimal", "o.Amount"), new("decimal?", "o.Tip"), new("double", "o.Rate"),
        new("string?", "o.Note"), new("DateOnly", "o.Day"), new("DateTime", "o.At"), new("bool", "o.IsOpen"), new("Status", "o.Kind"),
        new("bool", "o.IsBig"), new("bool", "o.IsRich()"), new("bool", "o.IsNegative"), new("long", "o.Shifted(3L)"), new("decimal", "(o.Amount / 3m)"),
    ];

    internal static readonly Node[] Item = [new("long", "i.Id"), new("long", "i.OrderId"), new("string?", "i.Product"), new("long", "((long)i.Quantity)"), new("int?", "i.Discount")];

    internal static readonly Node[] OptionalItem = [new("long?", "(i?.Id)"), new("string?", "(i?.Product)"), new("int?", "(i?.Quantity)"), new("int?", "(i?.Discount)"), new("bool", "(i == null)")];

    static readonly Node[] OptionalOrder =
    [
        new("long?", "(r.o?.Id)"), new("long?", "(r.o?.CustomerId)"), new("string?", "(r.o?.State)"), new("decimal?", "(r.o?.Amount)"), new("string?", "(r.o?.Note)"), new("bool", "(r.o == null)"),
        new("bool", "(r.o?.IsOpen == true)"),
    ];

    internal static readonly Node[] Customer = [new("long", "c.Id"), new("string?", "c.Segment"), new("int?", "c.Level"), new("long?", "c.ParentId")];

    public static Gen<QueryProgram> All { get; } = Gen.Frequency(
        (3, Plain("from o in orders", Order, Correlated)),
        (2, Plain("from o in orders\n            join i in items on o.Id equals i.OrderId", [.. Order, .. Item])),
        (3, Plain("from o in orders\n            join i in items on o.Id equals i.OrderId into found\n            from i in found.DefaultIfEmpty()", [.. Order, .. OptionalItem])),
        (2, Plain("from o in orders\n            join c in customers on o.CustomerId equals c.Id", [.. Order, .. Customer])),
        (1, Plain("from o in orders\n            from c in customers\n            where o.CustomerId == c.Id || c.Level == 1", [.. Order, .. Customer])),
        (4, Grouped("from o in orders", Order)),
        (1, Grouped("from o in orders\n            join i in items on o.Id equals i.OrderId", [.. Order, .. Item], "new { o, i }", "x.o", "x.i")),
        (2, SetOperation()),
        (1, Limited()),
        (1, Plain("from r in orders.RightJoin(items, o => o.Id, i => i.OrderId, (o, i) => new { o, i })", [.. OptionalOrder, .. InResult(Item, "i.", "r.i.")])),
        (1, Plain("from r in orders.FullJoin(items, o => o.Id, i => i.OrderId, (o, i) => new { o, i })", [.. OptionalOrder, .. InResult(OptionalItem, "(i", "(r.i")])),
        (1, OneOfEach()),
        (1, FirstRows()),
        (3, Windows.All),
        (6, Relations.All),
        (5, Totals.All));

    // Rows of another relation with the first row of each key, or the first rows of all; the id breaks all ties.
    static Gen<QueryProgram> OneOfEach()
    {
        var expressions = new Expressions(Order);
        return Gen.Select(expressions.Of("bool", 1), expressions.Of("long?", 1), Gen.OneOf("long?", "string?", "bool", "DateOnly").SelectMany(t => expressions.Of(t, 1)))
            .Select((where, order, key) => new Node("", "from o in orders.Where(o => §0).OrderByDescending(o => §1).ThenBy(o => o.Id).DistinctBy(o => §2)", where, order, key))
            .SelectMany(from => Plain(from, Order, Correlated));
    }

    static Gen<QueryProgram> FirstRows()
    {
        var expressions = new Expressions(Order);
        return Gen.Select(expressions.Of("bool", 1), expressions.Of("string?", 1), Gen.OneOf(".Take(3)", ".Skip(1)", ".Skip(2).Take(3)", ".Take(0)"))
            .Select((where, order, limit) => new Node("", $"from o in orders.Where(o => §0).OrderBy(o => §1).ThenByDescending(o => o.Id){limit}\n            join i in items on o.Id equals i.OrderId into found\n            from i in found.DefaultIfEmpty()", where, order))
            .SelectMany(from => Plain(from, [.. Order, .. OptionalItem]));
    }

    internal static Node[] InResult(Node[] columns, string name, string path) => [.. columns.Select(c => c with { Format = c.Format.Replace(name, path, StringComparison.Ordinal) })];

    internal static Gen<QueryProgram> Plain(Node from, Node[] columns, Func<Expressions, string, int, IEnumerable<Gen<Node>>>? subqueries = null)
    {
        var expressions = new Expressions(columns, subqueries);
        return Gen.Select(Filters(expressions), Columns(expressions), Gen.OneOf("", "", "", ".Distinct()"),
            (filters, results, finish) => new QueryProgram(from, filters, "", null, [], results, finish, null));
    }

    static Gen<Node[]> Filters(Expressions expressions) => expressions.Of("bool", Depth).Array[0, 2];

    static Gen<Node[]> Columns(Expressions expressions) =>
        Gen.OneOf(Expressions.Types.Where(t => t != "int?").ToArray()).SelectMany(type => expressions.Of(type, Depth)).Array[1, 4];

    // Rows of another relation that belong to the row: whether there are any, and what they come to.
    static IEnumerable<Gen<Node>> Correlated(Expressions outer, string type, int depth)
    {
        var inner = new Expressions([.. Item, .. Order]);
        string Items(string rest) => $"items.Where(i => i.OrderId == o.Id && §0){rest}";
        var condition = inner.Of("bool", Math.Min(depth, 1)).Select(n => n with { IsClosed = false });
        Gen<Node> Of(string format) => condition.Select(p => new Node(type, format, p));
        // Other orders, by any comparison with this one.
        Gen<Node> Others(string rest) => Gen.OneOf("x.CustomerId == o.CustomerId", "x.Day < o.Day", "x.Note != o.Note", "x.Amount >= o.Amount && x.Id != o.Id", "x.State == \"a\"")
            .Select(p => new Node(type, $"orders.Where(x => {p}){rest}"));
        // Values of both rows, the first rows of each, and groups and sets of them.
        Gen<Node> Mixed(string rest) => Gen.OneOf(
                "items.Where(i => i.Id + o.Id > 4 && §0)", "items.Where(i => i.Id <= o.Id && §0).OrderBy(i => i.Quantity).ThenBy(i => i.Id).Take(2)", "items.Where(i => i.OrderId == o.Id && §0).OrderByDescending(i => i.Id).Skip(1)",
                "(from i in items where i.OrderId <= o.Id && §0 group i by i.OrderId into g select new { Id = g.Key, Quantity = g.Sum(i => i.Quantity + o.Cents) })",
                "items.Where(i => i.Id < o.Id && §0).Select(i => new { i.Id, Quantity = (long)i.Quantity }).Concat(orders.Where(x => x.Cents != o.Cents).Select(x => new { x.Id, Quantity = x.Cents }))",
                "items.Where(i => §0 && orders.Count(x => x.Id + i.Id > o.Id) > 2)")
            .SelectMany(rows => Of(rows + rest));
        return type switch
        {
            "bool" => [Of("items.Any(i => i.OrderId == o.Id && §0)"), Of("!items.Any(i => i.OrderId == o.Id && §0)"), Of("items.Where(i => i.OrderId == o.Id).All(i => §0)"), Of("items.Where(i => §0).Select(i => i.OrderId).Contains(o.Id)"),
                Of("!customers.Select(c => c.ParentId).Contains(o.CustomerId)"), Others(".All(x => x.IsOpen)"), Others(".Any(x => x.Tip == o.Tip)"), Of("items.Where(i => i.OrderId == o.Id).Select(i => i.Product).Contains(o.Note)"),
                Mixed(".Any(i => i.Quantity > 0)"), Mixed(".All(i => i.Quantity > o.Id)"), Mixed(".Select(i => i.Id).Contains(o.Id)"), Mixed(".Select(i => (long?)i.Id).Contains(o.CustomerId)")],
            "long" => [Mixed(".Count()"), Mixed(".Sum(i => (long)i.Quantity)"), Of(Items(".Count()")), Of(Items(".Sum(i => (long)i.Quantity)")), Others(".Count()"), Others(".CountDistinct(x => x.Note)"), Gen.Const(new Node(type, "items.Count()"))],
            "long?" => [Mixed(".Max(i => o.CustomerId + i.Id)"), Of(Items(".Max(i => (long?)i.Id)")), Others(".SumOrNull(x => x.Cents)"), Of(Items(".Select(i => new { Part = i.Discount ?? i.Quantity }).Min(i => (long?)i.Part)"))],
            "decimal" => [Others(".Sum(x => x.Tip)")],
            "decimal?" => [Others(".Max(x => x.Amount)")],
            "double" => [Others(".Average(x => x.Cents)").Select(n => n with { Format = $"({n.Format} ?? 0d)" })],
            "string?" => [Others(".Min(x => x.Note)"), Gen.Const(new Node(type, "customers.Max(c => c.Segment)"))],
            _ => [],
        };
    }

    static Gen<QueryProgram> Grouped(string from, Node[] columns, string element = "o", string o = "x", string i = "")
    {
        var rows = new Expressions(columns);
        // Inside an aggregate the row is the lambda's parameter.
        var elements = new Expressions(columns.Select(c => c with { Format = Renamed(c.Format, o, i) }));
        return Gen.OneOf("long", "string", "string?", "long?", "bool", "DateOnly", "Status").SelectMany(key => rows.Of(key, 2)).SelectMany(key =>
        {
            Node[] scope = [new Node(key.Type, "g.Key")];
            var results = new Expressions(scope, (_, type, depth) => Aggregates(elements, type, depth));
            return Gen.Select(Filters(rows), results.Of("bool", 2).Array[0, 1], Columns(results),
                (filters, having, outputs) => new QueryProgram(from, filters, $"\n            group {element} by §key into g", key, having, outputs, "", null));
        });
    }

    static string Renamed(string column, string o, string i) =>
        column.Replace("o.", o + ".", StringComparison.Ordinal).Replace("i.", i + ".", StringComparison.Ordinal);

    static IEnumerable<Gen<Node>> Aggregates(Expressions elements, string type, int depth)
    {
        depth = Math.Min(depth, 2);
        Gen<Node> Over(string of, string format) => elements.Of(of, depth).Select(e => new Node(type, format, e with { IsClosed = false }));
        // The value is a key of its order too, so that any of the rows that come first has it.
        Gen<Node> First(string key, string value, string format) => Gen.Select(elements.Of(key, 1), elements.Of(value, 1), (k, v) => new Node(type, format, k with { IsClosed = false }, v with { IsClosed = false }));
        return type switch
        {
            "long" => [Gen.Const(new Node(type, "g.Count()")), Over("bool", "g.Count(x => §0)"), Over("long", "g.Sum(x => §0)"), Over("long", "g.Min(x => §0)"), Over("string?", "g.CountDistinct(x => §0)"), Over("bool", "g.Where(x => §0).Sum(x => 2L)"), Over("long", "g.PercentileDiscrete(0.5, x => §0)"), Over("long", "g.Select(x => §0).Distinct().Sum(v => v)"), First("string?", "long", "g.OrderBy(x => §0).ThenByDescending(x => §1).First(x => §1)")],
            "long?" => [Over("long?", "g.Max(x => §0)"), Over("long?", "((long?)g.Sum(x => §0))"), Over("long?", "g.SumOrNull(x => §0)"), Over("long?", "g.PercentileDiscrete(0.9, x => §0)"), Over("bool", "g.Where(x => §0).Min(x => §0 ? 1L : 2L)"), First("long?", "long?", "g.OrderByDescending(x => §0).ThenBy(x => §1).First(x => §1)"), First("bool", "long?", "g.Where(x => §0).OrderBy(x => §1).Last(x => §1)")],
            "decimal" => [Over("decimal", "g.Sum(x => §0)"), Over("decimal", "g.Max(x => §0)")],
            "double" => [Over("long", "g.Average(x => §0)"), Over("double", "g.Min(x => §0)"), Over("double", "g.Median(x => §0)"), Over("long", "g.Percentile(0.9, x => §0)"), Over("long?", "(g.Median(x => §0) ?? 0d)"), Over("long", "(g.StandardDeviation(x => §0 % 1000L) ?? -1d)")],
            "decimal?" => [Over("decimal?", "g.SumOrNull(x => §0)"), Over("decimal?", "g.Max(x => §0)"), Over("bool", "g.Where(x => §0).Average(x => 2.5m)")],
            "string" => [Over("string", "g.Max(x => §0)"), Over("bool", "(g.Where(x => §0).Any() ? \"some\" : \"none\")"), Over("string?", "g.Select(x => §0).Distinct().StringJoin(\"|\", v => v, v => v)"), First("DateOnly", "string", "g.OrderByDescending(x => §0).ThenBy(x => §1).Last(x => §1)")],
            "string?" => [Over("string?", "g.Min(x => §0)"), First("long", "string?", "g.OrderBy(x => §0).ThenBy(x => §1).First(x => §1)"), First("bool", "string?", "g.Where(x => §0).OrderByDescending(x => §1).First(x => §1)")],
            "bool" => [Over("bool", "g.Any(x => §0)"), Over("bool", "g.All(x => §0)"), First("long?", "bool", "g.OrderBy(x => §0).ThenByDescending(x => §1).Last(x => §1)")],
            "DateOnly" => [Over("DateOnly", "g.Min(x => §0)")],
            "DateTime" => [Over("DateTime", "g.Max(x => §0)")],
            _ => [],
        };
    }

    static Gen<QueryProgram> SetOperation()
    {
        var (orders, customers) = (new Expressions(Order), new Expressions(Customer));
        return Gen.OneOf(Expressions.Types.Where(t => t is not ("int?" or "double")).ToArray()).Array[1, 3].SelectMany(types => Gen.Select(
            Each(types, orders), Each(types, customers), Filters(orders), Filters(customers),
            Gen.OneOf(".Concat(§other)", ".Union(§other)", ".Intersect(§other)", ".Except(§other)", ".Concat(§other).Distinct()", ".Except(§other).Concat(§other)", ".Union(§other).Intersect(§other)"),
            (left, right, where, otherWhere, operation) => new QueryProgram(
                "from o in orders", where, "", null, [], left, operation, new QueryProgram("from c in customers", otherWhere, "", null, [], right, "", null))));
    }

    static Gen<Node[]> Each(string[] types, Expressions expressions) =>
        types.Aggregate(Gen.Const(Array.Empty<Node>()), (all, type) => Gen.Select(all, expressions.Of(type, 2), (nodes, node) => nodes.Append(node).ToArray()));

    // The id comes last and breaks all ties.
    static Gen<QueryProgram> Limited()
    {
        var expressions = new Expressions(Order);
        return Gen.Select(
            Filters(expressions), Columns(expressions), Gen.OneOf("long?", "string", "DateOnly", "decimal", "bool").SelectMany(t => expressions.Of(t, 1)), Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 3],
            (filters, columns, key, descending, take, skip) => new QueryProgram(
                "from o in orders", filters, $"\n            orderby §key{(descending ? " descending" : "")}, o.Id", key, [], columns, skip == 0 ? $".Take({take})" : $".Skip({skip}).Take({take})", null));
    }
}
