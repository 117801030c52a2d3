using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>An example of the function table: its IR, and what C# makes of it for each row.</summary>
/// <param name="Column">The projection's column; its type is that of the C# expression.</param>
/// <param name="Results">For each row a value or the exception that C# threw.</param>
sealed record FunctionExample(FunctionGroup Group, FunctionRow Row, NamedExpr Column, IReadOnlyList<object?> Results);

/// <summary>All examples of the function table, compiled as one model of a user's project.</summary>
static class FunctionExamples
{
    public const string RelationId = "Shop.Sample";

    const string Inputs =
        """
        #pragma warning disable CS1591
        using System;
        using System.Globalization;
        using System.Linq;
        using System.Text.Json.Serialization;
        using System.Text.RegularExpressions;
        using Quern;
        namespace Shop;

        public enum Status { Pending, Paid, Shipped }
        public sealed record Document(Detail? A, [property: JsonPropertyName("a")] Detail? Inner);
        public sealed record Detail(string? B, [property: JsonPropertyName("n")] int? Number);

        """;

    static readonly (FunctionGroup Group, FunctionRow Row)[] Rows = [.. FunctionTable.Groups.SelectMany(g => g.Rows.Select(r => (g, r)))];

    static readonly Lazy<(IReadOnlyDictionary<string, FunctionExample> Examples, ProjectRel Query)> Compiled = new(Compile);

    /// <summary>The first member of each row.</summary>
    public static IEnumerable<string> Names => Rows.Select(r => r.Row.Members[0]);

    public static IReadOnlyDictionary<string, FunctionExample> All => Compiled.Value.Examples;

    /// <summary>The query that gives an example's value for each sample row, with the row's number before it.</summary>
    /// <param name="example">The example.</param>
    /// <param name="rows">The numbers of the rows to give.</param>
    public static Rel Query(FunctionExample example, IEnumerable<int> rows)
    {
        var query = Compiled.Value.Query;
        var id = query.Columns[0];
        var isWanted = new InListExpr(id.Expr, rows.Select(n => (Expr)new LiteralExpr((long)n, SqlType.Int64)).ToEquatableArray(), false);
        return new ProjectRel(new FilterRel(query.Input, isWanted), [id, example.Column], query.Alias);
    }

    static (IReadOnlyDictionary<string, FunctionExample>, ProjectRel) Compile()
    {
        var sample = $"[Source(\"raw\", \"sample\")] public partial record Sample {{ [Key] public long Id {{ get; init; }} {string.Concat(
            SampleRows.Columns.Select(c => $"public {c.Type} {c.Name} {{ get; init; }}{(c.Type switch { "string" => " = \"\";", "string[]" or "string?[]" => " = [];", _ => "" })} "))} }}\n";
        var types = Types(Inputs + sample);
        var source =
            $$"""
            {{Inputs}}
            {{sample}}
            [View]
            public partial record Examples
            {
                public required long Id { get; init; }
                {{string.Join("\n    ", Rows.Select((_, i) => $"{(types[i].TrimEnd('?') == "decimal" ? "[Precision(38, 10)] " : "")}public {types[i]} E{i} {{ get; init; }}"))}}
                public static Query<Examples> Define(Query<Sample> samples) => samples.Select(x => new Examples
                {
                    Id = x.Id,
                    {{string.Join("\n        ", Rows.Select((r, i) => $"E{i} = {r.Row.Example},"))}}
                });
                public static readonly Func<Sample, object?>[] InMemory =
                [
                    {{string.Join("\n        ", Rows.Select(r => $"x => {r.Row.Example},"))}}
                ];
            }
            """;
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Examples.cs", source)).Run();
        Assert.Null(run.Exception);
        // An engine may refuse an example; that the documentation says.
        Assert.DoesNotContain(run.Diagnostics, d => d.Id != "QRN4001");
        Assert.Empty(run.CompilerDiagnostics);
        var query = (ProjectRel)run.Values(StepNames.Relations).OfType<RelationSpec>().Single(r => r.Id == "Shop.Examples").Query!;
        var results = InMemory(run.Output);
        return (Rows.Select((r, i) => new FunctionExample(r.Group, r.Row, query.Columns[i + 1], results[i])).ToDictionary(e => e.Row.Members[0]), query);
    }

    // The types of the examples' expressions, nullable so that any may stand in a column.
    static string[] Types(string inputs)
    {
        var probe = $"{inputs} static class Probe {{ static readonly Func<Sample, object?>[] All = [ {string.Join(", ", Rows.Select(r => $"x => {r.Row.Example}"))} ]; }}";
        var compilation = StrictCompiler.Compilation([("Probe.cs", probe)]);
        var tree = compilation.SyntaxTrees.Single();
        var model = compilation.GetSemanticModel(tree);
        return [.. tree.GetRoot().DescendantNodes().OfType<SimpleLambdaExpressionSyntax>().Where(l => l.Parent is ExpressionElementSyntax).Select(lambda =>
            model.GetTypeInfo(lambda.ExpressionBody!).Type!.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString().TrimEnd('?') + "?")];
    }

    static IReadOnlyList<object?>[] InMemory(Compilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        var assembly = new AssemblyLoadContext("Examples").LoadFromStream(stream);
        var sample = assembly.GetType(RelationId)!;
        var rows = Enumerable.Range(0, SampleRows.Count).Select(n =>
        {
            var row = Activator.CreateInstance(sample)!;
            for (var i = 0; i < SampleRows.Columns.Count; i++)
            {
                var (column, property) = (SampleRows.Columns[i], sample.GetProperty(SampleRows.Columns[i].Name)!);
                var value = SampleRows.InCSharp(column, SampleRows.Value(n, i));
                property.SetValue(row, property.PropertyType.IsEnum ? Enum.Parse(property.PropertyType, (string)value!, ignoreCase: true) : value);
            }
            return row;
        }).ToList();
        var functions = (Array)assembly.GetType("Shop.Examples")!.GetField("InMemory")!.GetValue(null)!;
        return [.. functions.Cast<Delegate>().Select(f => (IReadOnlyList<object?>)[.. rows.Select(row => Value(f, row))])];
    }

    static object? Value(Delegate function, object row)
    {
        try
        {
            return function.DynamicInvoke(row);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }
}
