using Microsoft.CodeAnalysis.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators;

/// <summary>What the project file says to the generator.</summary>
/// <param name="Dialects">Engines to emit SQL for, in the order given.</param>
/// <param name="UnknownDialects">Names that are no engine.</param>
/// <param name="RootNamespace">The project's root namespace; empty when it has none.</param>
internal sealed record GeneratorOptions(EquatableArray<string> Dialects, EquatableArray<string> UnknownDialects, string RootNamespace)
{
    public static readonly string[] KnownDialects = ["duckdb", "postgres", "snowflake"];

    /// <summary>Those that a project targets when it does not say.</summary>
    public static readonly string[] DefaultDialects = ["duckdb", "postgres"];

    public static GeneratorOptions Read(AnalyzerConfigOptions options)
    {
        // A semicolon ends a value in the file that carries these options, so the targets file passes commas.
        options.TryGetValue("build_property.QuernDialectList", out var list);
        options.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        var names = (list ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(n => n.ToLowerInvariant()).Distinct().ToList();
        var known = names.Where(n => KnownDialects.Contains(n, StringComparer.Ordinal)).ToEquatableArray();
        return new GeneratorOptions(
            known.Count > 0 ? known : DefaultDialects.ToEquatableArray(),
            names.Where(n => !KnownDialects.Contains(n, StringComparer.Ordinal)).ToEquatableArray(),
            rootNamespace ?? "");
    }

    public IEnumerable<DiagnosticSpec> Diagnostics => UnknownDialects.Select(d => new DiagnosticSpec("QRN4002", LocationSpec.None, [d]));
}
