using CsCheck;

namespace Quern.Differential.Tests.Programs;

/// <summary>Random expressions of a type over the columns in scope. None of them can throw in C#, so that a difference is one of meaning.</summary>
sealed class Expressions
{
    static readonly string[] OddTexts =
    [
        "\"\"", "\"a\"", "\"A\"", "\" a \"", "\"it's\"", "\"%\"", "\"_\"", "\"!\"", "\"\\\\\"", "\"a\\nb\"", "\"\\\"q\\\"\"", "\"é\"", "\"e\\u0301\"", "\"🦆\"", "\"paid\"", "\"\\ue000\"", "\"\\t\"", "\"{0}\"", "\"\\U00010000\"", "\"--\"",
    ];

    readonly Node[] columns;
    readonly Dictionary<(string Type, int Depth), Gen<Node>> known = [];
    readonly Func<Expressions, string, int, IEnumerable<Gen<Node>>> subqueries;

    /// <param name="columns">The columns in scope.</param>
    /// <param name="subqueries">Expressions of a type and a depth that read other relations.</param>
    public Expressions(IEnumerable<Node> columns, Func<Expressions, string, int, IEnumerable<Gen<Node>>>? subqueries = null) =>
        (this.columns, this.subqueries) = ([.. columns], subqueries ?? ((_, _, _) => []));

    /// <summary>The types that a column of a result may have.</summary>
    public static string[] Types { get; } = ["long", "long?", "decimal", "decimal?", "double", "string", "string?", "bool", "DateOnly", "DateTime", "int?", "Status"];

    public static Node? Simplest(string type) => type switch
    {
        "long" => new(type, "1L"),
        "long?" => new(type, "((long?)null)"),
        "decimal" => new(type, "1m"),
        "double" => new(type, "1d"),
        "string" => new(type, "\"a\""),
        "string?" => new(type, "((string?)null)"),
        "bool" => new(type, "true"),
        Windows.Partition => new(type, "all"),
        _ => null,
    };

    /// <summary>An expression of a type, at most so deep.</summary>
    public Gen<Node> Of(string type, int depth)
    {
        if (!known.TryGetValue((type, depth), out var gen))
        {
            var leaves = Leaves(type).ToArray();
            Gen<Node>[] inner = depth == 0 ? [] : [.. Inner(type, depth - 1), .. subqueries(this, type, depth - 1)];
            gen = Gen.OneOf([.. leaves, .. inner]);
            known.Add((type, depth), gen);
        }
        return gen;
    }

    IEnumerable<Gen<Node>> Leaves(string type)
    {
        if (columns.Where(c => c.Type == type).ToArray() is { Length: > 0 } own)
            yield return Gen.OneOf(own);
        if (Constant(type) is { } constant)
            yield return constant;
    }

    static Gen<Node>? Constant(string type) => type switch
    {
        "long" => Gen.OneOf("0L", "1L", "(-1L)", "7L", "250L", "(-99L)").Select(t => new Node("long", t)),
        "long?" => Gen.OneOf("((long?)null)", "((long?)3L)", "((long?)-7L)").Select(t => new Node("long?", t)),
        "int?" => Gen.OneOf("((int?)null)", "((int?)0)", "((int?)5)").Select(t => new Node("int?", t)),
        "decimal" => Gen.OneOf("0m", "1.5m", "(-0.01m)", "100m").Select(t => new Node("decimal", t)),
        "decimal?" => Gen.OneOf("((decimal?)null)", "((decimal?)2.5m)").Select(t => new Node("decimal?", t)),
        "double" => Gen.OneOf("0d", "0.5d", "(-2.25d)", "1e10").Select(t => new Node("double", t)),
        "string" => Gen.OneOf(OddTexts).Select(t => new Node("string", t)),
        "string?" => Gen.OneOf("((string?)null)", "((string?)\"a\")").Select(t => new Node("string?", t)),
        "bool" => Gen.OneOf("true", "false").Select(t => new Node("bool", t)),
        "DateOnly" => Gen.OneOf("new DateOnly(2024, 2, 29)", "new DateOnly(1999, 12, 31)").Select(t => new Node("DateOnly", t)),
        "DateTime" => Gen.OneOf("new DateTime(2024, 3, 31, 12, 0, 0)").Select(t => new Node("DateTime", t)),
        "Status" => Gen.OneOf("Status.Open", "Status.Paid").Select(t => new Node("Status", t)),
        _ => null,
    };

