using System.Text.RegularExpressions;

namespace Quern.CodeFixes.Tests;

/// <summary>Ways in which users write one and the same model.</summary>
static partial class Formatting
{
    public static IReadOnlyDictionary<string, Func<string, string>> All { get; } = new Dictionary<string, Func<string, string>>
    {
        ["as written"] = source => source,
        ["a line's end last"] = source => source + "\n",
        ["CRLF"] = source => source.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["tabs"] = source => source.Replace("    ", "\t", StringComparison.Ordinal),
        ["namespace in braces"] = source => Wrapped(source, "namespace Shop"),
        ["nested in a class"] = source => "namespace Shop;\n\n" + Wrapped(source, "public static partial class Outer"),
        ["comments"] = source => Define().Replace(Columns().Replace(source, "$1// above\n$1$2 // beside"), "$1/* within */ $2"),
        ["attributes beside"] = source => Columns().Replace(source, "$1[NotNull] $2"),
        ["attributes above"] = source => Columns().Replace(source, "$1[NotNull] // why\n$1[Unique(Severity = Severity.Warn)]\n$1$2"),
        ["names that are keywords"] = source => Row().Replace(Record().Replace(source, "@class"), name => name.Value switch { "r" => "@in", "c" => "@object", _ => "@for" }),
        ["a part for the query"] = source => source.Contains("Marts", StringComparison.Ordinal) || source.Contains("public record", StringComparison.Ordinal) || source.Contains("public class", StringComparison.Ordinal)
            ? source
            : DefineLine().Replace(source, "}\n\npublic partial record Order\n{\n$0"),
        ["a body with return"] = source => Body().Replace(source, "$1\n    {\n        // The rows.\n        return $2;\n    }\n"),
        ["a line for each call"] = source => Call().Replace(source, "\n            $0"),
        ["nullness is not followed"] = source => "#nullable disable\n" + source + "\n#nullable restore\n",
    };

    static string Wrapped(string source, string head) =>
        $"{head}\n{{\n{string.Join('\n', source.Replace("namespace Shop;\n\n", "", StringComparison.Ordinal).Split('\n').Select(line => line.Length == 0 ? "" : "    " + line))}\n}}";

    [GeneratedRegex(@"^([ \t]+)(.*\{ get; init; \})$", RegexOptions.Multiline)]
    private static partial Regex Columns();

    [GeneratedRegex(@"(Define\([^)]*\) =>)\s+(.)")]
    private static partial Regex Define();

    [GeneratedRegex(@"\bOrder\b")]
    private static partial Regex Record();

    [GeneratedRegex(@"\b[rlc]\b(?!\()")]
    private static partial Regex Row();

    [GeneratedRegex(@"^    public (static )?Query<Order> Define", RegexOptions.Multiline)]
    private static partial Regex DefineLine();

    [GeneratedRegex(@"(Define\([^)]*\)) =>\s+([^;]*);\n")]
    private static partial Regex Body();

    [GeneratedRegex(@"(?<=[)a-z])\.(?=(OrderBy|Take|Select|Where|ChangedSince|OrWhenChanged|DistinctBy|LeftJoin|Over)[A-Za-z]*\()")]
    private static partial Regex Call();
}
