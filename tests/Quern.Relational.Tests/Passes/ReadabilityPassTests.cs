using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

/// <summary>Passes that say the same in the words a person would choose.</summary>
public sealed class ReadabilityPassTests
{
    static readonly ColumnExpr Name = Col("o", "name", SqlType.Text);
    static readonly ColumnExpr Note = Col("o", "note", SqlType.Text, true);
    static readonly ColumnExpr Price = Col("o", "price", SqlType.Decimal(15, 2));

    static ProjectRel Value(Expr expr) => Select(Shop.OrderRows(), "p", ("x", expr));

    static AggregateRel Aggregate(AggregateExpr aggregate) => new(Shop.OrderRows(), [], [new NamedExpr("x", aggregate)], "g");

    static FunctionExpr Call(SqlFunction function, string text) => new(function, [Name, LiteralExpr.Text(text)], SqlType.Boolean, false);

    static AggregateExpr Average(Expr argument, bool isDistinct = false) => new(AggregateFunction.Average, argument, isDistinct, null, SqlType.Double, true);

    static void Becomes(Func<Rel, Rel> pass, Rel before, Rel after)
    {
        var actual = pass(before);
        Assert.Equal(after, actual);
        Verifier.Verify(actual);
        Assert.Equal(actual, pass(actual));
    }

    [Theory]
    [InlineData((int)SqlFunction.Contains, "%green%")]
    [InlineData((int)SqlFunction.StartsWith, "green%")]
    [InlineData((int)SqlFunction.EndsWith, "%green")]
    public void Part_that_is_a_constant_is_a_pattern(int function, string pattern) =>
        Becomes(LikeForConstantText.Apply, Value(Call((SqlFunction)function, "green")), Value(Call(SqlFunction.Like, pattern)));

