using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quern.Generators;
using Quern.Registry;

namespace Quern.Benchmarks.Generator;

/// <summary>A project of generated models, compiled in memory with the settings of a usual build.</summary>
static class ModelProject
{
    static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(RelationRegistry).Assembly.Location),
    ];

    /// <summary>Parses the files.</summary>
    public static CSharpCompilation Parse(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Shop",
        files.AsParallel().AsOrdered().Select(f => Tree(f.Path, f.Text)),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Parses one file.</summary>
    public static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    /// <summary>A driver of the generator that has seen nothing yet.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    /// <summary>Writes the assembly to nowhere; fails when the sources don't compile.</summary>
    public static void Emit(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    /// <summary>Runs a driver; fails when the generator reports or throws anything.</summary>
    public static GeneratorDriver Generate(GeneratorDriver driver, CSharpCompilation compilation, out Compilation output)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        Check(driver);
        return driver;
    }

    /// <summary>Fails when the last run reported or threw anything.</summary>
    public static void Check(GeneratorDriver driver)
    {
        var diagnostics = driver.GetRunResult().Diagnostics;
        if (!diagnostics.IsEmpty)
            throw new InvalidOperationException(string.Join('\n', diagnostics.Take(5)));
    }
}
