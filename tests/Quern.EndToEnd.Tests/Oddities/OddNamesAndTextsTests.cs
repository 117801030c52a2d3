using Quern.EndToEnd.Tests.Pipelines;
using Quern.Registry;

namespace Quern.EndToEnd.Tests.Oddities;

/// <summary>Names and values that break SQL made by pasting text together.</summary>
public sealed class OddNamesAndTextsTests
{
    static readonly RelationRegistry Relations = new([RelationRegistry.DefinitionOf<OddModel>(), RelationRegistry.DefinitionOf<OddSource>(), RelationRegistry.DefinitionOf<OddView>()]);

    static readonly string[] Texts =
    [
        "plain", "", " ", "it's", "say \"hi\"", "back\\slash", "C:\\new\\table\\", "line\nbreak", "carriage\r\nreturn", "tab\there",
        "'; DROP TABLE orders; --", "$1 @p :x ? {0} ${y} %s", "50%_off", "E'\\x41'", "NULL", "null", "\\N", "\\.", "🦊", "𝒳😀𐍈", "e\u0301 é",
        "\u200Bzero width", "\uFEFFbom", "日本語", "עברית", "ﬀ ligature", "a,b;c|d", "{\"a\": [1, \"\\u0041\"]}", "-- comment", "/* comment */", "\u0001\u001F\u007F", "\uFFFD\uFFFF",
    ];

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToDuckDb)]
    [InlineData(Route.DuckDbToPostgres)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Odd_names_and_texts_arrive_unchanged(Route route)
    {
        using var databases = await PipelineDatabases.CreateAsync(Relations, route);
        await databases.ShopAsync(
            """
            CREATE TABLE "Order" ("ID" bigint NOT NULL, "group" text NOT NULL, "Mixed Case" text, "quo""te" text NOT NULL,
                "semi;--colon" integer NOT NULL, "naïve'ß" boolean NOT NULL, "order" timestamp NOT NULL)
            """);
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var rows = Texts.Select((text, i) => new OddSource
        {
            Id = i, Group = text, Mixed = i % 7 == 3 ? null : text, Quote = $"<{text}>", Semicolon = i, Apostrophe = i % 2 == 0, Cursor = start.AddMinutes(i),
        }).ToList();
        await AddAsync(databases, rows);

        (await databases.RunAsync()).Succeeded();
        await AssertAsync(databases, rows, "after the first run");

        var changed = rows[5] with { Mixed = "changed\\'\"\n🦊", Cursor = start.AddDays(1) };
        await databases.ShopAsync("DELETE FROM \"Order\" WHERE \"ID\" = 5");
        await AddAsync(databases, [changed, changed with { Id = 100, Group = "it's \"no\" \\ row; --" }]);
        rows = [.. rows.Select(r => r.Id == 5 ? changed : r), changed with { Id = 100, Group = "it's \"no\" \\ row; --" }];
        var run = (await databases.RunAsync()).Succeeded();
        Assert.Equal(("incremental", 1L), run.Outcome("user.Table \"of\" 'all'") is var o ? (o.Mode, o.RowsChanged) : default);
        await AssertAsync(databases, rows, "after an incremental run");
    }

    static async Task AssertAsync(PipelineDatabases databases, IReadOnlyList<OddSource> rows, string when)
    {
        SameRows.Assert(rows, await databases.RowsAsync<OddSource>(), $"extracted rows {when}");
        var models = OddModel.Define(Query.Of(rows)).ToList();
        SameRows.Assert(models, await databases.RowsAsync<OddModel>(), $"model rows {when}");
        SameRows.Assert(OddView.Define(Query.Of(models)).ToList(), await databases.RowsAsync<OddView>(), $"view rows {when}");
    }

    static Task AddAsync(PipelineDatabases databases, IEnumerable<OddSource> rows) => databases.ShopAsync(
        $"INSERT INTO \"Order\" VALUES {string.Join(", ", rows.Select(r => FormattableString.Invariant(
            $"({r.Id}, {Literal(r.Group)}, {Literal(r.Mixed)}, {Literal(r.Quote)}, {r.Semicolon}, {r.Apostrophe}, TIMESTAMP '{r.Cursor:yyyy-MM-dd HH:mm:ss}')")))}");

    static string Literal(string? text) => text is null ? "NULL" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
