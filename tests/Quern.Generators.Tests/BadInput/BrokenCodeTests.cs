using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.Generators.Tests.BadInput;

/// <summary>Code as it stands while somebody types: the examples with tokens missing, doubled or swapped, or cut off.</summary>
public sealed class BrokenCodeTests(ITestOutputHelper output)
{
    /// <summary>How many variants of each example; the environment variable makes it any number.</summary>
    static readonly int Variants = int.Parse(Environment.GetEnvironmentVariable("QUERN_TEST_VARIANTS") ?? "100", CultureInfo.InvariantCulture);

    static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("QUERN_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Orders", "Models")]
    [InlineData("TpcH", "Models", "Sources")]
    [InlineData("Language")]
    public void Half_typed_code_has_the_compiler_s_errors_and_one_of_ours_at_most(string example, params string[] folders)
    {
        var original = folders.Length == 0 ? StrictCompiler.Compilation(Language.Files) : Examples.Compilation(example, folders);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions);
        driver = driver.RunGenerators(original, TestContext.Current.CancellationToken);
        Assert.Empty(driver.GetRunResult().Diagnostics);

        var random = new Random(Seed);
        var broken = 0;
        for (var i = 0; i < Variants; i++)
        {
            var (compilation, edit) = Variant(original, random);
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
            var result = driver.GetRunResult().Results.Single();
            var where = $"{example}, seed {Seed}, variant {i}: {edit}";
            Assert.True(result.Exception is null, $"{where}\n{result.Exception}");
            Assert.True(result.Diagnostics.All(d => d.Id != "QRN0000"), $"{where}\n{string.Join('\n', result.Diagnostics)}");
            broken += result.Diagnostics.Length > 1 ? AtMostOne(compilation, result.Diagnostics, where) : 0;
        }
        output.WriteLine($"{example}, seed {Seed}: {Variants} variants, {broken} models with errors of both");
    }

    static (CSharpCompilation Compilation, string Edit) Variant(CSharpCompilation original, Random random)
    {
        var trees = original.SyntaxTrees.Where(t => t.FilePath != "ImplicitUsings.cs").ToArray();
        var tree = trees[random.Next(trees.Length)];
        var broken = BrokenCode.Of(tree, random);
        return (
            original.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(broken.Text, StrictCompiler.ParseOptions, tree.FilePath)),
            $"{tree.FilePath} {broken.Edit}");
    }

    static int AtMostOne(CSharpCompilation compilation, IEnumerable<Diagnostic> ours, string where)
    {
        var byFile = ours.Where(d => d.Location.GetLineSpan().Path.Length > 0).GroupBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal);
        var models = 0;
        foreach (var file in byFile)
        {
            var tree = compilation.SyntaxTrees.Single(t => t.FilePath == file.Key);
            var errors = compilation.GetSemanticModel(tree).GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken)
                .Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).ToArray();
            var root = tree.GetRoot(TestContext.Current.CancellationToken);
            foreach (var type in root.DescendantNodes().OfType<RecordDeclarationSyntax>())
            {
                // A lost brace puts a record inside of another one: each may have an error.
                var own = file.Where(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<RecordDeclarationSyntax>() == type).ToArray();
                if (own.Length == 0 || !errors.Any(e => type.FullSpan.Contains(e.Location.SourceSpan)))
                    continue;
                models++;
                Assert.True(own.Length == 1, $"{where}\n{string.Join('\n', own.Select(d => d.ToString()))}\nbeside\n{string.Join('\n', errors.Select(d => d.ToString()))}");
            }
        }
        return models;
    }
}
