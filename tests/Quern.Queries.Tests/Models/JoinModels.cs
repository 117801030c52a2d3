namespace Quern.Queries.Tests;

[Table(Schema = "joins")]
public partial record RightJoined
{
    public long? OrderId { get; init; }
    public required long CustomerId { get; init; }

    public static Query<RightJoined> Define(Query<Order> orders, Query<Customer> customers) =>
        orders.Where(o => o.Cents > 0).RightJoin(customers, o => o.CustomerId, c => c.Id, (o, c) => new RightJoined { OrderId = o?.Id, CustomerId = c.Id });
}

[Table(Schema = "joins")]
public partial record FullJoined
{
    public long? OrderId { get; init; }
    public long? ItemId { get; init; }
    public required string Text { get; init; }
    public required bool HasBoth { get; init; }

    public static Query<FullJoined> Define(Query<Order> orders, Query<Item> items) =>
        orders.Where(o => o.Status != "void").FullJoin(
            items.Where(i => i.Quantity > 1).Select(i => new { i.OrderId, i.Id, Text = (i.Product ?? "none") + "!" }),
            o => o.Id, i => i.OrderId,
            (o, i) => new FullJoined { OrderId = o?.Id, ItemId = i?.Id, Text = i?.Text ?? o?.Note ?? "nothing", HasBoth = o != null && i != null });
}

[Table(Schema = "joins")]
public partial record SelfJoined
{
    public required long First { get; init; }
    public required long Second { get; init; }

    public static Query<SelfJoined> Define(Query<Order> orders) =>
        from a in orders
        from b in orders
        where a.CustomerId == b.CustomerId && a.At < b.At
        select new SelfJoined { First = a.Id, Second = b.Id };
}

[Table(Schema = "joins")]
public partial record JoinedOnARange
{
    public required long Id { get; init; }
    public long? Other { get; init; }

    public static Query<JoinedOnARange> Define(Query<Order> orders, Query<Item> items) =>
        from o in orders
        from i in items.Where(i => i.Quantity >= o.Id && i.Product != o.Note).DefaultIfEmpty()
        select new JoinedOnARange { Id = o.Id, Other = i?.Id };
}

[Table(Schema = "joins")]
public partial record SemiJoined
{
    public required long Id { get; init; }
    public required bool AllLarge { get; init; }
    public required bool IsKnown { get; init; }

    public static Query<SemiJoined> Define(Query<Order> orders, Query<Item> items, Query<Customer> customers) =>
        from o in orders
        where items.Any(i => i.OrderId == o.Id) || !customers.Any(c => c.Id == o.CustomerId)
        select new SemiJoined
        {
            Id = o.Id,
            AllLarge = items.Where(i => i.OrderId == o.Id).All(i => i.Discount > 0),
            IsKnown = customers.Select(c => (long?)c.Id).Contains(o.CustomerId),
        };
}

/// <summary>Conditions of subqueries on the row around them that are more than equalities.</summary>
[Table(Schema = "joins")]
public partial record ComparedWithTheRowAround
{
    public required long Id { get; init; }
    public required bool HasItemsAndNote { get; init; }
    public required long OfAnotherName { get; init; }
    public required long NotLess { get; init; }
    public required long Neither { get; init; }
    public required bool AllOfOneOrMany { get; init; }
    public required bool IsListed { get; init; }
    public required bool IsUnknown { get; init; }
    public required long OwnOrOfOpen { get; init; }

    public static Query<ComparedWithTheRowAround> Define(Query<Order> orders, Query<Item> items, Query<Customer> customers) =>
        from o in orders
        where !(items.Any(i => i.OrderId == o.Id && i.Quantity > 100) && o.Cents < 0)
        select new ComparedWithTheRowAround
        {
            Id = o.Id,
            HasItemsAndNote = items.Any(i => i.OrderId == o.Id && o.Note != null),
            OfAnotherName = items.Count(i => i.Product != o.Note),
            NotLess = items.Count(i => !(i.Discount < o.CustomerId)),
            Neither = items.Count(i => !(i.OrderId == o.Id || i.Discount >= o.CustomerId)),
            AllOfOneOrMany = items.All(i => i.OrderId != o.Id || i.Quantity > 1),
            IsListed = items.Where(i => i.Quantity > 1).Select(i => i.OrderId).Distinct().Contains(o.Id),
            IsUnknown = !customers.Select(c => c.ParentId).Contains(o.CustomerId),
            OwnOrOfOpen = items.Count(i => i.OrderId == o.Id || (o.Status == "open" && o.CustomerId > o.Id)),
        };
}

[Table(Schema = "joins")]
public partial record SummedUpBesideTheRow
{
    public required long Id { get; init; }
    public required long Orders { get; init; }
    public required long Cents { get; init; }
    public long? CentsOrNull { get; init; }
    public long? Last { get; init; }
    public double? Mean { get; init; }
    public required long Notes { get; init; }
    public required long Above { get; init; }

    public static Query<SummedUpBesideTheRow> Define(Query<Order> orders, Query<Customer> customers) =>
        from c in customers
        join o in orders on c.Id equals o.CustomerId into mine
        let paid = mine.Where(o => o.Status == "paid")
        select new SummedUpBesideTheRow
        {
            Id = c.Id,
            Orders = mine.Count(),
            Cents = paid.Sum(o => o.Cents),
            CentsOrNull = paid.SumOrNull(o => o.Cents),
            Last = mine.Max(o => o.Id),
            Mean = mine.Average(o => o.Cents),
            Notes = mine.CountDistinct(o => o.Note),
            Above = orders.Count(o => o.Cents > orders.Where(x => x.CustomerId == o.CustomerId).Average(x => x.Cents)),
        };
}

[Table(Schema = "joins")]
public partial record MatchesOfAStep
{
    public required long Id { get; init; }
    public required long Orders { get; init; }
    public required long Paid { get; init; }

    public static Query<MatchesOfAStep> Define(Query<Order> orders, Query<Customer> customers)
    {
        var matched =
            from c in customers
            join o in orders on c.Id equals o.CustomerId into mine
            select new { Customer = c, Orders = mine, Paid = mine.Where(o => o.Status == "paid") };

        return
            from m in matched
            where m.Orders.Any()
            select new MatchesOfAStep { Id = m.Customer.Id, Orders = m.Orders.Count(), Paid = m.Paid.Count() };
    }
}
