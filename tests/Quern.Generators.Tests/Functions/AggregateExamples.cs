using System.Collections;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>Which rows an example is over.</summary>
public enum AggregatedRows
{
    /// <summary>Each group of the lines.</summary>
    Groups,

    /// <summary>None.</summary>
    Nothing,

    /// <summary>The two rows before each one: for the first one none.</summary>
    Frames,

    /// <summary>Windows in the orders that the example asks for.</summary>
    Windows,
}

/// <summary>An example of an aggregate or a window function: its query, and what C# makes of it.</summary>
/// <param name="Query">Gives a key of each result and the example's value.</param>
/// <param name="Results">The values by their keys.</param>
sealed record AggregateExample(string Text, ProjectRel Query, IReadOnlyDictionary<long, object?> Results);

/// <summary>All examples of aggregates and window functions, compiled as models of a user's project that are run over lists too.</summary>
static class AggregateExamples
{
    public const string RelationId = "Shop.Line";

    const string Windows =
        """
        var w = all.PartitionBy(x => x.Bucket).OrderBy(x => x.Level).ThenBy(x => x.Id);
        var t = all.PartitionBy(x => x.Bucket).OrderBy(x => x.Level);
        var d = all.PartitionBy(x => x.Bucket).OrderBy(x => x.Day);
        var g = w.Rows(2, -1);
        """;

    static readonly Lazy<IReadOnlyDictionary<(string Member, AggregatedRows Rows), AggregateExample>> Compiled = new(Compile);

    public static IReadOnlyDictionary<(string Member, AggregatedRows Rows), AggregateExample> All => Compiled.Value;

    /// <summary>Each member over all kinds of rows that it can be asked of.</summary>
    public static IEnumerable<(string Member, string Example, AggregatedRows Rows)> Cases =>
    [
        .. FunctionTable.Aggregates.Select(r => (r.Member, r.Example, AggregatedRows.Groups)),
        // A query has fewer aggregates than a group, for it may have no row.
        .. FunctionTable.Aggregates.Where(r => typeof(Query<>).GetMethods().Concat(typeof(OrderedQuery<>).GetMethods()).Any(m => m.Name == Name(r))).Select(r => (r.Member, r.Example, AggregatedRows.Nothing)),
        .. FunctionTable.Aggregates.Where(r => r.InsteadInWindow is null).Select(r => (r.Member, r.Example, AggregatedRows.Frames)),
        .. FunctionTable.WindowFunctions.Select(r => (r.Member, r.Example, AggregatedRows.Windows)),
    ];

    static string Name(AggregateRow row) => row.Member[..row.Member.IndexOf('(', StringComparison.Ordinal)];

