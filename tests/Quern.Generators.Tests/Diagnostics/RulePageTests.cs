using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>A diagnostic arrives whole: with a page that says how to mend it, a row in the list of pages, and one in the release notes.</summary>
public sealed class RulePageTests
{
    static readonly string Repository = Path.GetFullPath(Path.Combine(
        typeof(RulePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!,
        "..", ".."));

    static readonly string Pages = Path.Combine(Repository, "docs", "rules");

    static readonly DiagnosticDescriptor[] All =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Diagnostics_and_pages_are_the_same() => Assert.Equal(
        All.Select(d => d.Id + ".md"),
        Directory.EnumerateFiles(Pages, "QRN*.md").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Page_begins_with_the_diagnostic_s_title() => Assert.Equal(
        All.Select(d => $"# {d.Id}: {TitleOf(d)}"),
        All.Select(d => File.ReadLines(Path.Combine(Pages, d.Id + ".md")).First()));

    [Fact]
    public void List_of_pages_has_each_diagnostic() => Assert.Equal(
        All.Select(d => $"| [{d.Id}]({d.Id}.md) | {TitleOf(d)} |"),
        File.ReadLines(Path.Combine(Pages, "README.md")).Where(line => line.StartsWith("| [QRN", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Help_link_leads_to_the_page() =>
        Assert.All(All, d => Assert.EndsWith($"/docs/rules/{d.Id}.md", d.HelpLinkUri, StringComparison.Ordinal));

    [Fact]
    public void Release_notes_have_each_diagnostic() => Assert.Equal(
        All.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {TitleOf(d)}"),
        Directory.EnumerateFiles(Path.Combine(Repository, "generators", "Quern.Generators"), "AnalyzerReleases.*.md")
            .SelectMany(file => File.ReadLines(file)).Where(line => line.StartsWith("QRN", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    static string TitleOf(DiagnosticDescriptor descriptor) => descriptor.Title.ToString(CultureInfo.InvariantCulture);
}
