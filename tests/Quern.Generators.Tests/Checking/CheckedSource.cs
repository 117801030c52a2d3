using Microsoft.CodeAnalysis;
using Quern.Generators.Tests.Diagnostics;

namespace Quern.Generators.Tests.Checking;

/// <summary>Sources of a small shop, and what the generator says about them.</summary>
static class CheckedSource
{
    const string Inputs = """
        using System;
        using Quern;

        namespace Shop;

        public enum State { New, Paid }

        [Source("raw")]
        public partial record Order
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public required DateOnly Day { get; init; }
            public string? Note { get; init; }
            public Json? Data { get; init; }
        }

        [Source("raw")]
        public partial record Line
        {
            [Key] public required long OrderId { get; init; }
            [Key] public required int Number { get; init; }
            public required long ProductId { get; init; }
            public required int Quantity { get; init; }
            public decimal? Discount { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Customer
        {
            [Key] public required long Id { get; init; }
            [Unique] public required string Code { get; init; }
            [Pii("email")] public required string Email { get; init; }
            public required string Segment { get; init; }
            public long? ParentId { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Tag
        {
            [Key] public required long OrderId { get; init; }
            [Key] public required string Name { get; init; }
        }

        [Source("raw")]
        public partial record Visit
        {
            public required long CustomerId { get; init; }
            public required string Page { get; init; }
            public required DateTime At { get; init; }
        }

        """;

    /// <summary>A table with a query over all inputs; its columns as C# writes them.</summary>
    public static string Table(string columns, string query) => Model("[Table]", columns, "", query);

    /// <summary>An incremental model by its column Id.</summary>
    public static string Incremental(string columns, string query) => Model("[Incremental(UniqueKey = nameof(Id))]", columns, ", Query<Visit> visits, Target<Model> target", query);

    /// <summary>The generator finds nothing to say, and emits the model.</summary>
    public static void Silent(string source)
    {
        var run = Run(Inputs + source);
        Assert.Null(run.Exception);
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        Assert.NotEmpty(run.Sources);
    }

    /// <summary>The generator reports what the source marks, the first one with a message that has a part.</summary>
    public static void Expect(string marked, string message)
    {
        var source = MarkedSource.Parse(Inputs + marked);
        var run = Run(source.Text);
        Assert.Null(run.Exception);
        Assert.Equal(source.Expected, run.Diagnostics.Select(d => (d.Id, Span: source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
        Assert.Contains(message, run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>Whether the generator shows that the model's key is unique.</summary>
    public static bool IsProven(string source) =>
        Run(Inputs + source).Sources.Single(s => s.Key.Contains("Model", StringComparison.Ordinal)).Value.Contains("\"proven\": true", StringComparison.Ordinal);

    static string Model(string attribute, string columns, string parameters, string query) => $$"""
        {{attribute}}
        public partial record Model
        {
        {{string.Join("\n", columns.Split(';', StringSplitOptions.TrimEntries).Select(Column))}}
            public static Query<Model> Define(Query<Order> orders, Query<Line> lines, Query<Customer> customers, Query<Tag> tags{{parameters}})
            {
                {{(query.Contains("return ", StringComparison.Ordinal) ? query : "return " + query)}};
            }
        }
        """;

    // `[Key] long Id` → `[Key] public required long Id { get; init; }`
    static string Column(string column)
    {
        var type = column.LastIndexOf("] ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0;
        return $"    {column[..type]}public {(column.Contains('?', StringComparison.Ordinal) ? "" : "required ")}{column[type..]} {{ get; init; }}";
    }

    static GeneratorRun Run(string source) => new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", source)).Run();
}