    static Dictionary<(string, AggregatedRows), AggregateExample> Compile()
    {
        var inputs =
            $$"""
            #pragma warning disable CS1591
            using System;
            using Quern;
            namespace Shop;
            [Source("raw", "line")] public partial record Line { [Key] public long Id { get; init; } {{string.Concat(
                SampleLines.Columns.Select(c => $"public {c.Type} {c.Name} {{ get; init; }} "))}} }

            """;
        var cases = Cases.ToList();
        var types = Types(inputs, cases);
        string Model(AggregatedRows rows, string query)
        {
            var mine = Enumerable.Range(0, cases.Count).Where(i => cases[i].Rows == rows).ToList();
            return
                $$"""
                [View]
                public partial record {{rows}}
                {
                    public required long Id { get; init; }
                    {{string.Join("\n    ", mine.Select(i => $"{(types[i] == "decimal?" ? "[Precision(38, 10)] " : "")}public {types[i]} E{i} {{ get; init; }}"))}}
                    public static Query<{{rows}}> Define(Query<Line> lines) => lines.{{query.Replace("…", $"{string.Join(", ", mine.Select(i => $"E{i} = {cases[i].Example}"))} }}", StringComparison.Ordinal)}};
                }

                """;
        }
        var source = inputs
            + Model(AggregatedRows.Groups, "GroupBy(x => x.Bucket).Select(g => new Groups { Id = g.Key, …)")
            + Model(AggregatedRows.Nothing, "Where(x => x.Id < 0).Aggregate(g => new Nothing { Id = 0, …)")
            + Model(AggregatedRows.Frames, $"Over((x, all) => {{ {Windows} return new Frames {{ Id = x.Id, …; }})")
            + Model(AggregatedRows.Windows, $"Over((x, all) => {{ {Windows} return new Windows {{ Id = x.Id, …; }})");
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Examples.cs", source)).Run();
        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Diagnostics, d => d.Id != "QRN4001");
        Assert.Empty(run.CompilerDiagnostics);
        var queries = run.Values(StepNames.Relations).OfType<RelationSpec>().Where(r => r.Query is not null).ToDictionary(r => r.Id, r => (ProjectRel)r.Query!);
        var results = InMemory(run.Output);
        return cases.Select((c, i) => (c, i)).ToDictionary(p => (p.c.Member, p.c.Rows), p =>
        {
            var name = $"e{p.i}";
            var query = (ProjectRel)Only(queries[$"Shop.{p.c.Rows}"], ["id", name]);
            return new AggregateExample(p.c.Example, query, results[p.c.Rows].ToDictionary(
                row => (long)row.GetType().GetProperty("Id")!.GetValue(row)!, row => row.GetType().GetProperty(name.ToUpperInvariant())!.GetValue(row)));
        });
    }

    /// <summary>A query without the columns, and the aggregates behind them, that are not asked for.</summary>
    public static Rel Only(Rel rel, IReadOnlyCollection<string> names)
    {
        switch (rel)
        {
            case ProjectRel project:
                var columns = project.Columns.Where(c => names.Contains(c.Name)).ToEquatableArray();
                return project with { Columns = columns, Input = Only(project.Input, [.. columns.SelectMany(c => c.Expr.AllColumns()).Select(c => c.Name)]) };
            case AggregateRel aggregate:
                return aggregate with { Aggregates = aggregate.Aggregates.Where(a => names.Contains(a.Name)).ToEquatableArray() };
            default:
                return rel;
        }
    }

    // The types of the examples over groups, where they have values; nullable, for there may be none.
    static string[] Types(string inputs, List<(string Member, string Example, AggregatedRows Rows)> cases)
    {
        var lambdas = cases.Select(c => $"(Grouping<int, Line> g, OrderedWindow<Line> w, OrderedWindow<Line> t, OrderedWindow<Line> d) => {c.Example}");
        var compilation = StrictCompiler.Compilation([("Probe.cs",
            $"{inputs} static class Probe {{ static readonly Func<Grouping<int, Line>, OrderedWindow<Line>, OrderedWindow<Line>, OrderedWindow<Line>, object?>[] All = [ {string.Join(", ", lambdas)} ]; }}")]);
        var tree = compilation.SyntaxTrees.Single();
        var model = compilation.GetSemanticModel(tree);
        return [.. tree.GetRoot().DescendantNodes().OfType<ParenthesizedLambdaExpressionSyntax>().Where(l => l.Parent is ExpressionElementSyntax).Select(lambda =>
            model.GetTypeInfo(lambda.ExpressionBody!).Type!.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString().TrimEnd('?') + "?")];
    }

    static Dictionary<AggregatedRows, IReadOnlyList<object>> InMemory(Compilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        var assembly = new AssemblyLoadContext("Aggregates").LoadFromStream(stream);
        var line = assembly.GetType(RelationId)!;
        var rows = Array.CreateInstance(line, SampleLines.Count);
        for (var n = 0; n < SampleLines.Count; n++)
        {
            var row = Activator.CreateInstance(line)!;
            line.GetProperty("Id")!.SetValue(row, (long)n);
            foreach (var column in SampleLines.Columns)
                line.GetProperty(column.Name)!.SetValue(row, SampleRows.InCSharp(column, column.Values[n]));
            rows.SetValue(row, n);
        }
        var query = typeof(Query).GetMethods().Single(m => m.Name == nameof(Query.Of) && m.GetParameters()[0].ParameterType.Name.StartsWith("IEnumerable", StringComparison.Ordinal))
            .MakeGenericMethod(line).Invoke(null, [rows]);
        return Enum.GetValues<AggregatedRows>().ToDictionary(kind => kind, kind =>
        {
            var result = assembly.GetType($"Shop.{kind}")!.GetMethod("Define")!.Invoke(null, [query])!;
            return (IReadOnlyList<object>)[.. ((IEnumerable)result.GetType().GetMethod("ToList")!.Invoke(result, [])!).Cast<object>()];
        });
    }
}
