using System.Text.RegularExpressions;
using CsCheck;

namespace Quern.Tests.Modeling;

public class SqlLikeTests
{
    [Fact]
    public void Like_agrees_with_a_regular_expression() =>
        Gen.Select(Gen.Char["ab%_"].Array[0, 8], Gen.Char["ab%_"].Array[0, 6]).Sample((text, pattern) =>
        {
            var regex = Regex.Escape(new(pattern)).Replace("%", ".*", StringComparison.Ordinal).Replace('_', '.');
            Assert.Equal(Regex.IsMatch(new(text), $@"\A{regex}\z"), Sql.Like(new(text), new(pattern)));
        });

    [Fact]
    public void Underscore_stands_for_a_character_of_two_units() => Assert.True(Sql.Like("a\U0001F600b", "a_b"));

    [Fact]
    public void Null_is_like_nothing() => Assert.False(Sql.Like(null, "%"));
}
