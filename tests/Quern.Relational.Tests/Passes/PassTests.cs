using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

/// <summary>Each pass on the smallest query that it changes, and on one that it must leave alone.</summary>
public class PassTests
{
    static readonly ColumnExpr A = Col("o", "a", SqlType.Int32);
    static readonly ColumnExpr MaybeA = Col("o", "a", SqlType.Int32, true);
    static readonly ColumnExpr MaybeB = Col("o", "b", SqlType.Int32, true);
    static readonly ColumnExpr MaybeText = Col("o", "t", SqlType.Text, true);
    static readonly ColumnExpr Amount = Col("o", "amount", SqlType.Decimal(18, 2));
    static readonly ScanRel Rows = Shop.OrderRows();

    static ProjectRel Value(Expr expr) => Select(Rows, "p", ("x", expr));

    static ArithmeticExpr Divide(Expr left, object divisor) =>
        new(ArithmeticOperator.Divide, left, new LiteralExpr(divisor, SqlType.AnyDecimal), SqlType.AnyDecimal);

    static AggregateRel Sums(Expr argument, params NamedExpr[] keys) =>
        new(Rows, [.. keys], [new("sum", new AggregateExpr(AggregateFunction.Sum, argument, false, null, SqlType.Int64, false))], "g");

    static CoalesceExpr OrFalse(Expr condition) => new([condition, LiteralExpr.False], SqlType.Boolean, false);

    static void Becomes(Func<Rel, Rel> pass, Rel before, Rel after)
    {
        var actual = pass(before);
        Assert.Equal(after, actual);
        Verifier.Verify(actual);
        // Once is enough: a pass finds nothing to do in what it made.
        Assert.Equal(actual, pass(actual));
    }

    [Fact]
    public void SelectAllRows_of_changed_rows_drops_the_condition() =>
        Becomes(SelectAllRows.Apply, Where(new ChangedRel(Rows, Gt(A, LiteralExpr.Int(1))), Lt(A, LiteralExpr.Int(9))), Where(Rows, Lt(A, LiteralExpr.Int(9))));

    [Fact]
    public void SelectChangedRows_of_changed_rows_filters() =>
        Becomes(SelectChangedRows.Apply, new ChangedRel(Rows, Gt(A, LiteralExpr.Int(1))), Where(Rows, Gt(A, LiteralExpr.Int(1))));

    [Fact]
    public void MergeFilters_of_two_filters_makes_one() =>
        Becomes(MergeFilters.Apply, Where(Where(Rows, Gt(A, LiteralExpr.Int(1))), Lt(A, LiteralExpr.Int(9))), Where(Rows, And(Gt(A, LiteralExpr.Int(1)), Lt(A, LiteralExpr.Int(9)))));

    [Fact]
    public void SimplifyNullTests_of_an_optional_value_asks_its_condition()
    {
        var optional = new CaseExpr([new(Gt(A, LiteralExpr.Int(1)), A)], LiteralExpr.Null(SqlType.Int32), SqlType.Int32, true);
        Becomes(SimplifyNullTests.Apply, Where(Rows, new IsNullExpr(optional, true)), Where(Rows, Gt(A, LiteralExpr.Int(1))));
        Becomes(SimplifyNullTests.Apply, Where(Rows, Eq(optional, LiteralExpr.Null(SqlType.Int32))), Where(Rows, Not(Gt(A, LiteralExpr.Int(1)))));
        var maybe = Where(Rows, new IsNullExpr(optional with { Branches = [new(Gt(A, LiteralExpr.Int(1)), MaybeA)] }, true));
        Becomes(SimplifyNullTests.Apply, maybe, maybe);
    }

    [Fact]
    public void FoldConditions_of_constants_decides_them()
    {
        Becomes(FoldConditions.Apply, Where(Rows, And(LiteralExpr.True, Or(LiteralExpr.False, LiteralExpr.True))), Rows);
        Becomes(FoldConditions.Apply, Where(Rows, And(Gt(A, LiteralExpr.Int(1)), Not(LiteralExpr.False))), Where(Rows, Gt(A, LiteralExpr.Int(1))));
        Becomes(FoldConditions.Apply, Where(Rows, And(Gt(A, LiteralExpr.Int(1)), LiteralExpr.False)), Where(Rows, LiteralExpr.False));
        Becomes(FoldConditions.Apply,
            Value(new CaseExpr([new(LiteralExpr.False, LiteralExpr.Int(1)), new(Gt(A, LiteralExpr.Int(1)), LiteralExpr.Int(2)), new(LiteralExpr.True, LiteralExpr.Int(3))], LiteralExpr.Int(4), SqlType.Int32, false)),
            Value(new CaseExpr([new(Gt(A, LiteralExpr.Int(1)), LiteralExpr.Int(2))], LiteralExpr.Int(3), SqlType.Int32, false)));
    }

