using Quern.EndToEnd.Tests.Pipelines;
using Quern.Registry;

namespace Quern.EndToEnd.Tests.Strategies;

/// <summary>Every materialization and strategy, against the same queries over lists.</summary>
public sealed class StrategyTests
{
    static readonly RelationRegistry Relations = new(
        [RelationRegistry.DefinitionOf<DocumentLine>(), RelationRegistry.DefinitionOf<DocumentTotal>(), RelationRegistry.DefinitionOf<FirstLine>(), RelationRegistry.DefinitionOf<LabelUse>(), RelationRegistry.DefinitionOf<RawLine>(), RelationRegistry.DefinitionOf<TopDocument>()]);

    static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.DuckDbToPostgres)]
    public async Task Every_strategy_gives_the_rows_of_lists(Route route)
    {
        using var databases = await PipelineDatabases.CreateAsync(Relations, route);
        await databases.ShopAsync(
            "CREATE TABLE lines (document_id bigint NOT NULL, line_no integer NOT NULL, label text, quantity integer NOT NULL, price decimal(12, 3), updated_at timestamp NOT NULL)");
        List<RawLine> lines =
        [
            .. from document in Enumerable.Range(1, 12)
               from line in Enumerable.Range(1, 3)
               select new RawLine(
                   document, line,
                   ((document + line) % 5) switch { 0 => null, 1 => "big", 2 => "b", 3 => "B", _ => "ä" },
                   (document * line * 7 % 120) - 4, (document + line) % 4 == 0 ? null : document * line / 8m, Start.AddHours(document)),
        ];
        await AddAsync(databases, lines);
        (await databases.RunAsync()).Succeeded();
        List<FirstLine> first = [.. FirstLine.Define(Query.Of(lines))];
        await AssertAsync(databases, lines, first, "after the first run");

        // Document 2 is written anew with a line that no longer counts; document 13 is new.
        List<RawLine> rewritten = [.. lines.Where(l => l.DocumentId == 2).Select(l => l with { Label = "new", Quantity = l.LineNo == 3 ? 0 : 50, UpdatedAt = Start.AddDays(2) })];
        List<RawLine> added = [new(13, 1, "big", 100, 0.125m, Start.AddDays(2)), new(13, 2, null, 1, null, Start.AddDays(2))];
        await databases.ShopAsync("DELETE FROM lines WHERE document_id = 2");
        await AddAsync(databases, [.. rewritten, .. added]);
        lines = [.. lines.Where(l => l.DocumentId != 2), .. rewritten, .. added];
        var run = (await databases.RunAsync()).Succeeded();

        first.AddRange([.. FirstLine.Define(Query.Of(added))]);
        Assert.Equal(("incremental", 2L, 0L), run.Outcome("staging.first_lines") is var a ? (a.Mode, a.RowsInserted, a.RowsUpdated) : default);
        Assert.Equal("incremental", run.Outcome("staging.document_lines").Mode);
        await AssertAsync(databases, lines, first, "after the incremental run");
    }

    static async Task AssertAsync(PipelineDatabases databases, IReadOnlyList<RawLine> raw, IReadOnlyList<FirstLine> first, string when)
    {
        var lines = DocumentLine.Define(Query.Of(raw)).ToList();
        var totals = DocumentTotal.Define(Query.Of(lines)).ToList();
        SameRows.Assert(raw, await databases.RowsAsync<RawLine>(), when);
        SameRows.Assert(first, await databases.RowsAsync<FirstLine>(), when);
        SameRows.Assert(lines, await databases.RowsAsync<DocumentLine>(), when);
        SameRows.Assert(totals, await databases.RowsAsync<DocumentTotal>(), when);
        SameRows.Assert(TopDocument.Define(Query.Of(totals)).ToList(), await databases.RowsAsync<TopDocument>(), when);
        SameRows.Assert(LabelUse.Define(Query.Of(raw), Query.Of(first)).ToList(), await databases.RowsAsync<LabelUse>(), when);
    }

    static Task AddAsync(PipelineDatabases databases, IEnumerable<RawLine> lines) => databases.ShopAsync(
        $"INSERT INTO lines VALUES {string.Join(", ", lines.Select(l => FormattableString.Invariant(
            $"({l.DocumentId}, {l.LineNo}, {(l.Label is null ? "NULL" : $"'{l.Label}'")}, {l.Quantity}, {(l.Price is { } price ? FormattableString.Invariant($"{price}") : "NULL")}, TIMESTAMP '{l.UpdatedAt:yyyy-MM-dd HH:mm:ss}')")))}");
}