    [Theory]
    [InlineData("50%")]
    [InlineData("a_b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public void Part_with_a_wildcard_stays(string part) =>
        Becomes(LikeForConstantText.Apply, Value(Call(SqlFunction.Contains, part)), Value(Call(SqlFunction.Contains, part)));

    [Fact]
    public void Average_of_decimals_as_doubles_averages_decimals()
    {
        var asDouble = new CastExpr(Price, SqlType.Double);
        Becomes(AverageDecimals.Apply, Aggregate(Average(asDouble)), Aggregate(Average(Price)));
        // Two decimals may be one double.
        Becomes(AverageDecimals.Apply, Aggregate(Average(asDouble, isDistinct: true)), Aggregate(Average(asDouble, isDistinct: true)));
    }

    [Fact]
    public void Count_of_rows_that_have_a_value_counts_values()
    {
        var rows = Count() with { Filter = new IsNullExpr(Note, IsNegated: true) };
        Becomes(CountValues.Apply, Aggregate(rows), Aggregate(Count() with { Argument = Note }));
        var without = Count() with { Filter = new IsNullExpr(Note, IsNegated: false) };
        Becomes(CountValues.Apply, Aggregate(without), Aggregate(without));
    }

    [Fact]
    public void Numbers_are_computed_where_they_fit()
    {
        Becomes(FoldConstants.Apply, Value(Add(LiteralExpr.Int(1), LiteralExpr.Int(10))), Value(LiteralExpr.Int(11)));
        var tooGreat = Value(Add(LiteralExpr.Int(int.MaxValue), LiteralExpr.Int(1)));
        Becomes(FoldConstants.Apply, tooGreat, tooGreat);
    }

    [Fact]
    public void Case_inside_the_else_of_a_case_is_one_case()
    {
        CaseExpr Case(Expr otherwise, params (Expr Condition, string Result)[] branches) =>
            new(branches.Select(b => new CaseBranch(b.Condition, LiteralExpr.Text(b.Result))).ToEquatableArray(), otherwise, SqlType.Text, false);
        var (small, large) = (Eq(Name, LiteralExpr.Text("s")), Eq(Name, LiteralExpr.Text("l")));
        Becomes(MergeCases.Apply,
            Value(Case(Case(LiteralExpr.Text("?"), (large, "large")), (small, "small"))),
            Value(Case(LiteralExpr.Text("?"), (small, "small"), (large, "large"))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Value_unless_it_is_null_is_a_coalesce(bool isNegated)
    {
        var branch = new CaseBranch(new IsNullExpr(Note, isNegated), isNegated ? Note : Name);
        Becomes(MergeCases.Apply,
            Value(new CaseExpr([branch], isNegated ? Name : Note, SqlType.Text, false)),
            Value(new CoalesceExpr([Note, Name], SqlType.Text, false)));
        var other = Value(new CaseExpr([branch with { Condition = new IsNullExpr(Price with { IsNullable = true }, isNegated) }], isNegated ? Name : Note, SqlType.Text, true));
        Becomes(MergeCases.Apply, other, other);
    }

    [Fact]
    public void Equalities_of_one_value_with_constants_are_a_list()
    {
        var (a, b, c) = (LiteralExpr.Text("a"), LiteralExpr.Text("b"), LiteralExpr.Text("c"));
        var isFree = Eq(Price, new LiteralExpr(0m, SqlType.Decimal(15, 2)));
        Becomes(ListEqualities.Apply, Value(Or(Or(Eq(Note, a), isFree), Or(Eq(Note, b), new InListExpr(Note, [b, c], false)))), Value(Or(new InListExpr(Note, [a, b, c], false), isFree)));
        Becomes(ListEqualities.Apply, Value(And(Ne(Note, a), Ne(Note, b))), Value(new InListExpr(Note, [a, b], true)));
        var other = Value(Or(Or(And(Eq(Note, a), Eq(Name, b)), Eq(Name, a)), Ne(Note, c)));
        Becomes(ListEqualities.Apply, other, other);
    }

    [Fact]
    public void Distinct_rows_in_a_union_of_distinct_rows_are_made_so_once()
    {
        var (names, notes) = (Select(Shop.OrderRows(), "a", ("x", Name)), Select(Shop.OrderRows("n"), "b", ("x", Col("n", "note", SqlType.Text))));
        SetRel United(SetOperator op, Rel left, Rel right) => new(op, left, right, "u");
        Becomes(DropNeedlessDistinct.Apply, United(SetOperator.Except, new DistinctRel(names), new DistinctRel(notes)), United(SetOperator.Except, names, notes));
        var all = United(SetOperator.UnionAll, new DistinctRel(names), notes);
        Becomes(DropNeedlessDistinct.Apply, all, all);
    }

    [Fact]
    public void Existence_of_an_equal_value_is_membership()
    {
        var (id, orderId, quantity) = (Shop.Long("o", "id"), Shop.Long("i", "order_id"), Gt(Shop.Int("i", "quantity"), LiteralExpr.Int(1)));
        Rel Orders(Expr condition) => Select(Where(Shop.OrderRows(), condition), "p", ("x", id));
        ExistsExpr Exists(Expr condition, bool isNegated = false) => new(Select(Where(Shop.ItemRows(), condition), "f", ("found", LiteralExpr.Int(1))), isNegated);
        InQueryExpr Member(Expr outer, Rel rows) => new(outer, Select(rows, "f", ("order_id", orderId)), false);
        void Stays(Expr condition) => Becomes(MembershipForExists.Apply, Orders(condition), Orders(condition));

        Becomes(MembershipForExists.Apply, Orders(And(Gt(id, Long(0)), Exists(And(Eq(id, orderId), quantity)))), Orders(And(Gt(id, Long(0)), Member(id, Where(Shop.ItemRows(), quantity)))));
        Becomes(MembershipForExists.Apply, Orders(Exists(Eq(orderId, Shop.Long("o", "customer_id", true)))), Orders(Member(Shop.Long("o", "customer_id", true), Shop.ItemRows())));
        Stays(Exists(Eq(id, orderId), isNegated: true));
        Stays(Or(Exists(Eq(id, orderId)), Gt(id, Long(0))));
        Stays(Exists(quantity));
        Stays(Exists(And(Eq(id, orderId), Lt(Shop.Long("o", "cents"), Shop.Long("i", "id")))));
        Stays(Exists(Eq(Shop.Text("i", "product", true), Shop.Text("o", "note", true))));
        Stays(Exists(Eq(Add(orderId, id), id)));
    }
}
