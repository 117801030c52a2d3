using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quern.Generators.Tests;

/// <summary>The code analysis of the .NET SDK with every rule an error: AnalysisLevel=latest-all and TreatWarningsAsErrors.</summary>
static class SdkAnalyzers
{
    static readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> Analyzers = new(Load);

    public static async Task<IReadOnlyList<string>> DiagnosticsAsync(CSharpCompilation compilation)
    {
        var rules = Analyzers.Value.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Distinct();
        var strict = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            rules.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Error))));
        var diagnostics = await strict.WithAnalyzers(Analyzers.Value).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        // What is left has no place in a file: it is about the assembly's attributes.
        return [.. diagnostics.Where(d => d.Location.IsInSource).Select(d => d.ToString())];
    }

    static ImmutableArray<DiagnosticAnalyzer> Load()
    {
        var folder = typeof(SdkAnalyzers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SdkAnalyzers").Value!;
        string[] files = ["Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"];
        return [.. files.SelectMany(file => new AnalyzerFileReference(Path.Combine(folder, file), new Loader()).GetAnalyzers(LanguageNames.CSharp))];
    }

    sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // Both assemblies lie in one folder, where the runtime looks.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
