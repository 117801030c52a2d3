using Quern.Planning;
using Quern.Registry;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Planning;

public sealed class SelectionTests
{
    static readonly RelationRegistry Registry = new(
    [
        Table("marts.dim_customers", "n int32", "", "stg_customers"),
        Table("marts.fct_orders", "n int32", "", "stg_orders", "dim_customers") with { Tags = ["daily", "finance"] },
        Source("raw.customers", "n int32"),
        Source("raw.orders", "n int32") with { Tags = ["daily"] },
        Table("staging.stg_customers", "n int32", "", "customers"),
        Table("staging.stg_orders", "n int32", "", "orders"),
    ]);

    [Theory]
    [InlineData("stg_orders", "stg_orders")]
    [InlineData("STG_ORDERS", "stg_orders")]
    [InlineData("staging.stg_orders", "stg_orders")]
    [InlineData("+stg_orders", "orders stg_orders")]
    [InlineData("stg_orders+", "fct_orders stg_orders")]
    [InlineData("+stg_customers+", "customers dim_customers fct_orders stg_customers")]
    [InlineData("stg_*", "stg_customers stg_orders")]
    [InlineData("marts.*", "dim_customers fct_orders")]
    [InlineData("tag:daily", "fct_orders orders")]
    [InlineData("tag:fin*", "fct_orders")]
    [InlineData("tag:finance+ stg_orders", "fct_orders stg_orders")]
    [InlineData("customers,orders", "customers orders")]
    public void Pattern_selects_relations(string pattern, string expected) =>
        Assert.Equal(expected.Split(' '), Selection.Parse([pattern], Registry).Ids.Order(StringComparer.Ordinal));

    [Fact]
    public void No_pattern_selects_everything() =>
        Assert.Equal(6, Selection.Parse([], Registry).Ids.Count);

    [Fact]
    public void Exclude_takes_away_from_what_is_selected() =>
        Assert.Equal(
            ["fct_orders", "stg_orders"],
            Selection.Parse(["+fct_orders"], ["raw.*", "stg_customers", "dim_*"], Registry).Ids.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("stg_ordres", "'stg_orders'")]
    [InlineData("+fct_order", "'fct_orders'")]
    [InlineData("tag:dialy", "'tag:daily'")]
    public void Unknown_name_is_refused_with_near_names(string pattern, string suggestion)
    {
        var e = Assert.Throws<SelectionException>(() => Selection.Parse([pattern], Registry));
        Assert.Contains($"Did you mean {suggestion}?", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+")]
    [InlineData("tag:")]
    [InlineData("++")]
    public void Pattern_without_a_name_is_refused(string pattern) =>
        Assert.Contains("selects nothing", Assert.Throws<SelectionException>(() => Selection.Parse([pattern], Registry)).Message, StringComparison.Ordinal);

    [Fact]
    public void Unknown_name_with_nothing_near_points_to_the_list() =>
        Assert.EndsWith("The command 'ls' lists what there is.", Assert.Throws<SelectionException>(() => Selection.Parse(["something_else_entirely"], Registry)).Message, StringComparison.Ordinal);
}
