namespace Quern.Queries.Tests;

[Table(Schema = "sets")]
public partial record Intersected
{
    public string? Text { get; init; }

    public static Query<Intersected> Define(Query<Order> orders, Query<Item> items) =>
        orders.Select(o => new Intersected { Text = o.Note })
            .Concat(orders.Select(o => new Intersected { Text = o.Status }))
            .Intersect(items.Select(i => new Intersected { Text = i.Product }));
}

[Table(Schema = "sets")]
public partial record Excepted
{
    public string? Text { get; init; }

    public static Query<Excepted> Define(Query<Order> orders, Query<Item> items, Query<Customer> customers) =>
        orders.Select(o => new Excepted { Text = o.Note })
            .Union(customers.Select(c => new Excepted { Text = c.Segment }))
            .Except(items.Where(i => i.Product != null).Select(i => new Excepted { Text = i.Product }));
}

[Table(Schema = "sets")]
public partial record IntersectedInAUnion
{
    public string? Text { get; init; }

    public static Query<IntersectedInAUnion> Define(Query<Order> orders, Query<Item> items, Query<Customer> customers)
    {
        var products = items.Select(i => new IntersectedInAUnion { Text = i.Product });
        return products.Intersect(orders.Select(o => new IntersectedInAUnion { Text = o.Note }))
            .Union(customers.Select(c => new IntersectedInAUnion { Text = c.Segment }))
            .Intersect(products.Concat(customers.Select(c => new IntersectedInAUnion { Text = c.Segment }).Take(0)));
    }
}

[Table(Schema = "sets")]
public partial record DistinctThenChanged
{
    public required string Text { get; init; }

    public static Query<DistinctThenChanged> Define(Query<Order> orders)
    {
        var statuses = orders.Select(o => o.Status).Distinct().Select(s => s + "!");
        return statuses.Where(s => s != "open!").Select(s => new DistinctThenChanged { Text = s });
    }
}
