using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quern.Generators.Tests;

/// <summary>Runs a generator over source texts as a compiler does, and again after edits, as an IDE does.</summary>
sealed class GeneratorHarness
{
    GeneratorDriver driver;
    CSharpCompilation compilation;

    /// <param name="generator">The generator.</param>
    /// <param name="buildProperties">MSBuild properties that it reads: <c>QuernDialects</c>, <c>RootNamespace</c>.</param>
    /// <param name="sources">Files by path.</param>
    public GeneratorHarness(
        IIncrementalGenerator generator,
        IReadOnlyDictionary<string, string> buildProperties,
        params IEnumerable<(string Path, string Text)> sources)
    {
        compilation = StrictCompiler.Compilation(sources);
        driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: StrictCompiler.ParseOptions,
            optionsProvider: new BuildProperties(buildProperties),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>Runs the generator; steps whose inputs are as in the last run are cached.</summary>
    public GeneratorRun Run()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(
            compilation, out var output, out _, TestContext.Current.CancellationToken);
        return new GeneratorRun(driver.GetRunResult().Results.Single(), output);
    }

    /// <summary>References another assembly.</summary>
    public void Reference(MetadataReference assembly) => compilation = compilation.AddReferences(assembly);

    /// <summary>Replaces a file's text, or adds the file.</summary>
    public void Edit(string path, string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, StrictCompiler.ParseOptions, path);
        compilation = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path) is { } old
            ? compilation.ReplaceSyntaxTree(old, tree)
            : compilation.AddSyntaxTrees(tree);
    }

    sealed class BuildProperties(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        const string Prefix = "build_property.";

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = null;
            return key.StartsWith(Prefix, StringComparison.Ordinal) && values.TryGetValue(key[Prefix.Length..], out value);
        }
    }
}

/// <summary>What a run gave.</summary>
sealed class GeneratorRun(GeneratorRunResult result, Compilation output)
{
    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } =
        result.GeneratedSources.IsDefault ? ImmutableDictionary<string, string>.Empty : result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>What the generator reported.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = result.Diagnostics.IsDefault ? [] : result.Diagnostics;

    /// <summary>What threw in the generator; null when nothing did.</summary>
    public Exception? Exception => result.Exception;

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output => output;

    /// <summary>What the compiler says about sources and generated files together.</summary>
    public IReadOnlyList<string> CompilerDiagnostics => StrictCompiler.Diagnostics(output);

    /// <summary>Why each output of a named step ran or did not: New, Modified, Unchanged, Cached, Removed.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(o => o.Reason)];

    /// <summary>The values of a named step's outputs.</summary>
    public IReadOnlyList<object> Values(string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(o => o.Value)];

    /// <summary>The names of all steps that have one.</summary>
    public IReadOnlyCollection<string> StepNames => [.. result.TrackedSteps.Keys];
}
