using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

public sealed class UseKnownConditionsTests
{
    static readonly ColumnExpr Status = Col("o", "status", SqlType.Text);
    static readonly Expr IsKnown = new InListExpr(Status, [LiteralExpr.Text("paid")], false);
    static readonly Expr KnownStatus = new CaseExpr([new CaseBranch(IsKnown, Status)], LiteralExpr.Null(SqlType.Text), SqlType.Text, true);

    [Fact]
    public void Case_that_the_filter_decides_is_its_result() =>
        Assert.Equal(
            Select(Where(Shop.OrderRows(), And(Gt(Col("o", "id", SqlType.Int64), Long(1)), IsKnown)), "r", ("status", Status)),
            UseKnownConditions.Apply(Select(Where(Shop.OrderRows(), And(Gt(Col("o", "id", SqlType.Int64), Long(1)), IsKnown)), "r", ("status", KnownStatus))));

    [Fact]
    public void Case_that_the_filter_leaves_open_stays()
    {
        var query = Select(Where(Shop.OrderRows(), Or(Gt(Col("o", "id", SqlType.Int64), Long(1)), IsKnown)), "r", ("status", KnownStatus));
        Assert.Equal(query, UseKnownConditions.Apply(query));
    }

    [Fact]
    public void Filter_of_a_left_joins_right_side_says_nothing()
    {
        var on = Eq(Col("c", "id", SqlType.Int64), Col("o", "customer_id", SqlType.Int64));
        var query = Select(new JoinRel(JoinKind.Left, Shop.CustomerRows(), Where(Shop.OrderRows(), IsKnown), on), "r", ("status", KnownStatus));
        Assert.Equal(query, UseKnownConditions.Apply(query));
    }

    [Fact]
    public void Target_exists_only_where_changes_are_read()
    {
        var query = Select(Shop.OrderRows(), "r", ("exists", new ParameterExpr(DecideTargetExists.Parameter, SqlType.Boolean)));
        Assert.Equal(Select(Shop.OrderRows(), "r", ("exists", LiteralExpr.False)), DecideTargetExists.For(RowSelection.All)(query));
        Assert.Equal(Select(Shop.OrderRows(), "r", ("exists", LiteralExpr.True)), DecideTargetExists.For(RowSelection.Changed)(query));
    }
}
