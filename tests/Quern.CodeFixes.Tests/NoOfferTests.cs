using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes.Tests;

/// <summary>Where there is no one right answer, a fix keeps silent.</summary>
public sealed class NoOfferTests
{
    [Theory]
    [InlineData("DateTime Value", "from r in rows from v in visits.Where(v => v.OrderId == r.Id).DefaultIfEmpty() select new Order { Value = v!.At }")]
    [InlineData("string Value", "rows.Select(r => new Order { Value = r.Status }).Concat(rows.Select(r => new Order { Value = r.Note! }))")]
    [InlineData("string Value", "rows.Select(r => new Order { Value = r.Total > 0 ? r.Note! : r.Status })")]
    public Task Value_that_no_default_stands_for_is_left_alone(string column, string query) => OffersNothing(new DefaultValueFix(), "QRN2105", "[Table]", column, query);

    [Theory]
    [InlineData("r.Id + \"\" == r.Note")]
    [InlineData("(r.Total > 0).ToString() == r.Note")]
    public Task Text_that_no_parser_is_for_is_left_alone(string condition) =>
        OffersNothing(new ParsedTextFix(), "QRN2112", "[Table]", "long Id", $"rows.Where(r => {condition}).Select(r => new Order {{ Id = r.Id }})");

    [Fact]
    public Task Value_that_may_be_null_is_not_compared_with_a_text_that_may_be_none() =>
        OffersNothing(new ParsedTextFix(), "QRN2112", "[Table]", "long Id", "from r in rows from l in lines where l.Pieces.ToString() == r.Note select new Order { Id = r.Id }");

    [Theory]
    [InlineData("(from r in rows from v in visits orderby r.Total select new { r, v }).Take(9).Select(x => new Order { Id = x.r.Id })")]
    [InlineData("(from r in rows from s in rows where s.Id == r.Id orderby r.Total select r).Take(9).Select(x => new Order { Id = x.Id })")]
    [InlineData("rows.Select(r => new { r.Id, r.Total }).OrderBy(r => r.Total).Take(9).Select(r => new Order { Id = r.Id })")]
    public Task Order_that_the_key_of_no_one_row_completes_is_left_alone(string query) => OffersNothing(new TieBreakFix(), "QRN2103", "[Incremental(UniqueKey = nameof(Id))]", "long Id", query);

    [Theory]
    [InlineData("1M")]
    [InlineData("a while")]
    [InlineData("5 fortnights")]
    public Task Lookback_that_may_mean_anything_is_left_alone(string lookback) =>
        OffersNothing(new LookbackFix(), "QRN1010", "[Incremental(UniqueKey = nameof(Id))]", "long Id", $"rows.ChangedSince(r => r.UpdatedAt, \"{lookback}\").Select(r => new Order {{ Id = r.Id }})");

    [Fact]
    public Task Lookback_of_one_of_several_cursors_is_left_alone() => OffersNothing(
        new LookbackFix(), "QRN2111", "[Incremental(UniqueKey = nameof(Id))]", "long Id",
        "from r in rows.ChangedSince(r => r.UpdatedAt) from v in visits where v.OrderId == r.Id && v.At <= r.UpdatedAt.AddHours(2) && rows.ChangedSince(x => x.UpdatedAt).Any(x => x.Id == r.Id) select new Order { Id = r.Id }");

    [Fact]
    public Task Text_that_resembles_none_of_the_set_is_left_alone() =>
        OffersNothing(new AcceptedTextFix(), "QRN2107", "[Table]", "long Id", "lines.Where(l => l.State == \"cancelled\").Select(l => new Order { Id = l.OrderId })");

    [Fact]
    public Task Digits_that_no_decimal_has_room_for_are_left_alone() =>
        OffersNothing(new PrecisionFix(), "QRN2109", "[Table]", "[Precision(38, 30)] decimal Value", "rows.Select(r => new Order { Value = 123456789m })");

    [Fact]
    public Task Precision_of_a_decimal_is_left_alone() =>
        OffersNothing(new RemoveAttributeFix(), "QRN1012", "[Table]", "[Precision(2, 4)] decimal Value", "rows.Select(r => new Order { Value = r.Total })");

    [Fact]
    public Task Schema_that_is_empty_is_left_alone() => OffersNothingFor(
        new RemoveAttributeFix(), "QRN1015",
        """
        namespace Shop;
        [Source("", "orders")]
        public partial record Order
        {
            [Key] public required long Id { get; init; }
        }
        """);

    [Fact]
    public Task Query_that_uses_an_instance_is_left_alone() => OffersNothingFor(
        new MakeStaticFix(), "QRN1008",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public Query<Order> Define(Query<RawOrder> rows) => rows.Where(r => r.Id > Id).Select(r => new Order { Id = r.Id });
        }
        """);

    static Task OffersNothing(CodeFixProvider fix, string id, string attribute, string column, string query)
    {
        var type = column.LastIndexOf("] ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0;
        return OffersNothingFor(
            fix, id,
            $$"""
            namespace Shop;
            {{attribute}}
            public partial record Order
            {
                {{column[..type]}}public required {{column[type..]}} { get; init; }
                public static Query<Order> Define(Query<RawOrder> rows, Query<RawLine> lines, Query<RawVisit> visits) => {{query}};
            }
            """);
    }

    static async Task OffersNothingFor(CodeFixProvider fix, string id, string models)
    {
        var document = EditedDocument.Open(models);
        var diagnostic = (await document.Diagnostics()).First(d => d.Id == id);
        Assert.Empty(await document.Offers(fix, diagnostic));
    }
}
