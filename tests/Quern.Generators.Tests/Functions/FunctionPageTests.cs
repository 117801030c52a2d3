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

            This page is written from the compiler's own table. How queries are put together is in [queries](queries.md).

            """);
        foreach (var group in FunctionTable.Groups)
        {
            _ = page.Append("\n## ").Append(group.Title).Append('\n');
            foreach (var row in group.Rows)
                Write(page, FunctionExamples.All[row.Members[0]]);
        }
        _ = page.Append(
            """

            ## Aggregates

            Over a group `g`, a query or a window. The test runs each over groups of one row, of nulls only, with ties, over no rows, and over a frame.

            """);
        foreach (var row in FunctionTable.Aggregates)
            Write(page, row.Member, row.Note, row.Example, AggregateExamples.All[(row.Member, AggregatedRows.Groups)]);
        _ = page.Append(
            """

            ## Windows

            Over the rows of the row's partition, `x.Bucket`: in the order `w` of `x.Level` and `x.Id`, `t` of `x.Level`, which has ties, or `d` of `x.Day`.

            """);
        foreach (var row in FunctionTable.WindowFunctions)
            Write(page, row.Member, row.Note, row.Example, AggregateExamples.All[(row.Member, AggregatedRows.Windows)]);
        return page.ToString();
    }

    static void Write(StringBuilder page, string member, string? note, string text, AggregateExample example)
    {
        var query = AggregateExamples.Only(example.Query, [example.Query.Columns[1].Name]) is ProjectRel only ? Uncast(only) : example.Query;
        Write(page, [member], note, text, dialect => OrWhyNot(() => Item(SqlCompiler.Compile(query, dialect, RowSelection.All).ToString())));
    }

    // A column of decimals casts them to its own digits.
    static ProjectRel Uncast(ProjectRel query) => query with
    {
        Columns = query.Columns.Select(c => c.Expr is CastExpr { Type: { Kind: SqlTypeKind.Decimal, Precision: 38, Scale: 10 } } cast ? c with { Expr = cast.Operand } : c).ToEquatableArray(),
    };

    // What stands between SELECT and the column's name; all of a statement that has a step below the group.
    static string Item(string statement)
    {
        if (statement.Contains("\nFROM (\n", StringComparison.Ordinal))
            return statement;
        var list = statement[(statement.LastIndexOf("SELECT", StringComparison.Ordinal) + 6)..];
        list = list[..list.IndexOf("\nFROM", StringComparison.Ordinal)];
        return string.Join('\n', list[..list.LastIndexOf(" AS ", StringComparison.Ordinal)].Trim().Split('\n').Select((line, i) => i > 0 && line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line));
    }

    static void Write(StringBuilder page, FunctionExample example) =>
        Write(page, example.Row.Members, example.Row.Note, example.Row.Example, dialect => Sql(example, dialect));

    static void Write(StringBuilder page, IEnumerable<string> members, string? note, string example, Func<SqlDialect, string> sql)
    {
        _ = page.Append("\n**").AppendJoin("**, **", members.Select(m => m.Replace("*", "\\*", StringComparison.Ordinal))).Append("**\n");
        if (note is not null)
            _ = page.Append('\n').Append(note).Append('\n');
        _ = page.Append("\n```sql\n-- ").Append(example).Append('\n');
        foreach (var text in SqlDialects.All.GroupBy(sql, d => d.Name))
            _ = page.Append("-- ").AppendJoin(", ", text).Append('\n').Append(text.Key).Append('\n');
        _ = page.Append("```\n");
    }

    static string Sql(FunctionExample example, SqlDialect dialect)
    {
        // A column of decimals casts them to its own digits.
        var expr = example.Column.Expr is CastExpr { Type: { Kind: SqlTypeKind.Decimal, Precision: 38, Scale: 10 } } cast ? cast.Operand : example.Column.Expr;
        return OrWhyNot(() =>
        {
            // What an engine refuses of a subquery depends on where it stands, and what is asked once for all rows is no expression.
            var query = (ProjectRel)FunctionExamples.Query(example, [0]);
            var all = query with { Input = ((FilterRel)query.Input).Input, Columns = [query.Columns[0], query.Columns[1] with { Name = "result" }] };
            var statement = SqlCompiler.Compile(all, dialect, RowSelection.All).ToString();
            return statement.StartsWith("WITH", StringComparison.Ordinal) ? statement : SqlCompiler.CompileCondition(expr, dialect).ToString();
        });
    }

    static string OrWhyNot(Func<string> sql)
    {
        try
        {
            return sql();
        }
        catch (UnsupportedSqlException unsupported)
        {
            return $"-- can't {unsupported.What}: {unsupported.Instead}";
        }
    }
}
