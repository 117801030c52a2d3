using Quern.EndToEnd.Tests.Pipelines;
using Quern.Registry;

namespace Quern.EndToEnd.Tests.Arrays;

/// <summary>Arrays from a source through extraction and a model into C# again.</summary>
public sealed class ArrayPipelineTests
{
    static readonly RelationRegistry Relations = new([RelationRegistry.DefinitionOf<RawBasket>(), RelationRegistry.DefinitionOf<Basket>(), RelationRegistry.DefinitionOf<Quantity>()]);

    static readonly DateTime Start = new(2026, 1, 1, 8, 0, 0, DateTimeKind.Unspecified);

    static readonly RawBasket First = new()
    {
        Id = 1, Tags = ["new", "it's \"q\" \\ {,}", "", "🦊", "NULL"], Notes = ["a", null], Flags = [true, false], Levels = [1, -1], Quantities = [3, null],
        Items = [long.MaxValue, 0], Prices = [1.250m, null, -0.049m], Weights = [0.5f], Ratios = [0.1, double.MaxValue], Days = [new(2026, 2, 28)],
        Times = [Start.AddMicroseconds(1), null], Instants = [new(Start, TimeSpan.Zero)], Ids = [Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")],
        Channels = [Channel.Store, Channel.Web, Channel.Web], Seen = [null, Channel.Store], UpdatedAt = Start,
    };

    static readonly RawBasket Empty = new()
    {
        Id = 2, Tags = [], Flags = [], Levels = [], Quantities = [], Items = [], Prices = [], Weights = [], Ratios = [], Days = [], Times = [], Instants = [], Ids = [],
        Channels = [], UpdatedAt = Start.AddMinutes(1),
    };

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToDuckDb)]
    [InlineData(Route.DuckDbToPostgres)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Arrays_arrive_unchanged_and_only_rows_that_differ_are_written(Route route)
    {
        using var databases = await CreateAsync(route);
        (await databases.RunAsync()).Succeeded();
        await AssertAsync(databases, [First, Empty], "after the first run");

        // One element of one array is another now; the other row was touched and is what it was.
        await databases.ShopAsync($"UPDATE baskets SET tags = ARRAY['new', 'old'], updated_at = TIMESTAMP '2026-01-02 08:00:00' WHERE id = 1");
        await databases.ShopAsync("INSERT INTO baskets SELECT 3, tags, notes, flags, levels, quantities, items, prices, weights, ratios, days, times, instants, ids, channels, seen, TIMESTAMP '2026-01-02 09:00:00' FROM baskets WHERE id = 2");
        RawBasket[] rows = [First with { Tags = ["new", "old"], UpdatedAt = Start.AddDays(1) }, Empty, Empty with { Id = 3, UpdatedAt = Start.AddDays(1).AddHours(1) }];
        var run = (await databases.RunAsync()).Succeeded();
        Assert.Equal((1, 1), run.Outcome("staging.baskets") is var o ? (o.RowsInserted, o.RowsUpdated) : default);
        await AssertAsync(databases, rows, "after an incremental run");
        Assert.Equal(0L, (await databases.RunAsync()).Succeeded().Outcome("staging.baskets").RowsChanged);
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Null_in_an_array_of_what_is_not_nullable_is_refused_with_the_row_s_key(Route route)
    {
        using var databases = await CreateAsync(route);
        await databases.ShopAsync("UPDATE baskets SET tags = ARRAY['a', NULL] WHERE id = 2");
        var run = (await databases.RunAsync()).Failed();
        Assert.Contains("(id = 2): Row 2 of", run.Failures, StringComparison.Ordinal);
        Assert.Contains("column 'tags' can't take an array with null in it", run.Failures, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb, "tags = [NULL]", "not_null_elements_tags")]
    [InlineData(Route.DuckDbToDuckDb, "channels = ['web', 'moon']", "accepted_values_channels")]
    [InlineData(Route.PostgresToPostgres, "tags = ARRAY[NULL]", "not_null_elements_tags")]
    [InlineData(Route.PostgresToPostgres, "channels = ARRAY['web', 'moon', NULL]", "accepted_values_channels")]
    public async Task Data_tests_find_what_an_array_may_not_hold(Route route, string set, string test)
    {
        using var databases = await CreateAsync(route);
        (await databases.RunAsync()).Succeeded();
        await databases.ExecuteAsync($"UPDATE raw.baskets SET {set} WHERE id = 1");
        var run = (await databases.RunAsync(Execution.RunCommand.Test)).Failed();
        Assert.Contains(test, run.Failures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_dimensions_are_refused()
    {
        using var databases = await CreateAsync(Route.PostgresToDuckDb);
        await databases.ShopAsync("UPDATE baskets SET items = ARRAY[[1, 2], [3, 4]] WHERE id = 2");
        Assert.Contains("column 'items' can't be read as int64[]: Cannot read an array value with 2 dimensions", (await databases.RunAsync()).Failed().Failures, StringComparison.Ordinal);
    }

    static async Task<PipelineDatabases> CreateAsync(Route route)
    {
        var databases = await PipelineDatabases.CreateAsync(Relations, route);
        await databases.ShopAsync(
            """
            CREATE TABLE baskets (id bigint, tags text[], notes text[], flags boolean[], levels smallint[], quantities integer[], items bigint[], prices numeric(14,3)[],
                weights real[], ratios double precision[], days date[], times timestamp[], instants timestamptz[], ids uuid[], channels text[], seen text[], updated_at timestamp)
            """);
        await databases.ShopAsync(
            """
            INSERT INTO baskets VALUES
                (1, ARRAY['new', 'it''s "q" \ {,}', '', '🦊', 'NULL'], ARRAY['a', NULL], ARRAY[true, false], ARRAY[1, -1], ARRAY[3, NULL], ARRAY[9223372036854775807, 0],
                    ARRAY[1.250, NULL, -0.049], ARRAY[0.5], ARRAY[0.1, 1.7976931348623157e308], ARRAY[DATE '2026-02-28'], ARRAY[TIMESTAMP '2026-01-01 08:00:00.000001', NULL],
                    ARRAY[TIMESTAMPTZ '2026-01-01 08:00:00+00'], ARRAY[CAST('00112233-4455-6677-8899-aabbccddeeff' AS uuid)], ARRAY['in store', 'web', 'web'], ARRAY[NULL, 'in store'],
                    TIMESTAMP '2026-01-01 08:00:00'),
                (2, CAST(ARRAY[] AS text[]), NULL, CAST(ARRAY[] AS boolean[]), CAST(ARRAY[] AS smallint[]), CAST(ARRAY[] AS integer[]), CAST(ARRAY[] AS bigint[]), CAST(ARRAY[] AS numeric(14,3)[]),
                    CAST(ARRAY[] AS real[]), CAST(ARRAY[] AS double precision[]), CAST(ARRAY[] AS date[]), CAST(ARRAY[] AS timestamp[]), CAST(ARRAY[] AS timestamptz[]), CAST(ARRAY[] AS uuid[]),
                    CAST(ARRAY[] AS text[]), NULL, TIMESTAMP '2026-01-01 08:01:00')
            """);
        return databases;
    }

    static async Task AssertAsync(PipelineDatabases databases, IReadOnlyList<RawBasket> rows, string when)
    {
        SameRows.Assert(rows, await databases.RowsAsync<RawBasket>(), $"extracted rows {when}");
        SameRows.Assert(Basket.Define(Query.Of(rows)).ToList(), await databases.RowsAsync<Basket>(), $"model rows {when}");
        SameRows.Assert(Quantity.Define(Query.Of(rows)).ToList(), await databases.RowsAsync<Quantity>(), $"unnested and collected {when}");
    }
}
