using Quern.SnowflakeTranslation;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>Two parsers take every statement, and it is made of what Snowflake documents alone.</summary>
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
    public void Functions_are_snowflake_s() => AreSnowflakes(EmittedStatements.OfFunctions());

    [Fact]
    public void Snapshots_queries_are_snowflake_s() => AreSnowflakes(EmittedStatements.OfSnapshots());

    static void AreSnowflakes(IReadOnlyList<(string Name, string Sql)> statements)
    {
        Assert.NotEmpty(statements);
        Assert.Empty(statements.SelectMany(s => Problems(s.Sql).Select(p => $"{s.Name}: {p}\n{s.Sql}")));
    }

    static IEnumerable<string> Problems(string sql)
    {
        var parsed = SnowflakeParsers.Parse(sql);
        return parsed.Tree is null ? parsed.Errors : parsed.Errors.Concat(AllowList.Snowflake.Violations(parsed.Tree));
    }
}
