using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

public sealed class PushFiltersTests
{
    static readonly ColumnExpr OrderId = Shop.Long("i", "order_id");
    static readonly ColumnExpr Product = Shop.Text("i", "product", true);
    static readonly Expr Of5 = Gt(Shop.Long("t", "order_id"), Long(5));

    static void Becomes(Rel before, Rel after)
    {
        Verifier.Verify(before);
        var actual = PushFilters.Apply(before);
        Assert.Equal(after, actual);
        Verifier.Verify(actual);
        Assert.Equal(actual, PushFilters.Apply(actual));
    }

    static void Stays(Rel query) => Becomes(query, query);

    static ProjectRel Ids(Rel rows, string alias = "t") => Select(rows, "p", ("x", Shop.Long(alias, "order_id")));

    static NamedRel Step(Rel body, string alias = "t") => new("step", body, alias);

    static AggregateRel Groups(Rel items) => new(items, [new("order_id", OrderId)], [new("count", Count())], "g");

    static ProjectRel Items(Rel rows, params (string Name, Expr Expr)[] more) => Select(rows, "s", [("order_id", OrderId), .. more]);

    [Fact]
    public void Condition_on_a_step_is_one_on_what_it_reads() =>
        Becomes(Ids(Where(Step(Items(Shop.ItemRows())), Of5)), Ids(Step(Items(Where(Shop.ItemRows(), Gt(OrderId, Long(5)))))));

    [Fact]
    public void Condition_joins_those_that_are_there()
    {
        var own = new IsNullExpr(Product, true);
        Becomes(Ids(Where(Step(Items(Where(Shop.ItemRows(), own))), Of5)), Ids(Step(Items(Where(Shop.ItemRows(), And(own, Gt(OrderId, Long(5))))))));
    }

    [Fact]
    public void Condition_on_keys_is_asked_before_grouping_and_one_on_aggregates_after()
    {
        var large = Gt(Shop.Long("t", "count"), Long(1));
        Becomes(
            Ids(Where(Step(Groups(Shop.ItemRows())), And(large, Of5))),
            Ids(Where(Step(Groups(Where(Shop.ItemRows(), Gt(OrderId, Long(5))))), large)));
        var total = Groups(Shop.ItemRows()) with { Sets = GroupingSets.Rollup };
        Stays(Ids(Where(Step(total), Of5)));
    }

    [Fact]
    public void Condition_on_an_array_moves_unless_it_asks_for_a_place_that_may_be_missing()
    {
        ColumnExpr Tags(string alias) => Col(alias, "tags", SqlType.Array(SqlType.Text));
        FunctionExpr Length(string alias) => new(SqlFunction.ArrayLength, [Tags(alias)], SqlType.Int32, false);
        var first = new FunctionExpr(SqlFunction.ArrayElement, [Tags("t"), LiteralExpr.Int(0)], SqlType.Text, false);
        ProjectRel Tagged(Rel rows) => Items(rows, ("tags", Tags("i")));
        Becomes(
            Ids(Where(Step(Tagged(Shop.ItemRows())), And(Gt(Length("t"), LiteralExpr.Int(1)), Eq(first, LiteralExpr.Text("a"))))),
            Ids(Where(Step(Tagged(Where(Shop.ItemRows(), Gt(Length("i"), LiteralExpr.Int(1))))), Eq(first, LiteralExpr.Text("a")))));
    }

    [Theory]
    [InlineData((int)SetOperator.UnionAll)]
    [InlineData((int)SetOperator.Except)]
    public void Condition_on_a_set_operation_is_one_on_both_sides(int op)
    {
        SetRel Set(Rel left, Rel right) => new((SetOperator)op, Items(left), Select(right, "r", ("order_id", Shop.Long("o", "id"))), "t");
        Becomes(
            Ids(Where(Set(Shop.ItemRows(), Shop.OrderRows()), Of5)),
            Ids(Set(Where(Shop.ItemRows(), Gt(OrderId, Long(5))), Where(Shop.OrderRows(), Gt(Shop.Long("o", "id"), Long(5))))));
    }

