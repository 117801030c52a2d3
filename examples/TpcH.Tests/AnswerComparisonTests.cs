namespace TpcH.Tests;

/// <summary>The comparison itself notices a wrong answer.</summary>
public class AnswerComparisonTests
{
    [Theory]
    [InlineData("1.0000005", 1.0, true)]
    [InlineData("1.000002", 1.0, false)]
    [InlineData("0.0", 0.0, true)]
    [InlineData("0.0", 1e-9, false)]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "", false)]
    [InlineData("7", 7L, true)]
    [InlineData("7", 8, false)]
    [InlineData("7", null, false)]
    public void Field_equals_within_a_millionth(string? expected, object? actual, bool isEqual) =>
        Assert.Equal(isEqual, Answer.Equal([expected], [actual]));

    [Fact]
    public void Quotes_are_not_part_of_a_field() => Assert.Equal("Supplier#000000077", Answer.Of("q02")[0][1]);

    [Fact]
    public void Empty_field_is_null() => Assert.Null(Answer.Of("q17")[0][0]);
}