    IEnumerable<Gen<Node>> Inner(string type, int depth)
    {
        yield return Make(type, "(§0 ? §1 : §2)", depth, "bool", type, type);
        foreach (var (format, parts) in type switch
        {
            "bool" => Booleans,
            "long" => Longs,
            "long?" => [("(§0 + §1)", ["long?", "long"]), ("((long?)§0)", ["long"]), ("(§0 > 0L ? §0 : null)", ["long?"]), ("((long?)§0)", ["int?"]), ("Sql.TryParseInt64(§0)", ["string?"]), ("(Json.TryParse(§0)?.GetInt64(\"a\"))", ["string?"]),
                ("Rules.Second(§0, §1)", ["long?", "long?"])],
            "int?" => [("(§0 + 1)", ["int?"]), ("(§0?.Length)", ["string?"]), ("Sql.TryParseInt32(§0)", ["string?"])],
            "decimal" => [("(§0 + §1)", ["decimal", "decimal"]), ("(§0 - §1)", ["decimal", "decimal"]), ("(§0 * 2m)", ["decimal"]), ("(- §0)", ["decimal"]), ("((decimal)§0)", ["long"]), ("(§0 ?? 0m)", ["decimal?"]), ("Math.Abs(§0)", ["decimal"]), ("Math.Max(§0, §1)", ["decimal", "decimal"]), ("Math.Floor(§0)", ["decimal"]), ("Math.Round(§0, 1)", ["decimal"]),
                ("Math.Round(§0, 1, MidpointRounding.AwayFromZero)", ["decimal"]), ("Math.Ceiling(§0)", ["decimal"]), ("Math.Truncate(§0)", ["decimal"]), ("(§0 % 3m)", ["decimal"]), ("Math.Clamp(§0, -1m, 50m)", ["decimal"])],
            "decimal?" => [("((decimal?)§0)", ["decimal"]), ("(§0 - §1)", ["decimal?", "decimal"]), ("(Json.TryParse(§0)?.GetDecimal(\"a\"))", ["string?"]), ("(§0 is > 1m ? §0 : null)", ["decimal?"])],
            "double" => [("(§0 + §1)", ["double", "double"]), ("(§0 * 0.5)", ["double"]), ("(- §0)", ["double"]), ("((double)§0)", ["long"]), ("Math.Abs(§0)", ["double"]), ("Math.Floor(§0)", ["double"]),
                ("Math.Sqrt(Math.Abs(§0))", ["double"]), ("Math.Round(§0)", ["double"]), ("(§0 / 4d)", ["double"]), ("(§0 - §1).TotalHours", ["DateTime", "DateTime"]), ("(Sql.TryParseDouble(§0) ?? §1)", ["string?", "double"])],
            "string" => [("(§0 + §1)", ["string", "string?"]), ("(§0 ?? §1)", ["string?", "string"]), ("$\"{§0}:{§1}\"", ["long", "string?"]), ("§0.Trim()", ["string"]), ("§0.Replace(\"a\", §1)", ["string", "string"]), ("§0.ToString()", ["long"]),
                ("§0.PadLeft(4, '0')", ["string"]), ("§0.TrimEnd('a')", ["string"]), ("Sql.SplitPart(§0, \"a\", 1)", ["string"]), ("Regex.Replace(§0, \"[a-b]{1,2}\", \"_\")", ["string"]), ("Sql.Md5(§0)", ["string"]),
                ("Sql.SurrogateKey(§0, §1)", ["string?", "string?"]), ("string.Join(\"-\", §0, §1)", ["string", "string?"]), ("§0.ToString(\"yyyy-MM-dd\")", ["DateOnly"]), ("Sql.EnumText(§0)", ["Status"]), ("Rules.Size(§0)", ["long"]), ("§0.OrEmpty()", ["string?"]),
                ("§0.ToString(\"F1\", System.Globalization.CultureInfo.InvariantCulture)", ["decimal"]), ("§0.Replace('ß', 'b').ToUpperInvariant()", ["string"]), ("((§0, §1) switch { (true, null) => \"nothing\", (true, var text) => text, (false, \"a\" or \"paid\") => \"known\", _ => \"\" })", ["bool", "string?"]),
                ("(§0 switch { > 100L => \"many\", 0L => \"none\", < 0L => §1, _ => \"some\" })", ["long", "string"])],
            "string?" => [("((string?)§0)", ["string"]), ("(§0 ?? §1)", ["string?", "string?"]), ("Sql.Left(§0, 2)", ["string?"]), ("(§0?.Trim())", ["string?"]), ("(Json.TryParse(§0)?.GetString(\"a\"))", ["string?"]), ("(Json.TryParse(§0)?.At(\"o\")?.GetString(\"a\"))", ["string?"]),
                ("(§0 switch { null => §1, \"\" => null, { Length: > 3 } => \"long\", var other => other })", ["string?", "string?"])],
            "DateOnly" => [("(Sql.TryParseDate(§0) ?? §1)", ["string?", "DateOnly"]), ("new DateOnly(§0.Year, §0.Month, 1)", ["DateOnly"]), ("Sql.DateTrunc(DatePart.Quarter, §0)", ["DateOnly"]), ("§0.AddDays(-31)", ["DateOnly"]), ("§0.AddDays(3)", ["DateOnly"]), ("§0.AddMonths(-1)", ["DateOnly"]), ("DateOnly.FromDateTime(§0)", ["DateTime"]), ("Sql.DateTrunc(DatePart.Week, §0)", ["DateOnly"])],
            "Status" => [("((Status)(§0 ? 1 : 2))", ["bool"]), ("(Sql.TryParseEnum<Status>(§0) ?? §1)", ["string?", "Status"]), ("(§0 is Status.Open ? §1 : §0)", ["Status", "Status"])],
            "DateTime" => [("§0.AddMinutes(-90)", ["DateTime"]), ("new DateTime(§0.Year, 1, §0.Day)", ["DateTime"]), ("(§0 + TimeSpan.FromHours(3))", ["DateTime"]), ("Sql.DateTrunc(DatePart.Hour, §0)", ["DateTime"]), ("(Sql.TryParseDateTime(§0) ?? §1)", ["string?", "DateTime"]), ("§0.AddHours(5)", ["DateTime"]), ("§0.Date", ["DateTime"]), ("Sql.DateTrunc(DatePart.Month, §0)", ["DateTime"])],
            _ => Array.Empty<(string, string[])>(),
        })
            yield return Make(type, format, SaysPartsOften(format) ? 0 : depth, parts);
    }

