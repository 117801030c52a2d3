using System.Reflection;

namespace Quern.Queries.Tests;

/// <summary>The page of recipes shows code of models that are compiled and run here.</summary>
public sealed class RecipePageTests
{
    static readonly string Project = typeof(RecipePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;

    static readonly string Models = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Project, "Recipes"), "*.cs").Order(StringComparer.Ordinal).Select(f => Unindented(File.ReadAllText(f))));

    public static TheoryData<string> Snippets
    {
        get
        {
            // Every second part between fences is code.
            var parts = File.ReadAllText(Path.Combine(Project, "..", "..", "docs", "recipes.md")).ReplaceLineEndings("\n").Split("```");
            return [.. parts.Where((_, i) => i % 2 == 1).Where(p => p.StartsWith("csharp\n", StringComparison.Ordinal)).Select(p => p["csharp\n".Length..])];
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_stands_in_a_model(string snippet) => Assert.Contains(Unindented(snippet), Models, StringComparison.Ordinal);

    [Fact]
    public void Page_has_snippets() => Assert.NotEmpty(Snippets);

    static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
