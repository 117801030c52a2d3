using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

public sealed class NameRepeatedValuesTests
{
    static readonly ColumnExpr Id = Shop.Long("o", "id");
    static readonly ColumnExpr Status = Shop.Text("o", "status");
    static readonly FunctionExpr Parsed = new(SqlFunction.TryParseText, [Status], SqlType.Int64, true);
    static readonly ColumnExpr Known = Shop.Long("computed", "n", true);

    static void Becomes(Rel before, Rel after)
    {
        Verifier.Verify(before);
        var actual = NameRepeatedValues.Apply(before);
        Assert.Equal(after, actual);
        Verifier.Verify(actual);
        Assert.Equal(actual, NameRepeatedValues.Apply(actual));
    }

    static void Stays(Rel query) => Becomes(query, query);

    static IsNullExpr NotNull(Expr value) => new(value, true);

    [Fact]
    public void Long_value_of_a_condition_and_a_column_is_computed_once_where_other_conditions_come_first() =>
        Becomes(
            Select(Where(Shop.OrderRows(), And(Gt(Id, Long(1)), NotNull(Parsed))), "p", ("id", Id), ("n", Parsed)),
            Select(
                Where(Select(Where(Shop.OrderRows(), Gt(Id, Long(1))), "computed", ("id", Id), ("n", Parsed)), NotNull(Known)),
                "p", ("id", Shop.Long("computed", "id")), ("n", Known)));

    [Fact]
    public void Short_value_and_one_that_is_asked_for_once_stay()
    {
        var lower = new FunctionExpr(SqlFunction.ToLower, [Status], SqlType.Text, false);
        Stays(Select(Where(Shop.OrderRows(), Eq(lower, LiteralExpr.Text("a"))), "p", ("x", lower)));
        Stays(Select(Where(Shop.OrderRows(), NotNull(Parsed)), "p", ("x", Id)));
    }

    [Fact]
    public void Value_that_may_fail_stays_behind_the_conditions_that_guard_it()
    {
        Expr Divided(Expr by) => new ArithmeticExpr(ArithmeticOperator.Divide, Id, by, SqlType.Int64);
        var failing = Enumerable.Range(2, 9).Aggregate(Divided(Id), (sum, n) => Add(sum, Divided(Long(n))));
        Stays(Select(Where(Shop.OrderRows(), And(Ne(Id, Long(0)), Gt(failing, Long(1)))), "p", ("x", failing)));
    }

    [Fact]
    public void Step_that_is_read_twice_has_one_body()
    {
        NamedRel Step(string alias) => new("step", Select(Where(Shop.OrderRows(), NotNull(Parsed)), "s", ("n", Parsed)), alias);
        var query = Select(new JoinRel(JoinKind.Inner, Step("a"), Step("b"), Eq(Shop.Long("a", "n", true), Shop.Long("b", "n"))), "p", ("x", Shop.Long("a", "n", true)));
        var named = NameRepeatedValues.Apply(query);
        Assert.NotEqual(query, named);
        Verifier.Verify(named);
    }
}
