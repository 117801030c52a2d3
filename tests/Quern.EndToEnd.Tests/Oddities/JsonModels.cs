namespace Quern.EndToEnd.Tests.Oddities;

/// <summary>Documents as text.</summary>
[Source("raw", "documents")]
[Extract("shop", Table = "documents", Key = nameof(Id), Cursor = nameof(UpdatedAt))]
public partial record RawDocument
{
    [Key] public required long Id { get; init; }
    public required string Body { get; init; }
    public required DateTime UpdatedAt { get; init; }
}

/// <summary>Documents, every one of which must be JSON.</summary>
[Incremental(UniqueKey = nameof(Id), Schema = "staging", Name = "documents")]
public partial record StrictDocument
{
    [Key] public required long Id { get; init; }
    public required Json Body { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<StrictDocument> Define(Query<RawDocument> documents) =>
        from d in documents.ChangedSince(d => d.UpdatedAt)
        select new StrictDocument { Id = d.Id, Body = Json.Parse(d.Body), UpdatedAt = d.UpdatedAt };
}
