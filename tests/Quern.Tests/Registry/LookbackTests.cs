using Quern.Registry;

namespace Quern.Tests.Registry;

public class LookbackTests
{
    static readonly CursorDefinition Cursor = new("since", "mart", "updated_at", new(ColumnKind.Timestamp), TimeSpan.FromMinutes(1));

    static RelationDefinition Relation(string id, string[] inputs, double? extractMinutes = null, double? cursorMinutes = null) => new RelationDefinition<object>
    {
        Id = id,
        Kind = RelationKind.Table,
        Schema = "s",
        Name = id,
        Columns = [],
        Inputs = inputs,
        Sql = new Dictionary<string, RelationSql>(),
        Extract = extractMinutes is { } e ? new("shop", id, ["id"], "updated_at", TimeSpan.FromMinutes(e), 1) : null,
        Incremental = cursorMinutes is { } c
            ? new()
            {
                Strategy = IncrementalStrategy.Merge,
                UniqueKey = ["id"],
                OnSchemaChange = OnSchemaChange.Fail,
                Cursors = [Cursor with { InputId = inputs[0], Lookback = TimeSpan.FromMinutes(c) }],
            }
            : null,
    };

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 0, 5)]
    [InlineData(5, 7, 7)]
    public void LookbackOf_a_cursor_is_the_longest_of_its_own_and_all_upstream(double extract, double staging, double expected)
    {
        var registry = new RelationRegistry(
            [Relation("raw", [], extractMinutes: extract), Relation("staging", ["raw"], cursorMinutes: staging), Relation("mart", ["staging"])]);
        Assert.Equal(TimeSpan.FromMinutes(expected), registry.LookbackOf(Cursor));
    }

    [Fact]
    public void LookbackOf_does_not_count_what_is_not_upstream()
    {
        var registry = new RelationRegistry([Relation("raw", [], extractMinutes: 60), Relation("mart", [])]);
        Assert.Equal(TimeSpan.FromMinutes(1), registry.LookbackOf(Cursor));
    }

    [Fact]
    public void LookbackOf_an_input_that_is_not_registered_names_it() =>
        Assert.Contains("'mart'", Assert.Throws<KeyNotFoundException>(() => new RelationRegistry([]).LookbackOf(Cursor)).Message, StringComparison.Ordinal);
}
