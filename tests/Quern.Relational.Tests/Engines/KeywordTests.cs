namespace Quern.Relational.Tests.Engines;

/// <summary>
/// Each word that an engine's own grammar knows, as the name of a relation, a column and a step: whether it is printed with
/// quotes or without, the engine must read it as a name.
/// </summary>
public abstract class KeywordTests(IEngine engine)
{
    /// <summary>SQL that lists the engine's keywords.</summary>
    protected abstract string Keywords { get; }

    [Fact]
    public async Task Every_keyword_can_be_a_name_everywhere()
    {
        var words = (await engine.QueryAsync(Keywords)).Select(row => (string)row[0]!).Distinct().ToList();
        Assert.True(words.Count > 400);
        var misread = new List<string>();
        foreach (var word in words)
            if (await ComplaintAsync(word) is { } complaint)
                misread.Add($"{word}: {complaint}");
        Assert.Empty(misread);
    }

    async Task<string?> ComplaintAsync(string word)
    {
        var column = Queries.Col(word, word, SqlType.Int64);
        var step = Queries.Select(Queries.Where(new ScanRel("words", word), Queries.Gt(column, Queries.Long(0))), "s", (word, Queries.Add(column, Queries.Long(1))));
        var named = Queries.Col("t", word, SqlType.Int64);
        // Sums, so that neither step is a mere list of columns that printing would leave out.
        var sums = new AggregateRel(
            new NamedRel(word, step, "t"), [new(word, named)],
            [new("total", new AggregateExpr(AggregateFunction.Sum, named, false, null, SqlType.Int64, false))], "g");
        var total = Queries.Col("g", word, SqlType.Int64);
        var query = new SortRel(Queries.Select(sums, "p", (word, total), ("twice", Queries.Add(total, total))), [new SortKey(Queries.Col("p", word, SqlType.Int64), false)], null, 1);
        var sql = Verified.Fill(Verified.Compile(query, SqlDialects.ByName(engine.Dialect)), _ => $"(SELECT CAST(1 AS bigint) AS \"{word}\")", _ => "");
        try
        {
            var row = Assert.Single(await engine.QueryAsync(sql));
            return row is [2L, 4L] ? null : $"{row[0]}, {row[1]} of {sql}";
        }
        catch (System.Data.Common.DbException e)
        {
            return e.Message + "\n" + sql;
        }
    }
}

public sealed class DuckDbKeywordTests(DuckDbEngine engine) : KeywordTests(engine), IClassFixture<DuckDbEngine>
{
    protected override string Keywords => "SELECT keyword_name FROM duckdb_keywords() ORDER BY 1";
}

public sealed class PostgresKeywordTests(PostgresEngine engine) : KeywordTests(engine), IClassFixture<PostgresEngine>
{
    protected override string Keywords => "SELECT word::text FROM pg_get_keywords() ORDER BY 1";
}