    [Theory]
    [InlineData("100", "0.01")]
    [InlineData("-8", "-0.125")]
    [InlineData("0.25", "4")]
    [InlineData("2.5", "0.4")]
    public void MultiplyByReciprocal_of_a_terminating_one_multiplies(string divisor, string reciprocal) =>
        Becomes(MultiplyByReciprocal.Apply, Value(Divide(Amount, decimal.Parse(divisor, null))),
            Value(new ArithmeticExpr(ArithmeticOperator.Multiply, Amount, new LiteralExpr(decimal.Parse(reciprocal, null), SqlType.AnyDecimal), SqlType.AnyDecimal)));

    [Theory]
    [InlineData("3")]
    [InlineData("0")]
    [InlineData("0.3")]
    [InlineData("8192000000000")]
    public void MultiplyByReciprocal_of_an_endless_or_long_one_leaves_the_division(string divisor) =>
        Becomes(MultiplyByReciprocal.Apply, Value(Divide(Amount, decimal.Parse(divisor, null))), Value(Divide(Amount, decimal.Parse(divisor, null))));

    [Fact]
    public void CoalesceConcatenatedText_of_nullable_text_reads_null_as_empty() =>
        Becomes(CoalesceConcatenatedText.Apply, Value(new ConcatExpr([MaybeText, LiteralExpr.Text("-"), new ConcatExpr([A])])),
            Value(new ConcatExpr([new CoalesceExpr([MaybeText, LiteralExpr.Text("")], SqlType.Text, false), LiteralExpr.Text("-"), new CastExpr(A, SqlType.Text)])));

    [Fact]
    public void DefaultEmptyAggregates_of_what_may_be_empty_gives_zero()
    {
        var nullable = new AggregateExpr(AggregateFunction.Sum, A, false, null, SqlType.Int64, true);
        var withDefault = new NamedExpr("sum", new CoalesceExpr([nullable, LiteralExpr.Int(0)], SqlType.Int64, false));
        Assert.Equal(Sums(A) with { Aggregates = [withDefault] }, DefaultEmptyAggregates.Apply(Sums(A)));
        var grouped = Sums(A, new NamedExpr("k", A));
        Assert.Equal(grouped, DefaultEmptyAggregates.Apply(grouped));
        var nulls = (AggregateRel)DefaultEmptyAggregates.Apply(Sums(MaybeA, new NamedExpr("k", A)));
        _ = Assert.IsType<CoalesceExpr>(nulls.Aggregates[0].Expr);
    }

    [Fact]
    public void ExpandNullComparisons_in_a_filter_keeps_what_null_makes_false()
    {
        var one = LiteralExpr.Int(1);
        Becomes(ExpandNullComparisons.Apply, Where(Rows, Eq(MaybeA, one)), Where(Rows, Eq(MaybeA, one)));
        Becomes(ExpandNullComparisons.Apply, Where(Rows, Or(Gt(MaybeA, one), Lt(MaybeB, one))), Where(Rows, Or(Gt(MaybeA, one), Lt(MaybeB, one))));
        Becomes(ExpandNullComparisons.Apply, Where(Rows, Eq(MaybeA, MaybeB)), Where(Rows, new DistinctExpr(MaybeA, MaybeB, true)));
        Becomes(ExpandNullComparisons.Apply, Where(Rows, Ne(MaybeA, one)), Where(Rows, new DistinctExpr(MaybeA, one, false)));
        Becomes(ExpandNullComparisons.Apply, Where(Rows, Eq(MaybeA, LiteralExpr.Null(SqlType.Int32))), Where(Rows, new IsNullExpr(MaybeA, false)));
    }

    [Fact]
    public void ExpandNullComparisons_after_a_test_for_null_compares_plainly() =>
        Assert.Equal(Where(Rows, Eq(MaybeA, MaybeB)), ExpandNullComparisons.Apply(Where(Rows, And(new IsNullExpr(MaybeA, true), Eq(MaybeA, MaybeB)))));

    [Fact]
    public void ExpandNullComparisons_under_not_makes_the_condition_two_valued()
    {
        var one = LiteralExpr.Int(1);
        Assert.Equal(Where(Rows, Not(OrFalse(Gt(MaybeA, MaybeB)))), ExpandNullComparisons.Apply(Where(Rows, Not(Gt(MaybeA, MaybeB)))));
        var nullOr = Or(new IsNullExpr(MaybeA, false), new ComparisonExpr(ComparisonOperator.LessOrEqual, MaybeA, one));
        Assert.Equal(Where(Rows, nullOr), ExpandNullComparisons.Apply(Where(Rows, Not(Gt(MaybeA, one)))));
        // As a value, too: the test for null decides it where the comparison could not.
        Assert.Equal(Value(nullOr), ExpandNullComparisons.Apply(Value(Not(Gt(MaybeA, one)))));
        Assert.Equal(Where(Rows, new ComparisonExpr(ComparisonOperator.LessOrEqual, A, one)), ExpandNullComparisons.Apply(Where(Rows, Not(Gt(A, one)))));
        Assert.Equal(Where(Rows, new DistinctExpr(MaybeA, one, false)), ExpandNullComparisons.Apply(Where(Rows, Not(Eq(MaybeA, one)))));
    }

