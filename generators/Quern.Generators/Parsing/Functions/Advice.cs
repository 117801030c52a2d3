using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing.Functions;

/// <summary>What to write instead of members of .NET that many reach for and no engine has exactly.</summary>
internal static class Advice
{
    const string Strict = "it reads forms that no engine reads alike; use ";

    static readonly Dictionary<(string Type, string Name), string> Instead = new()
    {
        [("Decimal", "Parse")] = Strict + "Sql.ParseDecimal",
        [("Decimal", "TryParse")] = Strict + "Sql.TryParseDecimal",
        [("Double", "Parse")] = Strict + "Sql.ParseDouble",
        [("Double", "TryParse")] = Strict + "Sql.TryParseDouble",
        [("DateOnly", "Parse")] = Strict + "Sql.ParseDate",
        [("DateOnly", "TryParse")] = Strict + "Sql.TryParseDate",
        [("DateTime", "Parse")] = Strict + "Sql.ParseDateTime",
        [("DateTime", "TryParse")] = Strict + "Sql.TryParseDateTime",
        [("DateTime", "ParseExact")] = Strict + "Sql.ParseDateTime",
        [("DateTime", "TryParseExact")] = Strict + "Sql.TryParseDateTime",
        [("Convert", "ToDateTime")] = Strict + "Sql.ParseDateTime",
        [("Convert", "ToDecimal")] = Strict + "Sql.ParseDecimal",
        [("Convert", "ToDouble")] = Strict + "Sql.ParseDouble",
        [("Guid", "Parse")] = Strict + "Sql.ParseGuid",
        [("Guid", "TryParse")] = Strict + "Sql.TryParseGuid",
        [("Enum", "Parse")] = "it reads numbers too; use Sql.ParseEnum, by the text that stands for a member in the warehouse",
        [("Enum", "TryParse")] = "it reads numbers too; use Sql.TryParseEnum, by the text that stands for a member in the warehouse",
        [("Boolean", "Parse")] = "use bool.TryParse, or compare with the texts that stand for true",
        [("Char", "IsDigit")] = "use char.IsAsciiDigit: engines know other digits than .NET",
        [("Char", "IsNumber")] = "use char.IsAsciiDigit: engines know other digits than .NET",
        [("Char", "IsLetter")] = "use char.IsAsciiLetter: engines know other letters than .NET",
        [("Char", "IsLetterOrDigit")] = "use char.IsAsciiLetterOrDigit: engines know other letters than .NET",
        [("Char", "IsUpper")] = "use char.IsAsciiLetterUpper: engines know other letters than .NET",
        [("Char", "IsLower")] = "use char.IsAsciiLetterLower: engines know other letters than .NET",
        [("String", "Split")] = "use Sql.SplitPart for one of the parts",
        [("String", "Format")] = "write an interpolated string",
        [("String", "CompareTo")] = "it compares by a culture; use string.CompareOrdinal",
        [("String", "Compare")] = "it compares by a culture; use string.CompareOrdinal, or give StringComparison.Ordinal",
        [("String", "LastIndexOf")] = "give no place to begin at, and take the part of the text before",
        [("Decimal", "ToString")] = "give the form \"F2\", and CultureInfo.InvariantCulture: C# writes the point by the machine's culture",
        [("DateTime", "Now")] = "a query gives the same rows whenever it runs; use a column of the input",
        [("DateTime", "UtcNow")] = "a query gives the same rows whenever it runs; use a column of the input",
        [("DateTime", "Today")] = "a query gives the same rows whenever it runs; use a column of the input",
        [("Guid", "NewGuid")] = "a query gives the same rows whenever it runs; use Sql.SurrogateKey of what identifies the row",
        [("Regex", "Match")] = "engines choose other matches; use Regex.IsMatch, Regex.Replace or Sql.SplitPart",
        [("Enumerable", "Contains")] = "write the list where it is asked, as in 'new[] { 1, 2 }.Contains(x)'",
        [("MemoryExtensions", "Contains")] = "write the list where it is asked, as in 'new[] { 1, 2 }.Contains(x)'",
        [("Math", "Log2")] = "engines have no exact one; use Math.Log(x, 2)",
    };

    /// <summary>What to write instead of a member; null where nothing better is known than to look into the list.</summary>
    public static string? For(ISymbol member) =>
        member.ContainingNamespace?.ToDisplayString() is "System" or "System.Linq" or "System.Text.RegularExpressions" && Instead.TryGetValue((member.ContainingType.Name, member.Name), out var instead) ? instead : null;
}
