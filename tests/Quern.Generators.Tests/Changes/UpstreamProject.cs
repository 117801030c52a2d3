using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Tests.Changes;

/// <summary>A project that the edited one refers to, as it was at several times: as an assembly, and as its source in an IDE.</summary>
static class UpstreamProject
{
    static readonly string[] Texts =
    [
        Source("""[Source("raw", "rates")]""", "decimal"),
        Source("""[Source("raw", "rates_v2")]""", "decimal"),
        Source("""[Source("raw", "rates")]""", "double?"),
        "namespace Upstream; public record RawRate(string Currency);",
    ];

    /// <summary>The versions; the first one fits the project before any edit.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Texts.Select(text => (MetadataReference)MetadataReference.CreateFromImage(Image(Compiled(text)))), Compiled(Texts[0]).ToMetadataReference()];

    static string Source(string attribute, string type) => $$"""
        using Quern;
        namespace Upstream;

        {{attribute}}
        public partial record RawRate
        {
            [Key] public required string Currency { get; init; }
            public required {{type}} ToEuro { get; init; }
        }
        """;

    static Compilation Compiled(string text)
    {
        var compilation = StrictCompiler.Compilation(("Upstream.cs", text)).WithAssemblyName("Upstream")
            .WithOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return output;
    }

    static byte[] Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success ? stream.ToArray() : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
