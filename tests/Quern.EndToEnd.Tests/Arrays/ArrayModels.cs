namespace Quern.EndToEnd.Tests.Arrays;

public enum Channel
{
    Web,
    [EnumValue("in store")] Store,
}

/// <summary>A column of arrays of each type.</summary>
[Source("raw", "baskets")]
[Extract("shop", Table = "baskets", Key = nameof(Id), Cursor = nameof(UpdatedAt))]
public partial record RawBasket
{
    [Key] public required long Id { get; init; }
    public required string[] Tags { get; init; }
    public string?[]? Notes { get; init; }
    public required bool[] Flags { get; init; }
    public required short[] Levels { get; init; }
    public required int?[] Quantities { get; init; }
    public required long[] Items { get; init; }
    [Precision(12, 3)] public required decimal?[] Prices { get; init; }
    public required float[] Weights { get; init; }
    public required double[] Ratios { get; init; }
    public required DateOnly[] Days { get; init; }
    public required DateTime?[] Times { get; init; }
    public required DateTimeOffset[] Instants { get; init; }
    public required Guid[] Ids { get; init; }
    public required Channel[] Channels { get; init; }
    public Channel?[]? Seen { get; init; }
    public required DateTime UpdatedAt { get; init; }
}

/// <summary>The quantities of each basket that has some, put together again in other orders.</summary>
[Table(Schema = "marts", Name = "quantities")]
public partial record Quantity
{
    [Key] public required long BasketId { get; init; }
    public required int?[] Backwards { get; init; }
    public required int?[] Known { get; init; }
    public required bool[] IsKnown { get; init; }

    public static Query<Quantity> Define(Query<RawBasket> baskets) =>
        from b in baskets
        from q in b.Quantities.Index()
        group new { q.Index, q.Item } by b.Id into g
        select new Quantity
        {
            BasketId = g.Key,
            Backwards = g.ToArray(x => x.Item, x => -x.Index),
            Known = g.Where(x => x.Item != null).ToArray(x => x.Item, x => x.Index),
            IsKnown = g.ToArray(x => x.Item != null, x => x.Index),
        };
}

/// <summary>Baskets as they are.</summary>
[Incremental(UniqueKey = nameof(Id), Schema = "staging", Name = "baskets")]
public partial record Basket
{
    [Key] public required long Id { get; init; }
    public required string[] Tags { get; init; }
    public string?[]? Notes { get; init; }
    public required int?[] Quantities { get; init; }
    [Precision(10, 1)] public required decimal?[] Prices { get; init; }
    public required DateTime?[] Times { get; init; }
    public required Channel[] Channels { get; init; }
    public Channel?[]? Seen { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<Basket> Define(Query<RawBasket> baskets) =>
        from b in baskets.ChangedSince(b => b.UpdatedAt)
        select new Basket
        {
            Id = b.Id, Tags = b.Tags, Notes = b.Notes, Quantities = b.Quantities, Prices = b.Prices, Times = b.Times,
            Channels = b.Channels, Seen = b.Seen, UpdatedAt = b.UpdatedAt,
        };
}
