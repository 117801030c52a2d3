using System.Text.Json.Serialization;

namespace Quern.Queries.Tests;

[Source("raw", "documents"), Extract("rows", Table = "documents")]
public partial record Document
{
    [Key] public required long Id { get; init; }
    public required string Body { get; init; }
}

[Ephemeral]
public record ParsedDocument
{
    [Key] public required long Id { get; init; }
    public required Json Body { get; init; }

    public static Query<ParsedDocument> Define(Query<Document> documents) => documents.Select(d => new ParsedDocument { Id = d.Id, Body = Json.Parse(d.Body) });
}

public enum Channel
{
    Web,
    [EnumValue("call centre")] Phone,
}

public sealed record Everything
{
    public string? Text { get; init; } = "never seen";
    public bool? Flag { get; init; }
    public short? Small { get; init; }
    public int? Number { get; init; }
    public long? Large { get; init; }
    public decimal? Amount { get; init; }
    public double? Ratio { get; init; }
    public DateOnly? Day { get; init; }
    public DateTime? At { get; init; }
    public Guid? Key { get; init; }
    public Channel? Channel { get; init; }
    public Json? Any { get; init; }
    public Inner? Inner { get; init; }

    // Never asked for.
    public int Required { get; init; }
    public string[]? Tags { get; init; }
}

public record Inner(string? Text, Inner? Deeper, Json? Lines)
{
    public bool IsShort => Text is { Length: < 3 };
}

public record OddKeys
{
    [JsonPropertyName("a.b")] public string? Dot { get; init; }
    [JsonPropertyName("a b")] public string? Space { get; init; }
    [JsonPropertyName("a\"b")] public string? Quote { get; init; }
    [JsonPropertyName("a\\b")] public string? Backslash { get; init; }
    [JsonPropertyName("it's")] public string? Apostrophe { get; init; }
    [JsonPropertyName("*")] public string? Star { get; init; }
    [JsonPropertyName("0")] public string? Zero { get; init; }
    [JsonPropertyName("é")] public string? Accent { get; init; }
    [JsonPropertyName("$")] public string? Dollar { get; init; }
    [JsonPropertyName("/~1")] public string? Pointer { get; init; }
    [JsonPropertyName("[0]")] public string? Bracket { get; init; }
    public string? Name { get; init; }
    [JsonPropertyName("name")] public string? LowerName { get; init; }
}

public record OddParents
{
    [JsonPropertyName("0")] public OddKeys? Zero { get; init; }
    [JsonPropertyName("a\"b")] public OddKeys? Quote { get; init; }
}

public record Spelled(string? HTTPStatus, Inner? InnerPart, [property: JsonPropertyName("Fixed")] string? FixedName);

[Table(Schema = "json")]
public partial record ReadMembers
{
    [Key] public required long Id { get; init; }
    public required bool IsThere { get; init; }
    public string? Text { get; init; }
    public bool? Flag { get; init; }
    public short? Small { get; init; }
    public int? Number { get; init; }
    public long? Large { get; init; }
    [Precision(28, 10)] public decimal? Amount { get; init; }
    public double? Ratio { get; init; }
    public DateOnly? Day { get; init; }
    public DateTime? At { get; init; }
    public Guid? Key { get; init; }
    public Channel? Channel { get; init; }
    public string? AnyText { get; init; }
    public string? InnerText { get; init; }
    public string? DeeperText { get; init; }

    public static Query<ReadMembers> Define(Query<ParsedDocument> documents) =>
        from d in documents
        let all = d.Body.As<Everything>()
        select new ReadMembers
        {
            Id = d.Id,
            IsThere = all != null,
            Text = all?.Text,
            Flag = all?.Flag,
            Small = all?.Small,
            Number = all?.Number,
            Large = all?.Large,
            Amount = all?.Amount,
            Ratio = all?.Ratio,
            Day = all?.Day,
            At = all?.At,
            Key = all?.Key,
            Channel = all?.Channel,
            AnyText = all?.Any?.GetString("Text"),
            InnerText = all?.Inner?.Text,
            DeeperText = all?.Inner?.Deeper?.Text,
        };
}

[Table(Schema = "json")]
public partial record ReadByPath
{
    [Key] public required long Id { get; init; }
    public string? Text { get; init; }
    public bool? Flag { get; init; }
    public long? Large { get; init; }
    [Precision(28, 10)] public decimal? Amount { get; init; }
    public double? Ratio { get; init; }
    public string? Zero { get; init; }
    public string? Deep { get; init; }

    public static Query<ReadByPath> Define(Query<ParsedDocument> documents) =>
        from d in documents
        select new ReadByPath
        {
            Id = d.Id,
            Text = d.Body.GetString("Text"),
            Flag = d.Body.GetBoolean("Flag"),
            Large = d.Body.GetInt64("Large"),
            Amount = d.Body.GetDecimal("Amount"),
            Ratio = d.Body.GetDouble("Ratio"),
            Zero = d.Body.GetString("0"),
            Deep = d.Body.At("Inner", "Deeper")?.GetString("Text"),
        };
}

