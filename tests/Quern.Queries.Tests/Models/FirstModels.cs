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

[Table(Schema = "first")]
public partial record FirstInOrderOfSeveralKeys
{
    public long? CustomerId { get; init; }
    public required string FirstStatus { get; init; }
    public string? FirstNote { get; init; }
    public string? LastNote { get; init; }
    public string? FirstLargeNote { get; init; }
    public required bool IsFirstPaid { get; init; }
    public DateTime? FirstTime { get; init; }
    public required long Orders { get; init; }

    public static Query<FirstInOrderOfSeveralKeys> Define(Query<Order> orders) =>
        from o in orders
        group o by o.CustomerId into g
        let inOrder = g.OrderBy(o => o.Note).ThenByDescending(o => o.Id)
        where inOrder.First(o => o.Cents) < 100000
        orderby inOrder.Last(o => o.Note)
        select new FirstInOrderOfSeveralKeys
        {
            CustomerId = g.Key,
            FirstStatus = inOrder.First(o => o.Status),
            FirstNote = inOrder.First(o => o.Note),
            LastNote = inOrder.Last(o => o.Note),
            FirstLargeNote = g.Where(o => o.Cents > 1000).OrderByDescending(o => o.Day).ThenBy(o => o.Id).First(o => o.Note),
            IsFirstPaid = inOrder.First(o => o.Status == "paid"),
            FirstTime = g.Where(o => o.Status == "open").OrderBy(o => o.CustomerId).ThenBy(o => o.Id).First(o => o.At),
            Orders = g.Count(),
        };
}

[Table(Schema = "first")]
public partial record FirstOfAllInOrderOfSeveralKeys
{
    public string? Note { get; init; }
    public string? OfNone { get; init; }
    public long? FirstCustomer { get; init; }
    public required bool IsFirstOpen { get; init; }

    public static Query<FirstOfAllInOrderOfSeveralKeys> Define(Query<Order> orders) =>
        from totals in orders.Where(o => o.Cents > 0).Aggregate(all => new
        {
            Note = all.OrderBy(o => o.Day).ThenBy(o => o.Id).Last(o => o.Note),
            OfNone = all.Where(o => o.Cents > 5000000).OrderBy(o => o.Day).ThenBy(o => o.Id).First(o => o.Note),
        })
        select new FirstOfAllInOrderOfSeveralKeys
        {
            Note = totals.Note,
            OfNone = totals.OfNone,
            FirstCustomer = orders.OrderBy(o => o.Note).ThenBy(o => o.Id).First(o => o.CustomerId),
            IsFirstOpen = orders.OrderBy(o => o.Note).ThenBy(o => o.Id).First(o => o.Status) == "open",
        };
}

[Table(Schema = "first")]
public partial record FirstByComputedKeys
{
    public required bool IsPaid { get; init; }
    public int? Year { get; init; }
    public string? Segment { get; init; }
    public required long Place { get; init; }

    public static Query<FirstByComputedKeys> Define(Query<Order> orders, Query<Customer> customers)
    {
        var firsts =
            from o in orders
            join c in customers on o.CustomerId equals c.Id
            group new { o, c } by new { IsPaid = o.Status == "paid", o.Day.Year } into g
            select new { g.Key.IsPaid, g.Key.Year, Segment = g.OrderByDescending(r => r.o.Note).ThenBy(r => r.o.Id).First(r => r.c.Segment) };

        return firsts.Over((f, all) => new FirstByComputedKeys
        {
            IsPaid = f.IsPaid,
            Year = f.Year,
            Segment = f.Segment,
            Place = all.PartitionBy(x => x.IsPaid).OrderBy(x => x.Segment).ThenBy(x => x.Year).RowNumber(),
        });
    }
}

[Table(Schema = "first")]
public partial record FirstOfAVariable
{
    public required long Id { get; init; }
    public required string What { get; init; }

    public static Query<FirstOfAVariable> Define(Query<Order> orders)
    {
        var byNote = from o in orders orderby o.Note descending, o.Id select new { o.Id, o.Status };
        var byDay = orders.OrderBy(o => o.Day);
        var states = orders.Select(o => new { o.Status }).Distinct().OrderByDescending(o => o.Status).Take(2);
        return byNote.Take(2).Select(o => new FirstOfAVariable { Id = o.Id, What = "taken" })
            .Concat(byNote.Skip(3).Select(o => new FirstOfAVariable { Id = o.Id, What = "left" }))
            .Concat(byDay.ThenBy(o => o.Id).DistinctBy(o => o.Status).Select(o => new FirstOfAVariable { Id = o.Id, What = "of its status" }))
            .Concat(states.Select(s => new FirstOfAVariable { Id = 0, What = s.Status }))
            .Concat(
                from o in orders
                let inOrder = orders.OrderBy(x => x.Note).ThenBy(x => x.Id)
                select new FirstOfAVariable { Id = inOrder.Last(x => x.Id) ?? 0, What = "last" });
    }
}
