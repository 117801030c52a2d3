using System.Runtime.Loader;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quern.Registry;

namespace Quern.Generators.Tests;

/// <summary>Compiles sources as a user with the strictest compiler settings does: warnings, also those about missing docs, are errors.</summary>
static class StrictCompiler
{
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(RelationRegistry).Assembly.Location),
    ];

    public static CSharpCompilation Compilation(params IEnumerable<(string Path, string Text)> sources) => CSharpCompilation.Create(
        "Shop",
        sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, ParseOptions, s.Path)),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable,
            checkOverflow: true));

    /// <summary>What the compiler has to say, hidden diagnostics aside.</summary>
    public static IReadOnlyList<string> Diagnostics(Compilation compilation) =>
        [.. compilation.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden).Select(d => d.ToString())];

    /// <summary>The errors of writing an assembly, which come after those of compiling.</summary>
    public static IReadOnlyList<string> EmitErrors(Compilation compilation)
    {
        using var stream = new MemoryStream();
        return [.. compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)];
    }

    /// <summary>Compiles and loads; fails the test on any diagnostic.</summary>
    public static Assembly Load(params IEnumerable<(string Path, string Text)> sources)
    {
        var compilation = Compilation(sources);
        Assert.Empty(Diagnostics(compilation));
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        return new AssemblyLoadContext("Shop", isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>Compiles and loads sources that the generated <c>QuernProject</c> of the namespace Shop is among.</summary>
    public static RelationRegistry LoadRegistry(params IEnumerable<(string Path, string Text)> sources)
    {
        var project = Load(sources).GetType("Shop.QuernProject", throwOnError: true)!;
        return (RelationRegistry)project.GetProperty("Relations")!.GetValue(null)!;
    }
}
