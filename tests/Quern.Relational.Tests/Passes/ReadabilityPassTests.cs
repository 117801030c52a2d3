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
}
