namespace Quern.Queries.Tests;

[Table(Schema = "windows")]
public partial record Ranked
{
    public required long Id { get; init; }
    public required long Number { get; init; }
    public required long Rank { get; init; }
    public required long DenseRank { get; init; }
    public required double PercentRank { get; init; }
    public required double CumeDist { get; init; }
    public required long Bucket { get; init; }
    public required long Overall { get; init; }

    public static Query<Ranked> Define(Query<Order> orders) =>
        orders.Over((o, all) =>
        {
            var byNote = all.PartitionBy(x => x.CustomerId).OrderByDescending(x => x.Note);
            var byCents = all.PartitionBy(x => x.Status).OrderBy(x => x.Cents);
            return new Ranked
            {
                Id = o.Id,
                Number = byNote.ThenBy(x => x.Id).RowNumber(),
                Rank = byCents.Rank(),
                DenseRank = byCents.DenseRank(),
                PercentRank = byCents.PercentRank(),
                CumeDist = byCents.CumeDist(),
                Bucket = all.OrderBy(x => x.Id).Ntile(4),
                Overall = all.OrderBy(x => x.Amount).ThenByDescending(x => x.Id).RowNumber(),
            };
        });
}

[Table(Schema = "windows")]
public partial record Neighbour
{
    public required long Id { get; init; }
    public long? Before { get; init; }
    public string? After { get; init; }
    public long? TwoBefore { get; init; }
    public long? First { get; init; }
    public string? Last { get; init; }
    public long? Second { get; init; }
    public required bool IsSame { get; init; }

    public static Query<Neighbour> Define(Query<Order> orders) =>
        from o in orders.Over((o, all) =>
        {
            var mine = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.Id);
            return new Neighbour
            {
                Id = o.Id,
                Before = mine.Lag(x => x.Cents),
                After = mine.Lead(x => x.Note),
                TwoBefore = mine.Lag(x => x.CustomerId, 2),
                First = mine.RowsUpToHere().First(x => x.Cents),
                Last = mine.Rows(null, null).Last(x => x.Note),
                Second = mine.Rows(1, 1).Nth(x => x.Id, 2),
                IsSame = mine.Lag(x => x.Status) == o.Status,
            };
        })
        where o.Before != 250
        select o;
}

[Table(Schema = "windows")]
public partial record Running
{
    public required long Id { get; init; }
    public required long Total { get; init; }
    public required long Share { get; init; }
    public long? Least { get; init; }
    public double? Mean { get; init; }
    public required long Before { get; init; }
    public required long Paid { get; init; }
    public required bool AnyOpen { get; init; }
    public required long Week { get; init; }
    public required long Near { get; init; }
    public required long Sooner { get; init; }

    public static Query<Running> Define(Query<Order> orders) =>
        orders.Where(o => o.Status != "none").Over((o, all) => new Running
        {
            Id = o.Id,
            Total = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.Id).RowsUpToHere().Sum(x => x.Cents),
            Share = o.Cents - (all.PartitionBy(x => new { x.Status, IsLarge = x.Cents > 100 }).Max(x => x.Cents) ?? 0),
            Least = all.OrderBy(x => x.Id).Rows(2, -1).Min(x => x.Cents),
            Mean = all.OrderBy(x => x.Id).Rows(1, 1).Average(x => x.Cents),
            Before = all.OrderBy(x => x.Id).Rows(2, -1).Sum(x => x.Cents),
            Paid = all.PartitionBy(x => x.CustomerId).Where(x => x.Status == "paid").Count(),
            AnyOpen = all.PartitionBy(x => x.Cents).Any(x => x.Status == "open"),
            Week = all.OrderBy(x => x.Day).Range(7, 0).Sum(x => x.Cents),
            Near = all.PartitionBy(x => x.Status).OrderBy(x => x.Id).Range(2, 1).Count(),
            Sooner = all.OrderByDescending(x => x.At).Range(null, -1).Count(),
        });
}

[Table(Schema = "windows")]
public partial record LastOrder
{
    public long? CustomerId { get; init; }
    public required long Id { get; init; }
    public required string Status { get; init; }

    public static Query<LastOrder> Define(Query<Order> orders) =>
        from o in orders.OrderByDescending(o => o.At).ThenBy(o => o.Id).DistinctBy(o => o.CustomerId)
        where o.Status != "open"
        select new LastOrder { CustomerId = o.CustomerId, Id = o.Id, Status = o.Status };
}

[Table(Schema = "windows")]
public partial record TopStatus
{
    public required string Status { get; init; }
    public required long Cents { get; init; }
    public required long Place { get; init; }

    public static Query<TopStatus> Define(Query<Order> orders)
    {
        var totals =
            from o in orders
            group o by o.Status into g
            select new { Status = g.Key, Cents = g.Sum(o => o.Cents) };

        return
            from t in totals.Over((t, all) => new { t.Status, t.Cents, Place = all.OrderByDescending(x => x.Cents).Rank() })
            where t.Place <= 2
            select new TopStatus { Status = t.Status, Cents = t.Cents, Place = t.Place };
    }
}

[Table(Schema = "windows")]
public partial record FilledForward
{
    public required long Id { get; init; }
    public string? Note { get; init; }
    public string? NoteBefore { get; init; }
    public string? NextNote { get; init; }
    public long? Customer { get; init; }
    public string? NearNote { get; init; }
    public string? LastNearNote { get; init; }
    public string? AnyNote { get; init; }

    public static Query<FilledForward> Define(Query<Order> orders) =>
        orders.Over((o, all) =>
        {
            var mine = all.PartitionBy(x => x.Status).OrderBy(x => x.Id);
            return new FilledForward
            {
                Id = o.Id,
                Note = mine.RowsUpToHere().LastNotNull(x => x.Note),
                NoteBefore = mine.Rows(null, -1).LastNotNull(x => x.Note),
                NextNote = mine.Rows(-1, null).FirstNotNull(x => x.Note),
                Customer = all.OrderByDescending(x => x.Id).RowsUpToHere().LastNotNull(x => x.CustomerId),
                NearNote = mine.Rows(1, 1).FirstNotNull(x => x.Note),
                LastNearNote = mine.Rows(1, 1).LastNotNull(x => x.Note),
                AnyNote = mine.Rows(null, null).FirstNotNull(x => x.Note),
            };
        });
}
