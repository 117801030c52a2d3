using CsCheck;

namespace Quern.Differential.Tests.Programs;

/// <summary>Random queries over what others gave: subtotals, sums over all rows, windows over groups, named steps, recursion.</summary>
static class Totals
{
    static readonly Expressions Orders = new(Queries.Order);
    static readonly Expressions Rows = new(Queries.Order.Select(c => c with { Format = c.Format.Replace("o.", "x.", StringComparison.Ordinal) }));

    static readonly Node[] Aggregated =
    [
        new("long", "s.Count"), new("long", "s.Sum"), new("long?", "s.Greatest"), new("decimal", "s.Amount"), new("string?", "s.Least"), new("string", "s.Notes"), new("bool", "s.Any"),
    ];

    static readonly string[] Keys = ["long", "long?", "string", "string?", "bool", "DateOnly", "Status"];

    // With what a group holds as properties of the row `s`.
    const string Aggregates =
        "Count = g.Count(x => §0), Sum = g.Sum(x => §1), Greatest = g.Max(x => §2), Amount = g.Where(x => §3).Sum(x => x.Amount), Least = g.Min(x => §4), Notes = g.StringJoin(\"|\", x => x.Note, x => x.Id), Any = g.Any(x => §5)";

    public static Gen<QueryProgram> All { get; } = Gen.Frequency((3, Subtotals()), (1, Whole()), (2, OverGroups()), (3, Steps()), (3, Recursion()));

    static Gen<Node> AggregatesOf() => Parts(Rows, Aggregates, "bool", "long", "long?", "bool", "string?", "bool");

    static Gen<QueryProgram> Subtotals() => Gen.Select(Gen.OneOf(Keys).SelectMany(Key), Gen.OneOf(Keys).SelectMany(Key), AggregatesOf(), Gen.OneOf(
            "GroupByRollup(x => §1, x => §2, ", "GroupByCube(x => §1, x => §2, ", "GroupBySets(x => §1, x => §2, (a, b) => [[b], [a], [a, b]], ", "GroupBySets(x => §1, x => §2, (a, b) => [[], [b, a]], "), Orders.Of("bool", 1),
        (first, second, aggregates, grouping, where) => (first, second, node: new Node(
            "", $"from s in orders.Where(o => §3).{grouping}(a, b, g) => new {{ A = a.OrNull(), B = b.OrNull(), IsA = a.IsTotal, IsB = b.IsTotal, §0 }})", aggregates, first, second, where)))
        // No key is one twice.
        .Where(s => s.first.ToString() != s.second.ToString())
        .SelectMany(s => Queries.Plain(s.node, [.. Aggregated, new("bool", "s.IsA"), new("bool", "s.IsB"), OrNull(s.first, "s.A"), OrNull(s.second, "s.B")]));

    // A constant is no key of subtotals, nor is what is known to be one.
    static Gen<Node> Key(string type) => Rows.Of(type, 0).Where(k => k.ToString().Contains("x.", StringComparison.Ordinal)).Select(k => k with { IsClosed = false });

    static Node OrNull(Node key, string column) => key.Type switch
    {
        "long" or "long?" => new("long?", column),
        "string" or "string?" => new("string?", column),
        "bool" => new("bool", $"({column} == true)"),
        "DateOnly" => new("DateOnly", $"({column} ?? new DateOnly(2000, 1, 1))"),
        _ => new("Status", $"({column} ?? Status.Void)"),
    };

    static Gen<QueryProgram> Whole() => Gen.Select(Orders.Of("bool", 1), AggregatesOf(), (where, aggregates) => new Node("", "from s in orders.Where(o => §0).Aggregate(g => new { §1 })", where, aggregates))
        .SelectMany(from => Queries.Plain(from, Aggregated));