    [Fact]
    public void ExpandNullComparisons_in_a_projection_gives_a_value() =>
        Assert.Equal(
            Value(OrFalse(And(Gt(MaybeA, LiteralExpr.Int(1)), Eq(MaybeB, LiteralExpr.Int(2))))),
            ExpandNullComparisons.Apply(Value(And(Gt(MaybeA, LiteralExpr.Int(1)), Eq(MaybeB, LiteralExpr.Int(2))))));

    static Rel Joined(JoinKind kind, Rel left, Rel right) => Select(
        new JoinRel(kind, left, right, Eq(Shop.Long("o", "id"), Shop.Long("g", "k"))), "p", ("id", Shop.Long("o", "id")), ("sum", Shop.Long("g", "sum", true)));

    static AggregateRel Groups { get; } = new(Shop.ItemRows(), [new("k", Shop.Long("i", "order_id"))],
        [new("sum", new AggregateExpr(AggregateFunction.Sum, Shop.Int("i", "quantity"), false, null, SqlType.Int64, false))], "g");

    static ChangedRel Changed { get; } = new(Rows, Gt(Shop.Int("o", "updated_at"), LiteralExpr.Int(5)));

    [Theory]
    [InlineData(JoinKind.Inner)]
    [InlineData(JoinKind.Left)]
    internal void PushChangedKeysIntoGroups_of_a_join_by_key_filters_the_groups_input(JoinKind kind)
    {
        var pushed = PushChangedKeysIntoGroups.Apply(Joined(kind, Changed, Groups));
        Verifier.Verify(pushed);
        var join = (JoinRel)((ProjectRel)pushed).Input;
        Assert.Equal(new NamedRel("changed_rows", Select(Changed, "changed_columns", ("id", Shop.Long("o", "id"))), "o"), join.Left);
        var filter = Assert.IsType<FilterRel>(Assert.IsType<AggregateRel>(join.Right).Input);
        var keys = Assert.IsType<InQueryExpr>(filter.Predicate);
        Assert.Equal(Shop.Long("i", "order_id"), keys.Operand);
        Assert.Equal(Changed, pushed.SelfAndDescendants().OfType<ChangedRel>().Distinct().Single());
    }

    public static TheoryData<string> NotPushed => ["other column", "limited groups", "changed on the right", "no changed rows", "computed key", "null-extended key"];

    [Theory]
    [MemberData(nameof(NotPushed))]
    public void PushChangedKeysIntoGroups_where_groups_could_be_missed_leaves_the_query(string why)
    {
        var query = why switch
        {
            "other column" => Select(new JoinRel(JoinKind.Left, Changed, Groups, Eq(Shop.Long("o", "id"), Shop.Long("g", "sum"))), "p", ("id", Shop.Long("o", "id"))),
            "limited groups" => Joined(JoinKind.Left, Changed, new SortRel(Groups, [new(Shop.Long("g", "sum"), false)], null, 1)),
            "changed on the right" => Select(new JoinRel(JoinKind.Left, Groups, Changed, Eq(Shop.Long("o", "id"), Shop.Long("g", "k"))), "p", ("id", Shop.Long("o", "id", true))),
            "no changed rows" => Joined(JoinKind.Left, Rows, Groups),
            "computed key" => Select(new JoinRel(JoinKind.Left, Changed, Groups, Eq(Add(Shop.Long("o", "id"), Long(1)), Shop.Long("g", "k"))), "p", ("id", Shop.Long("o", "id"))),
            _ => Joined(JoinKind.Left, new JoinRel(JoinKind.Left, Shop.CustomerRows(), Changed, Eq(Shop.Long("c", "id"), Shop.Long("o", "customer_id", true))), Groups),
        };
        Assert.Same(query, PushChangedKeysIntoGroups.Apply(query));
    }

    [Fact]
    public void PushChangedKeysIntoGroups_of_a_named_query_used_elsewhere_keeps_the_other_use()
    {
        var totals = new NamedRel("totals", Select(Groups, "s", ("k", Shop.Long("g", "k")), ("sum", Shop.Long("g", "sum"))), "t");
        var query = Select(
            new JoinRel(JoinKind.Left, new JoinRel(JoinKind.Left, Changed, totals, Eq(Shop.Long("o", "id"), Shop.Long("t", "k"))),
                totals with { Alias = "u" }, Eq(Shop.Long("u", "sum"), Shop.Long("t", "sum"))), "p",
            ("id", Shop.Long("o", "id")), ("a", Shop.Long("t", "sum", true)), ("b", Shop.Long("u", "sum", true)));
        var pushed = PushChangedKeysIntoGroups.Apply(query);
        Verifier.Verify(pushed);
        Assert.Equal(["changed_rows", "totals", "totals_of_changed_rows"], pushed.SelfAndDescendants().OfType<NamedRel>().Select(n => n.Name).Distinct().Order());
    }
}
