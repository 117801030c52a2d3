namespace Quern.EndToEnd.Tests.Oddities;

/// <summary>A source whose every name needs quoting.</summary>
[Source("Raw \"Zone\"", "select")]
[Extract("shop", Table = "Order", Key = nameof(Id), Cursor = nameof(Cursor))]
public partial record OddSource
{
    [Key, Column("ID")] public required long Id { get; init; }
    [Column("group")] public required string Group { get; init; }
    [Column("Mixed Case")] public string? Mixed { get; init; }
    [Column("quo\"te")] public required string Quote { get; init; }
    [Column("semi;--colon")] public required int Semicolon { get; init; }
    [Column("naïve'ß")] public required bool Apostrophe { get; init; }
    [Column("order")] public required DateTime Cursor { get; init; }
}

/// <summary>A model whose every name needs quoting.</summary>
[Incremental(UniqueKey = nameof(Id), Schema = "user", Name = "Table \"of\" 'all'", ClusterBy = [nameof(Group)])]
public partial record OddModel
{
    [Key, Column("ID")] public required long Id { get; init; }
    [Column("where")] public required string Group { get; init; }
    [Column("From Here")] public string? Mixed { get; init; }
    [Column("\"\"")] public required string Quote { get; init; }
    [Column("limit"), Between(0, 1_000)] public required int Semicolon { get; init; }
    [Column("not")] public required bool Apostrophe { get; init; }
    [Column("desc")] public required DateTime Cursor { get; init; }

    public static Query<OddModel> Define(Query<OddSource> rows) =>
        from r in rows.ChangedSince(r => r.Cursor)
        where r.Group != "it's \"no\" \\ row; --"
        select new OddModel
        {
            Id = r.Id, Group = r.Group, Mixed = r.Mixed, Quote = r.Quote,
            Semicolon = r.Semicolon, Apostrophe = r.Apostrophe, Cursor = r.Cursor,
        };
}

/// <summary>Groups by an odd name, in a view with another.</summary>
[View(Schema = "user", Name = "view")]
public partial record OddView
{
    [Key, Column("key")] public required string Group { get; init; }
    [Column("COUNT")] public required long Count { get; init; }
    [Column("max(x)")] public string? Last { get; init; }

    public static Query<OddView> Define(Query<OddModel> rows) =>
        from r in rows
        group r by r.Group into g
        select new OddView { Group = g.Key, Count = g.Count(), Last = g.Max(r => r.Mixed) };
}
