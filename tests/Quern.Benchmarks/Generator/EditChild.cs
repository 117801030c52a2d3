using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quern.Benchmarks.Measuring;

namespace Quern.Benchmarks.Generator;

/// <summary>A process that holds a project as an IDE does, edits it, and lets the generator run after each edit.</summary>
static class EditChild
{
    public const string Name = "edit";
    const int Edits = 9;

    /// <summary>Writes CPU milliseconds (medians): the generator's first run, after an edit of a query, after an unrelated edit, and the compiler's own work after an edit of a query.</summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        var models = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var files = ModelSources.Create(models).ToArray();
        var edited = models / 2;
        var compilation = ModelProject.Parse(files);
        // The first driver only warms the compiler up: in an IDE its methods are compiled already.
        ModelProject.Generate(ModelProject.Driver(), compilation, out _);
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees);
        var driver = ModelProject.Driver();
        var full = Clock.CpuMilliseconds(() => driver = ModelProject.Generate(driver, compilation, out _));

        var (query, unrelated, compiler) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 1; i <= Edits; i++)
        {
            compilation = Edit(compilation, $"Model{edited}.cs", ModelSources.Model(edited, i));
            query.Add(Clock.CpuMilliseconds(() => driver = ModelProject.Generate(driver, compilation, out _)));
            compilation = Edit(compilation, "Unrelated.cs", string.Create(CultureInfo.InvariantCulture, $"namespace Shop; class Unrelated {{ int x = {i + 1}; }}"));
            unrelated.Add(Clock.CpuMilliseconds(() => driver = ModelProject.Generate(driver, compilation, out _)));
            compilation = Edit(compilation, $"Model{edited}.cs", ModelSources.Model(edited, -i));
            compiler.Add(Clock.CpuMilliseconds(() => Check(compilation, $"Model{edited}.cs")));
            driver = ModelProject.Generate(driver, compilation, out _);
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{full} {Comparison.Median(query)} {Comparison.Median(unrelated)} {Comparison.Median(compiler)}"));
        return Task.FromResult(0);
    }

    static CSharpCompilation Edit(CSharpCompilation compilation, string path, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(t => t.FilePath == path), ModelProject.Tree(path, text));

    static void Check(CSharpCompilation compilation, string path) =>
        compilation.GetSemanticModel(compilation.SyntaxTrees.Single(t => t.FilePath == path)).GetDiagnostics();
}
