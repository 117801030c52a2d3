using System.Globalization;

namespace Quern.Relational.Tests.Engines;

/// <summary>An expression over columns <c>a</c>, <c>b</c>, … of type, rows for them, and what C# makes of each row.</summary>
public sealed class EngineCase
{
    readonly SqlType[] types;
    readonly Func<Expr[], Expr> build;
    readonly List<(object?[] Row, object? Expected)> rows = [];
    readonly HashSet<string> unsupported = [];

    internal EngineCase(string name, SqlType[] types, Func<Expr[], Expr> build)
    {
        Name = name;
        this.types = types;
        this.build = build;
    }

    public string Name { get; }

    /// <summary>Adds a row and C#'s answer for it.</summary>
    public EngineCase Row(object? expected, params object?[] row)
    {
        rows.Add((row, expected));
        return this;
    }

    /// <summary>Says that an engine refuses the expression.</summary>
    public EngineCase UnsupportedOn(string dialect)
    {
        _ = unsupported.Add(dialect);
        return this;
    }

    public async Task RunAsync(IEngine engine)
    {
        var dialect = SqlDialects.ByName(engine.Dialect);
        var columns = types.Select((t, i) => (Expr)new ColumnExpr("t", ((char)('a' + i)).ToString(), t, rows.Any(r => r.Row[i] is null))).ToArray();
        var query = new ProjectRel(new ScanRel("rows", "t"),
            [new("n", new ColumnExpr("t", "n", SqlType.Int64, false)), new("result", build(columns))], "p");
        var sorted = new SortRel(query, [new(new ColumnExpr("p", "n", SqlType.Int64, false), false)], null, null);
        if (unsupported.Contains(engine.Dialect))
        {
            _ = Assert.Throws<UnsupportedSqlException>(() => SqlCompiler.Compile(sorted, dialect, RowSelection.All));
            return;
        }
        var sql = Verified.Fill(
            Verified.Compile(sorted, dialect), _ => Table(dialect), _ => throw new InvalidOperationException("A case has no parameters."));
        var actual = await engine.QueryAsync(sql);
        Assert.Equal(
            rows.Select(r => $"{string.Join(", ", r.Row.Select(Show))} => {Show(r.Expected)}"),
            rows.Zip(actual, (r, a) => $"{string.Join(", ", r.Row.Select(Show))} => {Show(Narrow(a[1], r.Expected))}"));
    }

    string Table(SqlDialect dialect) => "(" + string.Join(" UNION ALL ", rows.Select((r, n) =>
        $"SELECT CAST({n} AS {dialect.TypeName(SqlType.Int64)}) AS \"n\", " + string.Join(", ", r.Row.Select((v, i) =>
            $"CAST({dialect.Literal(new LiteralExpr(v, types[i])).Sql} AS {dialect.TypeName(types[i])}) AS \"{(char)('a' + i)}\"")))) + ")";

    // Drivers give dates, and Npgsql instants, as DateTime.
    static object? Narrow(object? actual, object? expected) => (actual, expected) switch
    {
        (DateTime d, DateOnly) when d.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(d),
        (DateTime { Kind: DateTimeKind.Utc } d, DateTimeOffset) => new DateTimeOffset(d),
        _ => actual,
    };

    static string Show(object? value) => value switch
    {
        null => "null",
        string text => '"' + text + '"',
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) + "m",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture) + ":" + value.GetType().Name,
        _ => value.ToString()!,
    };
}
