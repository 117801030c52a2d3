using System.Text.Json;
using System.Text.Json.Serialization;
using Quern.Generators.Parsing;

namespace Quern.Generators.Tests.Parsing;

/// <summary>The compiler spells members of JSON objects as System.Text.Json does.</summary>
public sealed class JsonMembersTests
{
    [Theory]
    [InlineData("Id")]
    [InlineData("CustomerId")]
    [InlineData("HTTPStatus")]
    [InlineData("IOStream2")]
    [InlineData("URL")]
    [InlineData("already")]
    [InlineData("camelCase")]
    [InlineData("Line2Total")]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("Ärger")]
    [InlineData("Snake_case")]
    [InlineData("X1Y2")]
    public void Name_is_spelled_as_System_Text_Json_spells_it(string name)
    {
        JsonNamingPolicy?[] policies = [null, JsonNamingPolicy.CamelCase, JsonNamingPolicy.SnakeCaseLower, JsonNamingPolicy.SnakeCaseUpper, JsonNamingPolicy.KebabCaseLower, JsonNamingPolicy.KebabCaseUpper];

        Assert.Equal(
            Enum.GetValues<JsonKnownNamingPolicy>().Order().Select(known => policies[(int)known]?.ConvertName(name) ?? name),
            Enum.GetValues<JsonKnownNamingPolicy>().Order().Select(known => JsonMembers.Spelled(name, (int)known)));
    }
}
