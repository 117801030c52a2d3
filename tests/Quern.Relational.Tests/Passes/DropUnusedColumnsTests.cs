using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

public sealed class DropUnusedColumnsTests
{
    static readonly ColumnExpr Id = Shop.Long("i", "id");
    static readonly ColumnExpr Product = Shop.Text("i", "product", true);

    static void Becomes(Rel before, Rel after)
    {
        Verifier.Verify(before);
        var actual = DropUnusedColumns.Apply(before);
        Assert.Equal(after, actual);
        Verifier.Verify(actual);
    }

    static void Stays(Rel query) => Becomes(query, query);

    static ProjectRel Ids(Rel rows, string alias = "t") => Select(rows, "p", ("x", Shop.Long(alias, "id")));

    static ProjectRel Items(params (string Name, Expr Expr)[] columns) => Select(Shop.ItemRows(), "s", columns);

    [Fact]
    public void Column_of_a_step_that_nothing_asks_for_goes()
    {
        Becomes(Ids(new NamedRel("step", Items(("id", Id), ("product", Product)), "t")), Ids(new NamedRel("step", Items(("id", Id)), "t")));
        // Some column is left where rows are only counted.
        var counted = new AggregateRel(new NamedRel("step", Items(("id", Id), ("product", Product)), "t"), [], [new("count", Count())], "g");
        Becomes(counted, counted with { Input = new NamedRel("step", Items(("id", Id)), "t") });
    }

    [Fact]
    public void Column_that_any_use_of_a_step_asks_for_stays()
    {
        var step = new NamedRel("step", Items(("id", Id), ("product", Product)), "t");
        Stays(Ids(new JoinRel(JoinKind.Inner, step, step with { Alias = "u" }, Eq(Shop.Text("u", "product", true), LiteralExpr.Text("a")))));
        Stays(Ids(Where(step, new ExistsExpr(Where(Shop.OrderRows(), Eq(Shop.Text("o", "status"), Shop.Text("t", "product", true))), false))));
    }

    [Fact]
    public void Column_that_only_a_dropped_one_asked_for_goes_too()
    {
        NamedRel Outer(params string[] columns)
        {
            (string Name, Expr Expr)[] inner = [.. columns.Select(c => (c, (Expr)(c == "id" ? Id : Product)))];
            return new("outer", Select(new NamedRel("inner", Items(inner), "n"), "m", [.. columns.Select(c => (c, (Expr)(c == "id" ? Shop.Long("n", c) : Shop.Text("n", c, true))))]), "t");
        }
        Becomes(Ids(Outer("id", "product")), Ids(Outer("id")));
    }

    [Fact]
    public void Column_of_all_sides_of_a_union_goes_at_once()
    {
        SetRel Rows(bool isWhole, SetOperator op = SetOperator.UnionAll)
        {
            ProjectRel Side(string alias, string rows) => Select(Shop.OrderRows(rows), alias, [("id", Shop.Long(rows, "id")), .. isWhole ? [("note", (Expr)Shop.Text(rows, "status"))] : Array.Empty<(string, Expr)>()]);
            return new SetRel(op, new SetRel(SetOperator.UnionAll, Side("a", "x"), Side("b", "y"), "ab"), Side("c", "z"), "t");
        }
        Becomes(Ids(Rows(isWhole: true)), Ids(Rows(isWhole: false)));
        Stays(Ids(Rows(isWhole: true, SetOperator.Union)));
        Stays(Rows(isWhole: true));
        Stays(Ids(Where(Rows(isWhole: true), Eq(Shop.Text("t", "note"), LiteralExpr.Text("a")))));
    }

    [Fact]
    public void Columns_of_distinct_rows_stay() =>
        Stays(Ids(new NamedRel("step", new DistinctRel(Items(("id", Id), ("product", Product))), "t")));

    [Fact]
    public void Keys_of_groups_stay_and_their_unused_aggregates_go()
    {
        var groups = new AggregateRel(Shop.ItemRows(), [new("id", Id), new("product", Product)], [new("count", Count())], "g");
        Becomes(Ids(new NamedRel("step", groups, "t")), Ids(new NamedRel("step", groups with { Aggregates = [] }, "t")));
    }
}
