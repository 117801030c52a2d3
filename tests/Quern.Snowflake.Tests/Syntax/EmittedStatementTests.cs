using Quern.Registry;
using Quern.SnowflakeTranslation;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>Two parsers take every statement, it is made of what Snowflake documents alone, and has nothing that the service is known to refuse all the same.</summary>
public sealed class EmittedStatementTests
{
    public EmittedStatementTests() => NodeProcess.Require();

    public static TheoryData<string> Examples => [.. EmittedStatements.Examples];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_s_statements_are_snowflake_s(string example) => AreSnowflakes(EmittedStatements.OfExample(example));

    [Fact]
    public void Renaming_is_snowflake_s() => AreSnowflakes(EmittedStatements.OfRenaming());

    [Fact]
    public void Every_strategy_and_test_is_snowflake_s() => AreSnowflakes(EmittedStatements.OfEveryKind());

    [Fact]
    public void Every_kind_of_statement_is_in_the_sweep()
    {
        var relations = EmittedStatements.RelationsOfEveryKind();
        var sql = relations.Select(r => r.Sql["snowflake"]).ToList();
        var templates = typeof(RelationSql).GetProperties().Where(p => p.PropertyType == typeof(SqlTemplate)).ToList();
        Assert.All(templates, template => Assert.Contains(sql, s => template.GetValue(s) is not null));
        Assert.Equal(Enum.GetValues<IncrementalStrategy>(), relations.Select(r => r.Incremental?.Strategy).OfType<IncrementalStrategy>().Distinct().Order());
        Assert.Equal(Enum.GetValues<TestKind>(), relations.SelectMany(r => r.Tests).Select(t => t.Kind).Distinct().Order());
        // Whatever publishing is made of there: each combination of strategy, key and touched keys gives statements of its own.
        Assert.Equal(
            [PublishEffect.Discarded, PublishEffect.Deleted, PublishEffect.Updated, PublishEffect.Inserted],
            sql.SelectMany(s => s.Publish).Select(p => p.Effect).Distinct().Order());
    }

    [Fact]
    public void Functions_are_snowflake_s() => AreSnowflakes(EmittedStatements.OfFunctions());

    [Fact]
    public void Snapshots_queries_are_snowflake_s() => AreSnowflakes(EmittedStatements.OfSnapshots());

    static void AreSnowflakes(IReadOnlyList<(string Name, string Sql)> statements)
    {
        Assert.NotEmpty(statements);
        var problems = statements.SelectMany(s => Problems(s.Sql).Select(p => $"{s.Name}: {p}\n{s.Sql}")).ToList();
        // An assertion on the list would show fifty characters of each.
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    static IEnumerable<string> Problems(string sql)
    {
        var parsed = SnowflakeParsers.Parse(sql);
        return parsed.Tree is { } tree
            ? [.. parsed.Errors, .. AllowList.Snowflake.Violations(tree), .. SubqueryRules.Violations(tree), .. ClauseRules.Violations(tree)]
            : parsed.Errors;
    }
}
