namespace Quern.Queries.Tests;

[Table(Schema = "recipes")]
public partial record RunningBalance
{
    [Key] public required long Id { get; init; }
    public required long Balance { get; init; }
    public required long Before { get; init; }
    public required long Previous { get; init; }

    public static Query<RunningBalance> Define(Query<Order> orders) =>
        orders.Over((o, all) =>
        {
            var mine = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.At).ThenBy(x => x.Id);   // WINDOW mine AS (…)
            return new RunningBalance
            {
                Id = o.Id,
                Balance = mine.RowsUpToHere().Sum(x => x.Cents),
                Before = mine.Rows(null, -1).Sum(x => x.Cents),
                Previous = mine.Lag(x => x.Cents) ?? 0,                                           // LAG(cents, 1, 0)
            };
        });
}

[Table(Schema = "recipes")]
public partial record FilledGap
{
    [Key] public required long Id { get; init; }
    public string? LastNote { get; init; }

    public static Query<FilledGap> Define(Query<Order> orders) =>
        orders.Over((o, all) => new FilledGap
        {
            Id = o.Id,
            LastNote = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.Id).RowsUpToHere().LastNotNull(x => x.Note),
        });
}

[Table(Schema = "recipes")]
public partial record Session
{
    public long? CustomerId { get; init; }
    public required long Number { get; init; }
    public required DateTime From { get; init; }
    public required DateTime Through { get; init; }
    public required long Orders { get; init; }

    public static Query<Session> Define(Query<Order> orders)
    {
        var marked = orders.Over((o, all) => new
        {
            o.CustomerId,
            o.At,
            o.Id,
            IsNew = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.At).ThenBy(x => x.Id).Lag(x => x.At) is not { } before || o.At - before > TimeSpan.FromDays(7),
        });

        var numbered = marked.Over((m, all) => new
        {
            m.CustomerId,
            m.At,
            Number = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.At).ThenBy(x => x.Id).RowsUpToHere().Count(x => x.IsNew),
        });

        return
            from n in numbered
            group n by new { n.CustomerId, n.Number } into g
            select new Session { CustomerId = g.Key.CustomerId, Number = g.Key.Number, From = g.Min(n => n.At), Through = g.Max(n => n.At), Orders = g.Count() };
    }
}

[Table(Schema = "recipes")]
public partial record Island
{
    public required DateOnly From { get; init; }
    public required DateOnly Through { get; init; }

    public static Query<Island> Define(Query<Order> orders)
    {
        var days = orders.Select(o => new { o.Day }).Distinct();

        var islands = days.Over((d, all) => new { d.Day, Island = d.Day.AddDays(-(int)all.OrderBy(x => x.Day).RowNumber()) });

        return
            from d in islands
            group d by d.Island into g
            select new Island { From = g.Min(d => d.Day), Through = g.Max(d => d.Day) };
    }
}

[Table(Schema = "recipes")]
public partial record RollingWeek
{
    [Key] public required DateOnly Day { get; init; }
    public required long Cents { get; init; }
    public required long Week { get; init; }
    public required long ActiveCustomers { get; init; }

    public static Query<RollingWeek> Define(Query<Order> orders)
    {
        var totals =
            from o in orders
            group o by o.Day into g
            select new { Day = g.Key, Cents = g.Sum(o => o.Cents) };

        var daily =
            from span in orders.Aggregate(all => new { First = all.Min(o => o.Day), Last = all.Max(o => o.Day) })
            from day in Query.Days(span.First!.Value, span.Last!.Value)
            join t in totals on day equals t.Day into ts
            from t in ts.DefaultIfEmpty()
            select new { Day = day, Cents = t?.Cents ?? 0 };

        return daily.Over((d, all) => new RollingWeek
        {
            Day = d.Day,
            Cents = d.Cents,
            Week = all.OrderBy(x => x.Day).Range(6, 0).Sum(x => x.Cents),
            ActiveCustomers = orders.Where(o => o.Day > d.Day.AddDays(-7) && o.Day <= d.Day).CountDistinct(o => o.CustomerId),
        });
    }
}

[Table(Schema = "recipes")]
public partial record MonthOverMonth
{
    [Key] public required DateOnly Month { get; init; }
    public required long Cents { get; init; }
    public double? Growth { get; init; }

    public static Query<MonthOverMonth> Define(Query<Order> orders)
    {
        var months =
            from o in orders
            group o by Sql.DateTrunc(DatePart.Month, o.Day) into g
            select new { Month = g.Key, Cents = g.Sum(o => o.Cents) };

        return
            from m in months.Over((m, all) => new { m.Month, m.Cents, Before = all.OrderBy(x => x.Month).Lag(x => x.Cents) })
            select new MonthOverMonth { Month = m.Month, Cents = m.Cents, Growth = m.Before is > 0 and var before ? (double)(m.Cents - before) / before : null };
    }
}
