namespace Quern.Testing.Tests;

public class HighWaterMarkTests
{
    [Fact]
    public void Equal_values_of_one_type_are_equal()
    {
        Assert.True((HighWaterMark)5L == HighWaterMark.From(5));
        Assert.False((HighWaterMark)5L == (HighWaterMark)6L);
        Assert.True((HighWaterMark)new DateOnly(2024, 1, 1) != (HighWaterMark)new DateTime(2024, 1, 1));
    }

    [Fact]
    public void A_value_that_is_no_cursor_is_refused() =>
        Assert.Contains("String", Assert.Throws<ArgumentException>(() => HighWaterMark.From("2024-01-01")).Message, StringComparison.Ordinal);
}
