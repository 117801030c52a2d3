namespace Quern.Queries.Tests;

[Table(Schema = "first")]
public partial record FirstOfEachGroup
{
    public long? CustomerId { get; init; }
    public required string FirstStatus { get; init; }
    public string? LastNote { get; init; }
    public required DateOnly LastDay { get; init; }
    public decimal? LastPaid { get; init; }
    public string? FirstVoidNote { get; init; }

    public static Query<FirstOfEachGroup> Define(Query<Order> orders) =>
        from o in orders
        group o by o.CustomerId into g
        let inOrder = g.OrderBy(o => o.Id)
        select new FirstOfEachGroup
        {
            CustomerId = g.Key,
            FirstStatus = inOrder.First(o => o.Status),
            LastNote = inOrder.Last(o => o.Note ?? "none"),
            LastDay = g.OrderByDescending(o => o.Id).First(o => o.Day),
            LastPaid = g.Where(o => o.Status == "paid").OrderBy(o => o.Id).Last(o => o.Amount),
            FirstVoidNote = g.Where(o => o.Status == "void").OrderBy(o => o.Id).First(o => o.Note ?? "none"),
        };
}

[Table(Schema = "first")]
public partial record FirstOfAll
{
    public long? First { get; init; }
    public string? Last { get; init; }
    public DateTime? OfNone { get; init; }

    public static Query<FirstOfAll> Define(Query<Order> orders) =>
        orders.Aggregate(all => new FirstOfAll
        {
            First = all.OrderBy(o => o.Id).First(o => o.Cents),
            Last = all.Where(o => o.Status == "open").OrderBy(o => o.Id).Last(o => o.Note ?? "none"),
            OfNone = all.Where(o => o.Cents > 5000).OrderBy(o => o.Id).First(o => o.At),
        });
}

[Table(Schema = "first")]
public partial record FirstBesideTheRow
{
    public required long Id { get; init; }
    public string? FirstNote { get; init; }
    public long? LastLarge { get; init; }
    public decimal? MostOfAStep { get; init; }
    public required bool IsLastPaid { get; init; }

    public static Query<FirstBesideTheRow> Define(Query<Order> orders, Query<Customer> customers)
    {
        var totals =
            from o in orders
            group o by new { o.CustomerId, o.Status } into g
            select new { g.Key.CustomerId, g.Key.Status, Amount = g.Sum(o => o.Amount) };

        return
            from c in customers
            let mine = orders.Where(o => o.CustomerId == c.Id)
            select new FirstBesideTheRow
            {
                Id = c.Id,
                FirstNote = mine.OrderBy(o => o.Id).First(o => o.Note ?? "none"),
                LastLarge = mine.Where(o => o.Cents > 100).OrderBy(o => o.Id).Last(o => o.Cents),
                MostOfAStep = totals.Where(t => t.CustomerId == c.Id).OrderByDescending(t => t.Amount).First(t => t.Amount),
                IsLastPaid = mine.OrderBy(o => o.Id).Last(o => o.Status) == "paid",
            };
    }
}