    static Gen<QueryProgram> OverGroups() => Gen.Select(Gen.OneOf("long?", "string?", "bool").SelectMany(Key), AggregatesOf(), Gen.OneOf("Rank()", "DenseRank()", "Range(100, 0).Count()", "RowsUpToHere().Count()"), (key, aggregates, function) => new Node(
            "", $"from s in (from x in orders group x by §0 into g select new {{ §1 }}).Over((o, all) => new {{ o.Count, o.Sum, o.Greatest, o.Amount, o.Least, o.Notes, o.Any, Place = all.OrderBy(w => w.Sum){(function.StartsWith("RowsUp", StringComparison.Ordinal) ? ".ThenBy(w => w.Notes)" : "")}.{function}, Share = all.PartitionBy(w => w.Any).Sum(w => w.Count) }})",
            key, aggregates))
        .SelectMany(from => Queries.Plain(from, [.. Aggregated, new("long", "s.Place"), new("long", "s.Share")]));

    // A step that is read twice, and one that is made of it.
    static Gen<QueryProgram> Steps()
    {
        const string both = """
            var chosen = from x in orders where §0 select new { x.Id, x.CustomerId, x.Note, Number = §1, Text = §2, Day = §3 };
                        var totals = from s in chosen group s by s.CustomerId into g select new { Customer = g.Key, Rows = g.Count(), Last = g.Max(s => s.Day), Sum = g.SumOrNull(s => s.Number) };
            """;
        Node[] columns =
        [
            new("long", "s.Id"), new("long?", "s.CustomerId"), new("long?", "s.Number"), new("string?", "s.Text"), new("DateOnly", "s.Day"),
            new("long?", "(t?.Rows)"), new("long?", "(t?.Sum)"), new("bool", "(t == null)"), new("DateOnly", "(t?.Last ?? s.Day)"),
        ];
        var steps = Parts(Rows, both, "bool", "long?", "string?", "DateOnly");
        var twice = Parts(new Expressions(Queries.InResult([new("long?", "o.Number"), new("string?", "o.Text"), new("DateOnly", "o.Day")], "o.", "s.")), "from s in chosen where §0 || s.Id > 2L select s", "bool");
        return Gen.OneOf(
            Gen.Select(steps, Queries.Plain("from s in chosen\n            join t in totals on s.CustomerId equals t.Customer into ts\n            from t in ts.DefaultIfEmpty()", columns), (s, p) => p with { Steps = s }),
            Gen.Select(steps, twice, Gen.OneOf("Concat", "Union", "Except", "Intersect"), (s, again, operation) => s with { Format = s.Format + $"\n            var both = chosen.{operation}(§4);", Parts = [.. s.Parts, again] })
                .SelectMany(s => Queries.Plain("from s in both", columns[..5]).Select(p => p with { Steps = s })),
            Gen.Select(steps, Queries.Plain("from s in chosen\n            where totals.Any(t => t.Customer == s.CustomerId && t.Rows > 1L) || !chosen.Select(x => x.Number).Contains(s.Id)", columns[..5]), (s, p) => p with { Steps = s }));
    }

    // Parents lead in circles, so steps are counted.
    static Gen<QueryProgram> Recursion()
    {
        var (seed, step) = (new Expressions(Queries.Customer), new Expressions([.. Queries.Customer, new("long", "a.Id"), new("long", "a.Depth"), new("string", "a.Path"), new("long?", "a.Number"), new("bool", "a.Is")]));
        const string first = "customers.Where(c => §0).Select(c => new { c.Id, Depth = 0L, Path = §1, Number = §2, Is = §3 })";
        const string next = "above => from a in above join c in customers on a.Id equals c.ParentId where a.Depth < 2L && §0 select new { c.Id, Depth = a.Depth + 1L, Path = a.Path + \"/\" + §1, Number = §2, Is = §3 }";
        return Gen.Select(Parts(seed, first, "bool", "string", "long?", "bool"), Parts(step, next, "bool", "string?", "long?", "bool"), (s, n) => new Node("", "from t in Query.Recurse(§0, §1)", s, n))
            .SelectMany(from => Queries.Plain(from, [new("long", "t.Id"), new("long", "t.Depth"), new("string", "t.Path"), new("long?", "t.Number"), new("bool", "t.Is")]));
    }

    static Gen<Node> Parts(Expressions expressions, string format, params string[] types) => types
        .Aggregate(Gen.Const(Array.Empty<Node>()), (all, type) => Gen.Select(all, expressions.Of(type, 1), (nodes, node) => nodes.Append(node with { IsClosed = false }).ToArray()))
        .Select(nodes => new Node("", format, nodes));
}