    // Their SQL has each part several times: deep in each other they would be longer than an engine takes.
    static bool SaysPartsOften(string format) => format.Contains("Json.", StringComparison.Ordinal) || format.Contains("Sql.TryParse", StringComparison.Ordinal);

    // No ß in capitals, which DuckDB has one of. No dot and no negated set in patterns: for .NET they are one of the two UTF-16 units of a character such as 🦆, for engines all of it.
    static readonly (string, string[])[] Booleans =
    [
        ("(§0 && §1)", ["bool", "bool"]), ("(§0 || §1)", ["bool", "bool"]), ("!§0", ["bool"]), ("(§0 == §1)", ["bool", "bool"]),
        ("(§0 == §1)", ["long", "long?"]), ("(§0 != §1)", ["long?", "long?"]), ("(§0 < §1)", ["long?", "long"]), ("!(§0 >= §1)", ["long?", "long?"]),
        ("(§0 > §1)", ["decimal", "decimal?"]), ("(§0 <= §1)", ["double", "double"]), ("(§0 == §1)", ["double", "double"]),
        ("(§0 == §1)", ["string", "string?"]), ("(§0 != §1)", ["string?", "string?"]), ("(§0 == null)", ["string?"]), ("(§0 is not null)", ["long?"]),
        ("§0.Contains(§1)", ["string", "string"]), ("§0.StartsWith(§1)", ["string", "string"]), ("§0.EndsWith(§1)", ["string", "string"]),
        ("string.IsNullOrEmpty(§0)", ["string?"]), ("(§0 is 1L or 7L or 250L)", ["long"]), ("(§0 is > 0L and < 100L)", ["long?"]), ("(§0 is \"a\" or \"paid\" or null)", ["string?"]),
        ("(§0 < §1)", ["DateOnly", "DateOnly"]), ("(§0 >= §1)", ["DateTime", "DateTime"]), ("(§0 == §1)", ["Status", "Status"]), ("(§0 == §1)", ["int?", "int?"]), ("§0.HasValue", ["int?"]),
        ("(§0 ^ §1)", ["bool", "bool"]), ("(§0 is { Length: > 1 })", ["string?"]), ("(§0 is not (1L or > 100L))", ["long?"]), ("Regex.IsMatch(§0, \"^[a-zA-Z0-9]+[_% ]?$\")", ["string"]), ("string.IsNullOrWhiteSpace(§0)", ["string?"]), ("Sql.Like(§0, \"%a_%\")", ["string?"]),
        ("((§0, §1) is (> 0L, null or \"a\") or (0L, not null))", ["long", "string?"]), ("(§0.DayOfWeek == DayOfWeek.Sunday)", ["DateOnly"]), ("(Json.TryParse(§0)?.GetBoolean(\"b\") == true)", ["string?"]), ("(§0 switch { Status.Open => §1, Status.Paid => true, Status.Void => false, _ => §1 })", ["Status", "bool"]),
        ("(string.CompareOrdinal(§0, §1) < 0)", ["string", "string?"]), ("(§0 is { Year: > 2000, Month: 1 or 2 })", ["DateOnly"]), ("(§0 is null ? §1 : !§1)", ["decimal?", "bool"]),
    ];

