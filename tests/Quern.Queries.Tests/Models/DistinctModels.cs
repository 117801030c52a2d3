namespace Quern.Queries.Tests;

/// <summary>Aggregates of different values of a group, and of values.</summary>
[Table(Schema = "groups")]
public partial record DifferentOfStatus
{
    public required string Status { get; init; }
    public required long Cents { get; init; }
    public required decimal Amount { get; init; }
    public decimal? OfNone { get; init; }
    public required double Mean { get; init; }
    public required string Notes { get; init; }
    public required string Loud { get; init; }
    public required string[] Texts { get; init; }
    public required DateOnly[] Days { get; init; }
    public required long Customers { get; init; }
    public required long Small { get; init; }
    public required bool AnyNote { get; init; }
    public required long Next { get; init; }
    public required long Twice { get; init; }
    public required string Constant { get; init; }

    public static Query<DifferentOfStatus> Define(Query<Order> orders) =>
        from o in orders
        group o by o.Status into g
        let cents = g.Select(o => o.Cents).Distinct()
        select new DifferentOfStatus
        {
            Status = g.Key,
            Cents = cents.Sum(c => c),
            Amount = g.Select(o => o.Amount).Distinct().Sum(a => a),
            OfNone = g.Where(o => o.Cents > 5000).Select(o => o.Amount).Distinct().SumOrNull(a => a),
            Mean = cents.Average(c => c)!.Value,
            Notes = g.Select(o => o.Note).Distinct().StringJoin("|", n => n, n => n),
            Loud = g.Where(o => o.Cents > 0).Select(o => o.Note + "!").Distinct().StringJoin("|", n => n, n => n),
            Texts = g.Where(o => o.Note != null).Select(o => o.Note ?? "").Distinct().ToArray(n => n, n => n),
            Days = g.Select(o => o.Day).Distinct().ToArray(d => d, d => d),
            Customers = g.Select(o => o.CustomerId ?? 0).Distinct().Count(),
            Small = cents.Where(c => c < 200).Count(c => c > 0),
            AnyNote = g.Select(o => o.Note).Distinct().Any(),
            Next = cents.Max(c => c + 1)!.Value,
            Twice = g.Select(o => new { o.Cents, o.Id }).Sum(o => o.Cents + o.Id),
            Constant = g.Select(o => "text").Distinct().StringJoin("|", t => t, t => t),
        };
}

[Table(Schema = "groups")]
public partial record DifferentTags
{
    public required bool IsLong { get; init; }
    public required string[] Tags { get; init; }

    public static Query<DifferentTags> Define(Query<Label> labels) =>
        from l in labels
        from tag in l.Tags
        group tag by tag.Length > 2 into tags
        select new DifferentTags { IsLong = tags.Key, Tags = tags.Distinct().ToArray(t => t, t => t) };
}

[Table(Schema = "groups")]
public partial record DifferentOfAll
{
    public required long Cents { get; init; }
    public required string Notes { get; init; }
    public required long None { get; init; }
    public required string[] Nothing { get; init; }

    public static Query<DifferentOfAll> Define(Query<Order> orders) => orders.Aggregate(all => new DifferentOfAll
    {
        Cents = all.Select(o => o.Cents).Distinct().Sum(c => c),
        Notes = all.Select(o => o.Note).Distinct().StringJoin(", ", n => n, n => n),
        None = all.Where(o => o.Cents > 5000).Select(o => o.Cents).Distinct().Sum(c => c),
        Nothing = all.Where(o => o.Cents > 5000).Select(o => o.Status).Distinct().ToArray(s => s, s => s),
    });
}
