namespace Quern.Tests.Modeling;

public class SqlEnumTests
{
    enum Stage
    {
        New,
        InTransit,
        HTTPError,
        SHA512Sum,
        [EnumValue("Done!")] Finished,
        Complete = Finished,
    }

    [Theory]
    [InlineData("new", Stage.New)]
    [InlineData("in_transit", Stage.InTransit)]
    [InlineData("http_error", Stage.HTTPError)]
    [InlineData("sha512_sum", Stage.SHA512Sum)]
    [InlineData("Done!", Stage.Finished)]
    public void Text_and_member_stand_for_each_other(string text, object member)
    {
        Assert.Equal(member, Sql.ParseEnum<Stage>(text));
        Assert.Equal(text, Sql.EnumText((Stage)member));
    }

    [Theory]
    [InlineData("New")]
    [InlineData("finished")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(" new")]
    public void Other_text_is_no_member(string text)
    {
        Assert.Null(Sql.TryParseEnum<Stage>(text));
        var error = Assert.Throws<FormatException>(() => Sql.ParseEnum<Stage>(text));
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("in_transit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_text_is_no_member() => Assert.Null(Sql.TryParseEnum<Stage>(null));

    [Fact]
    public void An_alias_reads_as_its_value() => Assert.Equal(Stage.Finished, Sql.ParseEnum<Stage>("complete"));

    [Fact]
    public void A_value_without_a_member_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Sql.EnumText((Stage)77));
}
