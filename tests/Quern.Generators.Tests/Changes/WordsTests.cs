using Quern.Generators.Parsing.Changes;

namespace Quern.Generators.Tests.Changes;

/// <summary>The words of a text have all its identifiers among them, however they are written.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("order", "var order = 1;")]
    [InlineData("order", "@order")]
    [InlineData("Order", "x.Order!")]
    [InlineData("Größe", "row.Größe > 3")]
    [InlineData("Order", @"\u004frder")]
    [InlineData("Order", @"Or\U00000064er")]
    [InlineData("Order", "Or\u200dder")]
    [InlineData("_1", "_1+2")]
    [InlineData("last", "last")]
    public void Words_of_a_text_have_its_identifier(string identifier, string text) =>
        Assert.Contains(Words.Hash(identifier), Words.Of(text));

    [Fact]
    public void Words_of_a_text_leave_a_declared_name_out() =>
        Assert.Equal([Words.Hash("a"), Words.Hash("b")], Words.Of($"a {Words.DeclaredFrom}Define{Words.DeclaredTo}(b)"));

    [Fact]
    public void Words_of_a_text_leave_numbers_out() => Assert.Equal([Words.Hash("a")], Words.Of("a + 10m + 0x1F"));
}
