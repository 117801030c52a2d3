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

    // An IDE has been at it for a while: its methods are compiled, and for speed.
    const int WarmUp = 100;

    /// <summary>
    /// Writes CPU milliseconds (medians): the generator's first run, after an edit of a query, after a new column in a model
    /// that two others read, after an unrelated edit, and the compiler's own work after an edit of a query.
    /// </summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        var models = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        // Each fourth model, from the second, is read by the two after it.
        var edited = (models / 8 * 4) + 1;
        var compilation = ModelProject.Parse(ModelSources.Create(models).ToArray());
        ModelProject.Driver().RunGenerators(compilation);
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(ModelProject.Parse(ModelSources.Create(models).ToArray()).SyntaxTrees);
        var driver = ModelProject.Driver();
        var full = Clock.CpuMilliseconds(Generate);

        var (query, column, unrelated, compiler) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 1; i <= WarmUp + Edits; i++)
        {
            compilation = Edit(compilation, ModelSources.Path(edited), ModelSources.Model(edited, i));
            query.Add(Clock.CpuMilliseconds(Generate));
            compilation = Edit(compilation, ModelSources.Path(edited), WithColumn(ModelSources.Model(edited, i), i));
            column.Add(Clock.CpuMilliseconds(Generate));
            compilation = Edit(compilation, "Unrelated.cs", string.Create(CultureInfo.InvariantCulture, $"namespace Shop; class Unrelated {{ int x = {i + 1}; }}"));
            unrelated.Add(Clock.CpuMilliseconds(Generate));
            compilation = Edit(compilation, ModelSources.Path(edited), ModelSources.Model(edited, -i));
            compiler.Add(Clock.CpuMilliseconds(() => Check(compilation, ModelSources.Path(edited))));
            Generate();
            ModelProject.Check(driver);
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{full} {Median(query)} {Median(column)} {Median(unrelated)} {Median(compiler)}"));
        return Task.FromResult(0);

        // An IDE takes over the files that changed by itself.
        void Generate() => driver = driver.RunGenerators(compilation);
    }

    static double Median(IEnumerable<double> measured) => Comparison.Median(measured.Skip(WarmUp));

    static string WithColumn(string model, int number) => model.Replace(
        "public required DateTime UpdatedAt", string.Create(CultureInfo.InvariantCulture, $"public string? Added{number} {{ get; init; }}\n    public required DateTime UpdatedAt"), StringComparison.Ordinal);

    static CSharpCompilation Edit(CSharpCompilation compilation, string path, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(t => t.FilePath == path), ModelProject.Tree(path, text));

    static void Check(CSharpCompilation compilation, string path) =>
        compilation.GetSemanticModel(compilation.SyntaxTrees.Single(t => t.FilePath == path)).GetDiagnostics();
}
