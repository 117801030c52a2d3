using Microsoft.CodeAnalysis;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Models over a source of orders that have a mistake.</summary>
static class Shop
{
    public const string Inputs = """
        using System;
        using System.Linq;
        using Quern;

        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public string? Note { get; init; }
        }

        """;

    public static GeneratorRun Run(string source) =>
        new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Inputs + source)).Run();

    /// <summary>The marked source has exactly the marked errors, the first with the message.</summary>
    public static void Expect(string marked, string message)
    {
        var source = MarkedSource.Parse(marked);
        var run = Run(source.Text);
        Assert.Null(run.Exception);
        var text = Inputs + source.Text;
        Assert.Equal(
            source.Expected,
            run.Diagnostics.Select(d => (d.Id, Span: text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
        Assert.Contains(message, run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
        Assert.All(run.Diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
    }
}