    [Fact]
    public void Rows_are_numbered_among_fewer_only_by_whole_partitions()
    {
        ProjectRel Numbered(Rel rows, params Expr[] partition) =>
            Items(rows, ("number", new WindowExpr(new WindowFunctionExpr(WindowFunction.RowNumber, [], SqlType.Int64, false), [.. partition], [new(Shop.Long("i", "id"), false)], null)));
        Becomes(
            Ids(Where(Step(Numbered(Shop.ItemRows(), OrderId)), Of5)),
            Ids(Step(Numbered(Where(Shop.ItemRows(), Gt(OrderId, Long(5))), OrderId))));
        Stays(Ids(Where(Step(Numbered(Shop.ItemRows(), Product)), Of5)));
        Stays(Ids(Where(Step(Numbered(Shop.ItemRows())), Of5)));
        Stays(Ids(Where(Step(Numbered(Shop.ItemRows(), OrderId)), Eq(Shop.Long("t", "number"), Long(1)))));
    }

    [Fact]
    public void Condition_goes_to_the_side_of_a_join_that_keeps_its_rows()
    {
        var same = Eq(Shop.Long("o", "id"), Shop.Long("t", "order_id"));
        var (all, some) = (Step(Items(Shop.ItemRows())), Step(Items(Where(Shop.ItemRows(), Gt(OrderId, Long(5))))));
        Rel Joined(JoinKind kind, Rel right, Expr? on = null) => new JoinRel(kind, Shop.OrderRows(), right, on ?? same);
        Becomes(Ids(Where(Joined(JoinKind.Inner, all), Of5)), Ids(Joined(JoinKind.Inner, some)));
        Becomes(Ids(Joined(JoinKind.Left, all, And(same, Of5))), Ids(Joined(JoinKind.Left, some)));
        Stays(Ids(Where(Joined(JoinKind.Left, all), Of5)));
        Stays(Ids(Where(Joined(JoinKind.Full, all), Of5)));
        // A table's rows are found as fast by a condition above the join.
        Stays(Ids(Where(Joined(JoinKind.Inner, all), Gt(Shop.Long("o", "cents"), Long(5)))));
        var first = new JoinRel(JoinKind.Left, all, Shop.OrderRows(), same);
        Becomes(Ids(Where(first, Of5)), Ids(first with { Left = some }));
        Stays(Ids(first with { On = And(same, Of5) }));
    }

    [Fact]
    public void Condition_that_may_fail_or_reads_more_stays()
    {
        var divided = new ComparisonExpr(ComparisonOperator.Greater, new ArithmeticExpr(ArithmeticOperator.Divide, Long(10), Shop.Long("t", "order_id"), SqlType.Int64), Long(1));
        Stays(Ids(Where(Step(Items(Where(Shop.ItemRows(), Ne(OrderId, Long(0))))), divided)));
        var computed = Items(Shop.ItemRows(), ("sum", Add(OrderId, Long(1))));
        Stays(Ids(Where(Step(computed), Gt(Shop.Long("t", "sum"), Long(1)))));
        var asked = new ExistsExpr(Where(Shop.OrderRows(), Eq(Shop.Long("o", "id"), Shop.Long("t", "order_id"))), false);
        Stays(Ids(Where(Step(Items(Shop.ItemRows())), asked)));
        Stays(Select(Where(Shop.OrderRows(), new ExistsExpr(Where(Step(Items(Shop.ItemRows())), Eq(Shop.Long("o", "id"), Shop.Long("t", "order_id"))), false)), "p", ("x", Shop.Long("o", "id"))));
    }

    [Fact]
    public void Step_that_is_read_twice_or_limited_stays_whole()
    {
        var step = Items(Shop.ItemRows());
        Stays(Ids(new JoinRel(JoinKind.Inner, Where(Step(step), Of5), Step(step, "u"), Eq(Shop.Long("t", "order_id"), Shop.Long("u", "order_id")))));
        Stays(Ids(Where(Step(new SortRel(step, [new(Shop.Long("s", "order_id"), false)], null, 3)), Of5)));
    }

    [Fact]
    public void Column_that_a_join_took_for_never_null_is_compared_as_such()
    {
        var step = Select(Shop.ItemRows(), "s", ("product", Product), ("name", Product));
        var same = Eq(Shop.Text("t", "product"), Shop.Text("t", "name"));
        Becomes(
            Select(Where(Step(step), same), "p", ("x", Shop.Text("t", "product", true))),
            Select(Step(step with { Input = Where(Shop.ItemRows(), Eq(Shop.Text("i", "product"), Shop.Text("i", "product"))) }), "p", ("x", Shop.Text("t", "product", true))));
    }
}
