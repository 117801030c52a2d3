using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.CodeFixes.Tests;

/// <summary>Each fix on models in each way of writing them.</summary>
public sealed class FormattingTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, FixCase.All.Count)];

    public static TheoryData<string> Ways => [.. Formatting.All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task Fix_changes_what_it_says_and_nothing_else(int number)
    {
        var fix = FixCase.All[number];
        var source = fix.Source.ReplaceLineEndings("\n");
        Assert.Equal(2, source.Split(fix.Before).Length);
        var document = EditedDocument.Open(source);
        var diagnostic = Assert.Single((await document.Diagnostics()).Where(d => d.Id == fix.Id).DistinctBy(d => d.Location));

        var mended = await document.Apply(Assert.Single(await document.Offers(fix.Fix, diagnostic), o => o.Title == fix.Title));

        Assert.Equal(source.Replace(fix.Before, fix.After, StringComparison.Ordinal), await mended.Text());
        Assert.DoesNotContain(await mended.Diagnostics(), d => d.Severity > DiagnosticSeverity.Info || d.Id == fix.Id);
    }

    [Fact]
    public async Task Columns_whose_names_are_keywords_are_written_as_such()
    {
        const string Models = """
            namespace Shop;

            [Source("raw")]
            public partial record Sheet
            {
                [Key] public required long @class { get; init; }
                public required string @event { get; init; }
            }

            [Incremental(UniqueKey = "class")]
            public partial record Order
            {
                public required long @class { get; init; }
                public required string @event { get; init; }

                public static Query<Order> Define(Query<Sheet> sheets) =>
                    sheets.OrderBy(s => s.@event).Take(10).Select(s => new Order { @class = s.@class, @event = s.@event });
            }
            """;
        Assert.Contains("UniqueKey = nameof(@class)", await Mended(Models, new NameofFix(), "QRN1020"), StringComparison.Ordinal);
        Assert.Contains(".ThenBy(s => s.@class)", await Mended(Models, new TieBreakFix(), "QRN2103"), StringComparison.Ordinal);
        Assert.Contains("{ @event = s.@event, @class = s.@class }", await Mended(Models.Replace("@class = s.@class, ", "", StringComparison.Ordinal), new MapColumnsFix(), "CS9035"), StringComparison.Ordinal);
        Assert.Contains("public required string @base { get; init; }", await Mended(Models.Replace("@event = s.@event }", "@event = s.@event, @base = s.@event }", StringComparison.Ordinal), new AddColumnFix(), "CS0117"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public string Status { get; init; }", "new Order { Id = r.Id }", "QRN2003", "Status = r.Status", true)]
    [InlineData("public decimal Total { get; init; }", "new Order { Id = r.Id }", "QRN2003", "public decimal? Total", false)]
    [InlineData("public required string Value { get; init; }", "new Order { Id = r.Id, Value = r.Note! }", "QRN2105", "Value = r.Note ?? \"\"", true)]
    [InlineData("public required string Value { get; init; }", "new Order { Id = r.Id, Value = r.Note! }", "QRN2105", "public required string? Value", false)]
    [InlineData("[Precision(6, 2)] public required decimal Total { get; init; }", "new Order { Id = r.Id, Total = r.Total }", "QRN2108", "[Precision(18, 4)]", false)]
    public async Task Fix_reaches_into_the_part_that_stands_in_another_file(string column, string row, string id, string mended, bool isInQuery)
    {
        var query = $$"""
            namespace Shop;
            public partial record Order
            {
                public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => {{row}});
            }
            """;
        var document = EditedDocument.Open(
            $$"""
            namespace Shop;
            [Table]
            public partial record Order
            {
                public required long Id { get; init; }
                {{column}}
            }
            """,
            query);
        CodeFixProvider[] fixes = [new MapColumnsFix(), new NullabilityFix(), new DefaultValueFix(), new PrecisionFix()];
        var texts = new List<string>();
        var diagnostic = (await document.Diagnostics()).First(d => d.Id == id);
        foreach (var fix in fixes.Where(f => f.FixableDiagnosticIds.Contains(id)))
            foreach (var offer in await document.Offers(fix, diagnostic))
            {
                var edited = await document.Apply(offer);
                texts.Add(isInQuery ? await edited.Other(0).Text() : await edited.Text());
                Assert.DoesNotContain(await edited.Diagnostics(), d => d.Id == id);
            }
        Assert.Contains(texts, text => text.Contains(mended, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Fix_mends_in_any_way_of_writing(string way)
    {
        var failures = new List<string>();
        var mended = 0;
        foreach (var fix in FixCase.All)
        {
            var source = fix.Source.ReplaceLineEndings("\n");
            var written = Formatting.All[way](source);
            if (await Failure(EditedDocument.Open(written), written, fix, await Choice(fix)) is not { } failure)
                mended++;
            // Where nullness is not followed, some diagnostics and some offers have no place.
            else if (way != "nullness is not followed" || !failure.StartsWith("nothing", StringComparison.Ordinal))
                failures.Add($"{fix}: {failure}");
        }
        Assert.True(failures.Count == 0, $"{way}\n{string.Join("\n\n", failures)}");
        Assert.True(mended > FixCase.All.Count / 2);
    }

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    public async Task Fix_mends_all_places_at_once(FixAllScope scope)
    {
        var failures = new List<string>();
        foreach (var fix in FixCase.All)
        {
            var source = fix.Source.ReplaceLineEndings("\n");
            var both = source + "\n" + Renamed(source, "Second").Replace("namespace Shop;\n", "", StringComparison.Ordinal);
            var document = EditedDocument.Open(both, Renamed(source, "Third"));

            var mended = await document.ApplyToAll(fix.Fix, fix.Id, await Choice(fix), scope);

            var text = await mended.Text();
            if ((await mended.Diagnostics()).FirstOrDefault(d => d.Severity > DiagnosticSeverity.Info || d.Id == fix.Id) is { } left)
                failures.Add($"{fix}: {left}\n{text}");
            var others = (await mended.Other(0).Diagnostics()).Where(d => d.Id == fix.Id).ToArray();
            if ((others.Length > 0) == (scope == FixAllScope.Project))
                failures.Add($"{fix}: the other file has {others.Length}\n{await mended.Other(0).Text()}");
        }
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    [Fact]
    public async Task Container_of_several_records_is_made_partial_once()
    {
        const string Models = """
            namespace Shop;

            public static class Marts
            {
                [Table]
                public partial record Order
                {
                    public required long Id { get; init; }
                    public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
                }

                [Table]
                public partial record Sale
                {
                    public required long Id { get; init; }
                    public static Query<Sale> Define(Query<RawOrder> rows) => rows.Select(r => new Sale { Id = r.Id });
                }
            }
            """;
        var mended = await EditedDocument.Open(Models).ApplyToAll(new MakePartialFix(), "QRN1002", "MakePartialFix:", FixAllScope.Document);
        Assert.Equal(Models.Replace("static class", "static partial class", StringComparison.Ordinal), await mended.Text());
    }

    [Fact]
    public async Task Several_columns_that_a_record_lacks_are_added_together()
    {
        const string Models = """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public required long Id { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id, Status = r.Status, Total = r.Total });
            }
            """;
        var mended = await EditedDocument.Open(Models).ApplyToAll(new AddColumnFix(), "CS0117", "AddColumnFix:", FixAllScope.Document);
        Assert.DoesNotContain(await mended.Diagnostics(), d => d.Severity > DiagnosticSeverity.Info);
        Assert.Contains("required string Status", await mended.Text(), StringComparison.Ordinal);
        Assert.Contains("required decimal Total", await mended.Text(), StringComparison.Ordinal);
    }

    // What the offer is called where names differ.
    static async Task<string> Choice(FixCase fix)
    {
        if (Choices.TryGetValue(fix, out var known))
            return known;
        var document = EditedDocument.Open(fix.Source.ReplaceLineEndings("\n"));
        return Choices[fix] = (await document.Offers(fix.Fix, (await document.Diagnostics()).First(d => d.Id == fix.Id))).Single(o => o.Title == fix.Title).EquivalenceKey!;
    }

    static readonly ConcurrentDictionary<FixCase, string> Choices = [];

    static async Task<string?> Failure(EditedDocument document, string written, FixCase fix, string choice)
    {
        var before = await document.Diagnostics();
        if (before.FirstOrDefault(d => d.Id == fix.Id) is not { } diagnostic)
            return $"nothing is reported\n{string.Join('\n', before)}\n{written}";
        var offers = await document.Offers(fix.Fix, diagnostic);
        if (offers.SingleOrDefault(o => o.EquivalenceKey == choice) is not { } offer)
            return $"nothing is offered\n{written}";
        var mended = await document.Apply(offer);
        var text = await mended.Text();
        var after = await mended.Diagnostics();
        var syntax = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetDiagnostics(TestContext.Current.CancellationToken).FirstOrDefault();
        return syntax is not null ? $"{syntax}\n{text}"
            : after.FirstOrDefault(d => d.Id == fix.Id) is { } left ? $"{left} is left\n{text}"
            : after.FirstOrDefault(d => before.All(b => b.Id != d.Id) && d.Severity > DiagnosticSeverity.Info) is { } added ? $"{added} is new\n{text}"
            : text.Replace("\r\n", "", StringComparison.Ordinal).Contains(written.Contains('\r', StringComparison.Ordinal) ? '\n' : '\r', StringComparison.Ordinal) ? $"its lines end in two ways\n{text}"
            : Comments(text) != Comments(written) ? $"its comments are not those that there were\n{text}"
            : null;
    }

    static int Comments(string text) => Regex.Count(text, "//|/\\*");

    static async Task<string> Mended(string models, CodeFixProvider fix, string id)
    {
        var document = EditedDocument.Open(models.ReplaceLineEndings("\n"));
        var mended = await document.Apply((await document.Offers(fix, (await document.Diagnostics()).First(d => d.Id == id)))[0]);
        Assert.DoesNotContain(await mended.Diagnostics(), d => d.Id == id || d.Severity == DiagnosticSeverity.Error);
        return await mended.Text();
    }

    static string Renamed(string source, string prefix) => Regex.Replace(source, @"\b(Order|Marts)\b", prefix + "$1");
}
