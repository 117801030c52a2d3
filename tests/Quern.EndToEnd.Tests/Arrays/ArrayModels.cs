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

/// <summary>Baskets with something in them.</summary>
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
