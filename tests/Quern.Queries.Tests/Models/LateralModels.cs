namespace Quern.Queries.Tests;

[Table(Schema = "lateral")]
public partial record LastOrders
{
    [Key] public required long Customer { get; init; }
    [Key] public required long OrderId { get; init; }
    public string? Note { get; init; }

    public static Query<LastOrders> Define(Query<Order> orders, Query<Customer> customers) =>
        from c in customers
        from o in orders.Where(o => o.CustomerId == c.Id && o.Status != "void").OrderByDescending(o => o.At).ThenBy(o => o.Id).Take(2)
        where o.Cents > 0
        select new LastOrders { Customer = c.Id, OrderId = o.Id, Note = o.Note };
}

[Table(Schema = "lateral")]
public partial record SecondOrder
{
    public required long Id { get; init; }
    public long? Other { get; init; }
    public required bool HasOther { get; init; }

    // Null equals null: orders of nobody are each other's.
    public static Query<SecondOrder> Define(Query<Order> orders) =>
        from o in orders
        from p in orders.Where(p => p.CustomerId == o.CustomerId && p.Status == "paid").OrderBy(p => p.Id).Skip(1).Take(1).DefaultIfEmpty()
        select new SecondOrder { Id = o.Id, Other = p?.Id, HasOther = p != null };
}

[Table(Schema = "lateral")]
public partial record Tag
{
    public required long OrderId { get; init; }
    public required long Position { get; init; }
    public string? Text { get; init; }
    public long? Number { get; init; }
    public string? Name { get; init; }

    public static Query<Tag> Define(Query<Order> orders)
    {
        // Every kind of item, a list that is none, and none at all.
        var documents =
            from o in orders
            select new { o.Id, Data = Json.TryParse(o.Id == 1 ? """{"tags": ["a", 2, null, {"name": "x", "tags": ["y"]}, []]}""" : o.Id == 2 ? """{"tags": {"a": 1}}""" : o.Id == 3 ? """{"tags": ["É", "a"]}""" : o.Note) };

        return
            from d in documents
            from t in d.Data.Items("tags")
            where t.Position != 5
            select new Tag { OrderId = d.Id, Position = t.Position, Text = t.Value.GetString(), Number = t.Value.GetInt64(), Name = t.Value.GetString("name") };
    }
}

[Table(Schema = "lateral")]
public partial record TagOrNone
{
    public required long OrderId { get; init; }
    public long? Position { get; init; }
    public required bool HasTag { get; init; }

    public static Query<TagOrNone> Define(Query<Order> orders) =>
        from o in orders
        from t in Json.Parse(o.Id < 3 ? "[10, null]" : "{}").Items().DefaultIfEmpty()
        select new TagOrNone { OrderId = o.Id, Position = t?.Position, HasTag = t != null };
}

[Table(Schema = "lateral")]
public partial record Percentiles
{
    public required string Status { get; init; }
    public required double High { get; init; }
    public required long Low { get; init; }
    public string? Note { get; init; }
    public double? OfLarge { get; init; }
    public required DateOnly Day { get; init; }

    public static Query<Percentiles> Define(Query<Order> orders) =>
        from o in orders
        group o by o.Status into g
        select new Percentiles
        {
            Status = g.Key,
            High = g.Percentile(0.9, o => o.Rate),
            Low = g.PercentileDiscrete(0.25, o => o.Cents),
            Note = g.PercentileDiscrete(0.5, o => o.Note),
            OfLarge = g.Percentile(0.375, o => o.Cents > 100 ? o.Rate : null),
            Day = g.PercentileDiscrete(1, o => o.Day),
        };
}