[Table(Schema = "json")]
public partial record MatchedRecords
{
    [Key] public required long Id { get; init; }
    public required bool IsInner { get; init; }
    public required bool IsShort { get; init; }
    public required bool IsNamed { get; init; }
    public required string Kind { get; init; }

    public static Query<MatchedRecords> Define(Query<ParsedDocument> documents)
    {
        // A step in between holds the document alone.
        var read = (from d in documents select new { d.Id, All = d.Body.As<Everything>() }).Take(1_000_000);
        return
            from r in read
            where r.All is not { Flag: true }
            select new MatchedRecords
            {
                Id = r.Id,
                IsInner = r.All is { Inner: not null },
                IsShort = r.All?.Inner?.IsShort ?? false,
                IsNamed = r.All is { Inner: { Deeper: null, Text: "x" or "é" } },
                Kind = r.All switch { null => "none", { Inner.Deeper: { } } => "deep", { Number: > 0 } => "number", _ => "other" },
            };
    }
}

[Table(Schema = "json")]
public partial record ReadOddKeys
{
    [Key] public required long Id { get; init; }
    public required string Plain { get; init; }
    public required string UnderZero { get; init; }
    public required string UnderQuote { get; init; }

    public static Query<ReadOddKeys> Define(Query<ParsedDocument> documents) =>
        from d in documents
        select new ReadOddKeys
        {
            Id = d.Id,
            Plain = All(d.Body.As<OddKeys>()),
            UnderZero = All(d.Body.As<OddParents>()?.Zero),
            UnderQuote = All(d.Body.As<OddParents>()?.Quote),
        };

    static string All(OddKeys? k) =>
        $"{k?.Dot}|{k?.Space}|{k?.Quote}|{k?.Backslash}|{k?.Apostrophe}|{k?.Star}|{k?.Zero}|{k?.Accent}|{k?.Dollar}|{k?.Pointer}|{k?.Bracket}|{k?.Name}|{k?.LowerName}";
}

[Table(Schema = "json")]
public partial record SpelledKeys
{
    [Key] public required long Id { get; init; }
    public string? Exact { get; init; }
    public string? Camel { get; init; }
    public string? Snake { get; init; }
    public string? Kebab { get; init; }
    public string? InnerCamel { get; init; }
    public string? Fixed { get; init; }

    public static Query<SpelledKeys> Define(Query<ParsedDocument> documents) =>
        from d in documents
        let json = d.Id % 7 == 0 ? null : (Json?)d.Body
        let camel = json?.As<Spelled>(JsonKnownNamingPolicy.CamelCase)
        select new SpelledKeys
        {
            Id = d.Id,
            Exact = d.Body.As<Spelled>()?.HTTPStatus,
            Camel = camel?.HTTPStatus,
            Snake = d.Body.As<Spelled>(JsonKnownNamingPolicy.SnakeCaseLower)?.HTTPStatus,
            Kebab = d.Body.As<Spelled>(JsonKnownNamingPolicy.KebabCaseUpper)?.HTTPStatus,
            InnerCamel = camel?.InnerPart?.Text,
            Fixed = camel?.FixedName,
        };
}

[Table(Schema = "json")]
public partial record LinesOfDocuments
{
    [Key] public required long Id { get; init; }
    [Key] public required long Position { get; init; }
    public string? Text { get; init; }
    public required bool IsDeep { get; init; }

    public static Query<LinesOfDocuments> Define(Query<ParsedDocument> documents) =>
        from d in documents
        let inner = d.Body.As<Everything>()?.Inner
        from i in (inner == null ? null : inner.Lines).Items()
        let line = i.Value.As<Inner>()
        select new LinesOfDocuments { Id = d.Id, Position = i.Position, Text = line?.Text, IsDeep = line is { Deeper: not null } };
}

[Table(Schema = "json")]
public partial record JoinedRecords
{
    [Key] public required long Id { get; init; }
    public required bool HasNext { get; init; }
    public string? NextText { get; init; }
    public required bool HasInner { get; init; }

    public static Query<JoinedRecords> Define(Query<ParsedDocument> documents)
    {
        var read = from d in documents where d.Id < 20 select new { d.Id, All = d.Body.As<Everything>() };
        return
            from d in documents
            join n in read on d.Id + 1 equals n.Id into nexts
            from n in nexts.DefaultIfEmpty()
            select new JoinedRecords { Id = d.Id, HasNext = n?.All != null, NextText = n?.All?.Text, HasInner = n?.All?.Inner is not null };
    }
}
