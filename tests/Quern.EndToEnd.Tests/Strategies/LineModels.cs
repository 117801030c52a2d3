namespace Quern.EndToEnd.Tests.Strategies;

public enum Size
{
    Small,
    Large,
    [EnumValue("x-large")] ExtraLarge,
}

/// <summary>Lines of documents; the lines of one document are always written together.</summary>
[Source("raw", "lines")]
[Extract("shop", Table = "lines", Cursor = nameof(UpdatedAt))]
public partial record RawLine(
    [Key] long DocumentId, [Key] int LineNo, string? Label, int Quantity, [Precision(12, 3)] decimal? Price, DateTime UpdatedAt);

/// <summary>First sight of each line: it is never corrected.</summary>
[Incremental(Schema = "staging", Name = "first_lines", Strategy = IncrementalStrategy.Append)]
public partial record FirstLine([Key] long DocumentId, [Key] int LineNo, string Label, DateTime UpdatedAt)
{
    public static Query<FirstLine> Define(Query<RawLine> lines) =>
        lines.ChangedSince(l => l.UpdatedAt).Select(l => new FirstLine(l.DocumentId, l.LineNo, l.Label ?? "none", l.UpdatedAt));
}

/// <summary>Lines that count, replaced document by document.</summary>
[Incremental(UniqueKey = nameof(DocumentId), Schema = "staging", Name = "document_lines", Strategy = IncrementalStrategy.DeleteInsert)]
public partial record DocumentLine
{
    public required long DocumentId { get; init; }
    public required int LineNo { get; init; }
    public required Size Size { get; init; }
    [Precision(14, 3)] public decimal? Amount { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<DocumentLine> Define(Query<RawLine> lines) =>
        from l in lines.ChangedSince(l => l.UpdatedAt)
        where l.Quantity > 0
        select new DocumentLine
        {
            DocumentId = l.DocumentId,
            LineNo = l.LineNo,
            Size = l switch
            {
                { Quantity: >= 100 } => Size.ExtraLarge,
                { Quantity: > 10, Price: not null } or { Label: "big" } => Size.Large,
                _ => Size.Small,
            },
            Amount = l.Quantity * l.Price,
            UpdatedAt = l.UpdatedAt,
        };
}

/// <summary>Totals of documents, in a view over the lines.</summary>
[View(Schema = "marts", Name = "documents")]
public partial record DocumentTotal([Key] long DocumentId, long Lines, [Precision(18, 3)] decimal Total, [Precision(18, 3)] decimal? Highest, bool HasLarge)
{
    public static Query<DocumentTotal> Define(Query<DocumentLine> lines) =>
        from l in lines
        group l by l.DocumentId into g
        select new DocumentTotal(g.Key, g.Count(), g.Sum(l => l.Amount), g.Max(l => l.Amount), g.Any(l => l.Size != Size.Small));
}

/// <summary>The five highest totals, by document when they are equal.</summary>
[Table(Schema = "marts", Name = "top_documents")]
public partial record TopDocument([Key] long DocumentId, [Precision(18, 3)] decimal Total)
{
    public static Query<TopDocument> Define(Query<DocumentTotal> documents) =>
        (from d in documents
         orderby d.Total descending, d.DocumentId
         select new TopDocument(d.DocumentId, d.Total)).Take(5);
}

/// <summary>Labels of any kind, each once, and twice those that both queries give.</summary>
[Table(Schema = "marts", Name = "labels")]
public partial record LabelUse(string? Label, string Where)
{
    public static Query<LabelUse> Define(Query<RawLine> raw, Query<FirstLine> first)
    {
        var all = raw.Select(l => new LabelUse(l.Label, "raw")).Distinct();
        var kept = first.Select(l => new LabelUse(l.Label, "first"));
        var known = first.Where(l => l.Label.StartsWith("bi")).Select(l => new LabelUse(l.Label, "first"));
        return all.Concat(kept.Union(known)).Concat(known);
    }
}
