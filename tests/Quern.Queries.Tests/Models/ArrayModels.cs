namespace Quern.Queries.Tests;

[Table(Schema = "arrays")]
public partial record Copied
{
    [Key] public required long Id { get; init; }
    public required string[] Tags { get; init; }
    public required long[] Numbers { get; init; }
    [Precision(12, 2)] public required decimal[] Prices { get; init; }
    public required DateOnly[] Days { get; init; }
    public required Outlet[] Outlets { get; init; }
    public string[]? Others { get; init; }
    public required string[] Either { get; init; }

    public static Query<Copied> Define(Query<Label> labels) =>
        from l in labels
        select new Copied
        {
            Id = l.Id, Tags = l.Tags, Numbers = l.Numbers, Prices = l.Prices, Days = l.Days, Outlets = l.Outlets, Others = l.Others,
            Either = l.Others ?? (l.Id > 2 ? l.Tags : ["none", l.Id.ToString()]),
        };
}

[Table(Schema = "arrays")]
public partial record Tagged
{
    public required long Id { get; init; }
    public required string Tag { get; init; }
    public required int Length { get; init; }

    public static Query<Tagged> Define(Query<Label> labels) =>
        from l in labels
        from tag in l.Tags
        where tag != "old"
        select new Tagged { Id = l.Id, Tag = tag, Length = tag.Length };
}

[Table(Schema = "arrays")]
public partial record Placed
{
    public required long Id { get; init; }
    public required int Index { get; init; }
    [Precision(12, 2)] public required decimal Price { get; init; }
    public required DateOnly Day { get; init; }
    public required Outlet Outlet { get; init; }

    public static Query<Placed> Define(Query<Label> labels) =>
        from l in labels
        from price in l.Prices.Index()
        from day in l.Days.Where(day => day.Year < 9999)
        from outlet in l.Outlets.Select(c => c == Outlet.Store ? Outlet.Web : Outlet.Store)
        where price.Index < 2
        select new Placed { Id = l.Id, Index = price.Index, Price = price.Item, Day = day, Outlet = outlet };
}

[Table(Schema = "arrays")]
public partial record TaggedOrNot
{
    public required long Id { get; init; }
    public string? Tag { get; init; }
    public long? Number { get; init; }

    public static Query<TaggedOrNot> Define(Query<Label> labels) =>
        from l in labels
        from tag in l.Tags.DefaultIfEmpty()
        from number in l.Numbers.Select(n => (long?)n).DefaultIfEmpty()
        select new TaggedOrNot { Id = l.Id, Tag = tag, Number = number };
}

[Table(Schema = "arrays")]
public partial record CollectedOfStatus
{
    [Key] public required string Status { get; init; }
    public required long[] Ids { get; init; }
    public required string[] Notes { get; init; }
    public required long[] Paid { get; init; }
    [Precision(12, 2)] public required decimal[] Amounts { get; init; }
    public required DateTime[] Times { get; init; }

    public static Query<CollectedOfStatus> Define(Query<Order> orders) =>
        from o in orders
        group o by o.Status into g
        select new CollectedOfStatus
        {
            Status = g.Key,
            Ids = g.ToArray(o => o.Id, o => o.Id),
            Notes = g.ToArray(o => o.Note ?? "none", o => -o.Id),
            Paid = g.Where(o => o.Status == "paid" && o.Cents > 100).ToArray(o => o.Cents, o => o.Id),
            Amounts = g.ToArray(o => o.Amount, o => o.Id),
            Times = g.ToArray(o => o.At, o => o.Id),
        };
}

[Table(Schema = "arrays")]
public partial record AllTags
{
    public required string[] Tags { get; init; }
    public required long[] None { get; init; }

    public static Query<AllTags> Define(Query<Label> labels)
    {
        var tags =
            from l in labels
            from tag in l.Tags.Index()
            select new { l.Id, tag.Index, Tag = tag.Item };
        return tags.Aggregate(all => new AllTags
        {
            Tags = all.ToArray(t => t.Tag, t => t.Id * 100 + t.Index),
            None = all.Where(t => t.Id < 0).ToArray(t => t.Id, t => t.Id),
        });
    }
}
