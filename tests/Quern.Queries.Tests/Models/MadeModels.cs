namespace Quern.Queries.Tests;

[Table(Schema = "made")]
public partial record ListedValue
{
    [Key] public required long Id { get; init; }
    public required string Name { get; init; }
    public decimal? Share { get; init; }
    public DateOnly? Since { get; init; }
    public Guid? Code { get; init; }
    public required bool IsOpen { get; init; }

    public static Query<ListedValue> Define() => Query.Of(
        new ListedValue { Id = 1, Name = "paid's", Share = 0.5m, Since = new DateOnly(2024, 1, 31), Code = null, IsOpen = false },
        new ListedValue { Id = 3_000_000_000, Name = "open \\ \n", Share = null, Since = null, Code = new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"), IsOpen = true },
        new ListedValue { Id = -7, Name = "", Share = 12.25m, Since = new DateOnly(1900, 2, 28), Code = null, IsOpen = true });
}

[Table(Schema = "made")]
public partial record JoinedWithAList
{
    [Key] public required long Id { get; init; }
    public required string Label { get; init; }
    public int? Weight { get; init; }

    public static Query<JoinedWithAList> Define(Query<Order> orders)
    {
        var labels = Query.Of(new { Status = "paid", Label = "Paid", Weight = (int?)2 }, new { Status = "open", Label = "Open", Weight = (int?)null });

        return
            from o in orders
            join l in labels on o.Status equals l.Status into ls
            from l in ls.DefaultIfEmpty()
            where Query.Of(1L, 2L, 3L, 6L).Contains(o.Id)
            select new JoinedWithAList { Id = o.Id, Label = l?.Label ?? "other", Weight = l?.Weight };
    }
}

[Table(Schema = "made")]
public partial record Unpivoted
{
    public required long Id { get; init; }
    public required string Kind { get; init; }
    public long? Value { get; init; }

    public static Query<Unpivoted> Define(Query<Item> items) =>
        from i in items
        from v in Query.Of(new { Kind = "quantity", Value = (long?)i.Quantity }, new { Kind = "discount", Value = (long?)i.Discount }, new { Kind = "none", Value = (long?)null })
        where v.Value != 1
        select new Unpivoted { Id = i.Id, Kind = v.Kind, Value = v.Value };
}

[Table(Schema = "made")]
public partial record CalendarDay
{
    [Key] public required DateOnly Day { get; init; }
    public required long Orders { get; init; }
    public required bool IsMonday { get; init; }

    public static Query<CalendarDay> Define(Query<Order> orders)
    {
        var days = Query.Days(new DateOnly(2023, 12, 30), new DateOnly(2024, 3, 1));

        return
            from d in days
            join o in orders on d equals o.Day into mine
            select new CalendarDay { Day = d, Orders = mine.Count(), IsMonday = d.DayOfWeek == DayOfWeek.Monday };
    }
}

[Table(Schema = "made")]
public partial record DayOfACustomer
{
    public long? CustomerId { get; init; }
    public required DateOnly Day { get; init; }
    public required long Cents { get; init; }

    public static Query<DayOfACustomer> Define(Query<Order> orders)
    {
        var spans =
            from o in orders
            group o by o.CustomerId into g
            select new { CustomerId = g.Key, First = g.Min(o => o.Day), Last = g.Max(o => o.Day) };

        return
            from s in spans
            from d in Query.Weeks(s.First, s.Last)
            where d.Year == 2024 && d != s.Last
            select new DayOfACustomer { CustomerId = s.CustomerId, Day = d, Cents = orders.Where(o => o.CustomerId == s.CustomerId && o.Day <= d).Sum(o => o.Cents) };
    }
}

[Table(Schema = "made")]
public partial record Step
{
    public required string Kind { get; init; }
    public required DateTime At { get; init; }
    public required long Number { get; init; }

    public static Query<Step> Define(Query<Order> orders)
    {
        var months =
            from m in Query.Months(new DateOnly(2024, 1, 31), new DateOnly(2025, 3, 30))
            select new Step { Kind = "month", At = new DateTime(m.Year, m.Month, m.Day, 0, 0, 0), Number = 0 };
        var hours =
            from h in Query.Hours(new DateTime(2024, 2, 28, 22, 30, 0), new DateTime(2024, 2, 29, 1, 29, 59))
            select new Step { Kind = "hour", At = h, Number = 0 };
        var none =
            from d in Query.Weeks(new DateOnly(2024, 2, 3), new DateOnly(2024, 2, 1))
            select new Step { Kind = "none", At = new DateTime(d.Year, d.Month, d.Day, 0, 0, 0), Number = 0 };
        var numbers =
            from n in Query.Numbers(-2, 3)
            where n % 2 == 0
            select new Step { Kind = "number", At = new DateTime(2024, 1, 1, 0, 0, 0), Number = n };
        var ofOrders =
            from o in orders
            from n in Query.Numbers(o.Id, 3)
            select new Step { Kind = "order", At = o.At, Number = n };

        return months.Concat(hours).Concat(none).Concat(numbers).Concat(ofOrders);
    }
}

[Table(Schema = "made")]
public partial record DayOfAllOrders
{
    [Key] public required DateOnly Day { get; init; }
    public required long Orders { get; init; }

    public static Query<DayOfAllOrders> Define(Query<Order> orders) =>
        from span in orders.Aggregate(all => new { From = all.Min(o => o.Day), Through = all.Max(o => o.Day) })
        from day in Query.Days(span.From!.Value, span.Through!.Value)
        select new DayOfAllOrders { Day = day, Orders = orders.Count(o => o.Day == day) };
}
