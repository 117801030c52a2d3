using System.Reflection;
using System.Text;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>The page of functions is written from the table and its examples' SQL, and is today's.</summary>
public sealed class FunctionPageTests
{
    static readonly string Page = Path.GetFullPath(Path.Combine(
        typeof(FunctionPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!,
        "..", "..", "docs", "functions.md"));

    [Fact]
    public void Page_is_what_the_table_says()
    {
        var expected = Write();
        if (Environment.GetEnvironmentVariable("QUERN_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(Page, expected);
        Assert.True(File.Exists(Page) && File.ReadAllText(Page).ReplaceLineEndings("\n") == expected,
            "docs/functions.md is not what the function table says. Write it anew with QUERN_ACCEPT_SNAPSHOTS=1.");
    }

    [Fact]
    public void Members_stand_in_one_row_each() =>
        Assert.Empty(FunctionTable.Groups.SelectMany(g => g.Rows).SelectMany(r => r.Members).GroupBy(m => m).Where(g => g.Count() > 1).Select(g => g.Key));

    static string Write()
    {
        var page = new StringBuilder(
            """
            # Functions

            The members of .NET and of Quern that have SQL, each with an example over a row `x` and the SQL that it becomes. The meaning is C#'s on every engine: a test runs each example over edge values on each engine and compares it with what C# computes. What an engine can't do is an error ([QRN4001](rules/QRN4001.md)) for projects that target it.

            Operators, conditions and aggregates are in [queries](queries.md). This page is written from the compiler's own table.

            """);
        foreach (var group in FunctionTable.Groups)
        {
            _ = page.Append("\n## ").Append(group.Title).Append('\n');
            foreach (var row in group.Rows)
                Write(page, FunctionExamples.All[row.Members[0]]);
        }
        return page.ToString();
    }

    static void Write(StringBuilder page, FunctionExample example)
    {
        _ = page.Append("\n**").AppendJoin("**, **", example.Row.Members.Select(m => m.Replace("*", "\\*", StringComparison.Ordinal))).Append("**\n");
        if (example.Row.Note is { } note)
            _ = page.Append('\n').Append(note).Append('\n');
        _ = page.Append("\n```sql\n-- ").Append(example.Row.Example).Append('\n');
        foreach (var sql in SqlDialects.All.GroupBy(d => Sql(example, d), d => d.Name))
            _ = page.Append("-- ").AppendJoin(", ", sql).Append('\n').Append(sql.Key).Append('\n');
        _ = page.Append("```\n");
    }

    static string Sql(FunctionExample example, SqlDialect dialect)
    {
        // A column of decimals casts them to its own digits.
        var expr = example.Column.Expr is CastExpr { Type: { Kind: SqlTypeKind.Decimal, Precision: 38, Scale: 10 } } cast ? cast.Operand : example.Column.Expr;
        try
        {
            return SqlCompiler.CompileCondition(expr, dialect).ToString();
        }
        catch (UnsupportedSqlException unsupported)
        {
            return $"-- can't {unsupported.What}: {unsupported.Instead}";
        }
    }
}