    static readonly (string, string[])[] Longs =
    [
        ("(§0 + §1)", ["long", "long"]), ("(§0 - §1)", ["long", "long"]), ("(§0 * 3L)", ["long"]), ("(- §0)", ["long"]), ("(§0 / 4L)", ["long"]), ("(§0 % 7L)", ["long"]),
        ("(§0 ?? §1)", ["long?", "long"]), ("((long)§0.Length)", ["string"]), ("Math.Abs(§0)", ["long"]), ("Math.Min(§0, §1)", ["long", "long"]),
        ("((long)§0.Year)", ["DateOnly"]), ("((long)§0.Hour)", ["DateTime"]), ("Sql.DateDiff(DatePart.Day, §0, §1)", ["DateOnly", "DateOnly"]),
        ("(§0 << 3)", ["long"]), ("(§0 >>> 60)", ["long"]), ("((§0 << (int)(§1 % 70L)) & 1023L)", ["long", "long"]), ("((§0 >>> (int)(§1 % 70L)) & 1023L)", ["long", "long"]), ("(§0 >> (int)(§1 % 70L))", ["long", "long"]), ("((long)§0.LastIndexOf('a'))", ["string"]), ("((long)§0.LastIndexOf(§1, StringComparison.Ordinal))", ["string", "string"]),
        ("((long)(§0 ?? 0))", ["int?"]), ("(§0 switch { Status.Open => 1L, Status.Paid => §1, _ => 3L })", ["Status", "long"]),
        ("((long)§0.IndexOf(§1))", ["string", "string"]), ("(§0 & 7L)", ["long"]), ("(§0 | 8L)", ["long"]), ("(§0 >> 2)", ["long"]), ("((long)§0.DayOfYear)", ["DateOnly"]), ("Sql.DateDiff(DatePart.Month, §0, §1)", ["DateTime", "DateTime"]),
        ("Sql.DateDiff(DatePart.Week, §0, §1)", ["DateOnly", "DateOnly"]), ("((long)(int)§0)", ["Status"]), ("((long)§0)", ["decimal"]), ("((long)Math.Sign(§0))", ["decimal"]), ("((long)(§0 - §1).Days)", ["DateTime", "DateTime"]), ("((long)§0.DayNumber)", ["DateOnly"]),
        ("(§0 is { } ? §0.Value : §1)", ["long?", "long"]), ("Rules.Second(§0, §1)", ["long", "long"]), ("(§0 switch { null => 0L, < 0L => §1, var known => known.Value })", ["long?", "long"]),
    ];

    Gen<Node> Make(string type, string format, int depth, params string[] parts) => parts.Length switch
    {
        1 => Of(parts[0], depth).Select(a => new Node(type, format, a)),
        2 => Gen.Select(Of(parts[0], depth), Of(parts[1], depth), (a, b) => new Node(type, format, a, b)),
        _ => Gen.Select(Of(parts[0], depth), Of(parts[1], depth), Of(parts[2], depth), (a, b, c) => new Node(type, format, a, b, c)),
    };
}
