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
            "long?" => [("(§0 + §1)", ["long?", "long"]), ("((long?)§0)", ["long"]), ("(§0 > 0L ? §0 : null)", ["long?"]), ("((long?)§0)", ["int?"])],
            "int?" => [("(§0 + 1)", ["int?"])],
            "decimal" => [("(§0 + §1)", ["decimal", "decimal"]), ("(§0 - §1)", ["decimal", "decimal"]), ("(§0 * 2m)", ["decimal"]), ("(- §0)", ["decimal"]), ("((decimal)§0)", ["long"]), ("(§0 ?? 0m)", ["decimal?"]), ("Math.Abs(§0)", ["decimal"]), ("Math.Max(§0, §1)", ["decimal", "decimal"]), ("Math.Floor(§0)", ["decimal"]), ("Math.Round(§0, 1)", ["decimal"])],
            "decimal?" => [("((decimal?)§0)", ["decimal"]), ("(§0 - §1)", ["decimal?", "decimal"])],
            "double" => [("(§0 + §1)", ["double", "double"]), ("(§0 * 0.5)", ["double"]), ("(- §0)", ["double"]), ("((double)§0)", ["long"]), ("Math.Abs(§0)", ["double"]), ("Math.Floor(§0)", ["double"])],
            "string" => [("(§0 + §1)", ["string", "string?"]), ("(§0 ?? §1)", ["string?", "string"]), ("$\"{§0}:{§1}\"", ["long", "string?"]), ("§0.Trim()", ["string"]), ("§0.Replace(\"a\", §1)", ["string", "string"]), ("§0.ToString()", ["long"]), ("§0.ToString(\"F1\", System.Globalization.CultureInfo.InvariantCulture)", ["decimal"]),
                ("(§0 switch { > 100L => \"many\", 0L => \"none\", < 0L => §1, _ => \"some\" })", ["long", "string"])],
            "string?" => [("((string?)§0)", ["string"]), ("(§0 ?? §1)", ["string?", "string?"])],
            "DateOnly" => [("§0.AddDays(3)", ["DateOnly"]), ("§0.AddMonths(-1)", ["DateOnly"]), ("DateOnly.FromDateTime(§0)", ["DateTime"]), ("Sql.DateTrunc(DatePart.Week, §0)", ["DateOnly"])],
            "DateTime" => [("§0.AddHours(5)", ["DateTime"]), ("§0.Date", ["DateTime"]), ("Sql.DateTrunc(DatePart.Month, §0)", ["DateTime"])],
            _ => Array.Empty<(string, string[])>(),
        })
            yield return Make(type, format, depth, parts);
    }

    static readonly (string, string[])[] Booleans =
    [
        ("(§0 && §1)", ["bool", "bool"]), ("(§0 || §1)", ["bool", "bool"]), ("!§0", ["bool"]), ("(§0 == §1)", ["bool", "bool"]),
        ("(§0 == §1)", ["long", "long?"]), ("(§0 != §1)", ["long?", "long?"]), ("(§0 < §1)", ["long?", "long"]), ("!(§0 >= §1)", ["long?", "long?"]),
        ("(§0 > §1)", ["decimal", "decimal?"]), ("(§0 <= §1)", ["double", "double"]), ("(§0 == §1)", ["double", "double"]),
        ("(§0 == §1)", ["string", "string?"]), ("(§0 != §1)", ["string?", "string?"]), ("(§0 == null)", ["string?"]), ("(§0 is not null)", ["long?"]),
        ("§0.Contains(§1)", ["string", "string"]), ("§0.StartsWith(§1)", ["string", "string"]), ("§0.EndsWith(§1)", ["string", "string"]),
        ("string.IsNullOrEmpty(§0)", ["string?"]), ("(§0 is 1L or 7L or 250L)", ["long"]), ("(§0 is > 0L and < 100L)", ["long?"]), ("(§0 is \"a\" or \"paid\" or null)", ["string?"]),
        ("(§0 < §1)", ["DateOnly", "DateOnly"]), ("(§0 >= §1)", ["DateTime", "DateTime"]), ("(§0 == §1)", ["Status", "Status"]), ("(§0 == §1)", ["int?", "int?"]), ("§0.HasValue", ["int?"]),
    ];

    static readonly (string, string[])[] Longs =
    [
        ("(§0 + §1)", ["long", "long"]), ("(§0 - §1)", ["long", "long"]), ("(§0 * 3L)", ["long"]), ("(- §0)", ["long"]), ("(§0 / 4L)", ["long"]), ("(§0 % 7L)", ["long"]),
        ("(§0 ?? §1)", ["long?", "long"]), ("((long)§0.Length)", ["string"]), ("Math.Abs(§0)", ["long"]), ("Math.Min(§0, §1)", ["long", "long"]),
        ("((long)§0.Year)", ["DateOnly"]), ("((long)§0.Hour)", ["DateTime"]), ("Sql.DateDiff(DatePart.Day, §0, §1)", ["DateOnly", "DateOnly"]),
        ("(§0 << 3)", ["long"]), ("(§0 >>> 60)", ["long"]), ("((long)§0.LastIndexOf('a'))", ["string"]),
        ("((long)(§0 ?? 0))", ["int?"]), ("(§0 switch { Status.Open => 1L, Status.Paid => §1, _ => 3L })", ["Status", "long"]),
    ];

    Gen<Node> Make(string type, string format, int depth, params string[] parts) => parts.Length switch
    {
        1 => Of(parts[0], depth).Select(a => new Node(type, format, a)),
        2 => Gen.Select(Of(parts[0], depth), Of(parts[1], depth), (a, b) => new Node(type, format, a, b)),
        _ => Gen.Select(Of(parts[0], depth), Of(parts[1], depth), Of(parts[2], depth), (a, b, c) => new Node(type, format, a, b, c)),
    };
}
