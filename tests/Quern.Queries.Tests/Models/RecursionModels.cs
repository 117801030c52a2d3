namespace Quern.Queries.Tests;

[Table(Schema = "recursion")]
public partial record CustomerTree
{
    public required long Id { get; init; }
    public required long Root { get; init; }
    public required int Depth { get; init; }
    public required string Path { get; init; }
    public string? Segment { get; init; }
    [Precision(12, 4)] public required decimal Share { get; init; }

    public static Query<CustomerTree> Define(Query<Customer> customers) =>
        Query.Recurse(
            customers.Where(c => c.ParentId == null).Select(c => new CustomerTree { Id = c.Id, Root = c.Id, Depth = 0, Path = "/", Segment = c.Segment, Share = 1 }),
            above =>
                from a in above
                join c in customers on a.Id equals c.ParentId
                select new CustomerTree { Id = c.Id, Root = a.Root, Depth = a.Depth + 1, Path = a.Path + c.Segment + "/", Segment = c.Segment, Share = a.Share / 2 });
}

[Table(Schema = "recursion")]
public partial record Ancestor
{
    public required long Id { get; init; }
    public required long AncestorId { get; init; }
    public required long Steps { get; init; }
    public string? Above { get; init; }
    public required long Orders { get; init; }

    // Upwards from every customer, a row for each one above; a name of the recursion's own columns; used twice.
    public static Query<Ancestor> Define(Query<Customer> customers, Query<Order> orders)
    {
        var ancestors = Query.Recurse(
            seed: customers.Select(c => new { c.Id, c.ParentId, Steps = 0L, Above = (string?)null }),
            step: below =>
                from b in below
                join c in customers.Where(c => c.Level != 99) on b.ParentId equals c.Id
                let next = b.Steps + 1
                where next <= 3
                select new { b.Id, c.ParentId, Steps = next, Above = c.Segment },
            maxDepth: 4);
        var last =
            from a in ancestors
            group a by a.Id into g
            select new { Id = g.Key, Steps = g.Max(a => a.Steps) };

        return
            from a in ancestors
            join l in last on new { a.Id, a.Steps } equals new { l.Id, l.Steps }
            select new Ancestor { Id = a.Id, AncestorId = a.ParentId ?? a.Id, Steps = a.Steps, Above = a.Above, Orders = orders.Where(o => o.CustomerId == a.Id).Count() };
    }
}

[Table(Schema = "recursion")]
public partial record Reached
{
    public required long Id { get; init; }
    public required int Hops { get; init; }
    public DateOnly? Last { get; init; }

    // Both kinds of links in one query, a grouped one beside them; a row reached in two ways is there twice.
    public static Query<Reached> Define(Query<Customer> customers, Query<Order> orders)
    {
        var links =
            customers.Where(c => c.ParentId != null).Select(c => new { From = c.ParentId ?? 0, To = c.Id })
                .Concat(customers.Where(c => c.Level != null).Select(c => new { From = c.Id, To = 10L + (c.Level ?? 0) }));
        var last =
            from o in orders
            where o.CustomerId != null
            group o by o.CustomerId!.Value into g
            select new { Id = g.Key, Day = g.Max(o => o.Day) };

        return
            from r in Query.Recurse(
                Query.Of(new { Id = 12L, Hops = 0, Last = (DateOnly?)null }).Union(customers.Where(c => c.Id == 13).Select(c => new { c.Id, Hops = 0, Last = (DateOnly?)null })),
                above =>
                    from a in above
                    from l in links
                    where l.From == a.Id && a.Hops < 3
                    join d in last on l.To equals d.Id into days
                    from d in days.DefaultIfEmpty()
                    select new { Id = l.To, Hops = a.Hops + 1, Last = d?.Day ?? a.Last })
            where r.Hops > 0
            select new Reached { Id = r.Id, Hops = r.Hops, Last = r.Last };
    }
}
