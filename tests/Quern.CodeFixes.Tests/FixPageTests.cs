using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes.Tests;

/// <summary>A fix arrives whole: with a case that is tested in each way of writing, and told of on the rule's page.</summary>
public sealed class FixPageTests
{
    static readonly string Rules = Path.GetFullPath(Path.Combine(
        typeof(FixPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", "..", "docs", "rules"));

    static readonly CodeFixProvider[] Fixes =
    [
        .. typeof(RelationFix).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(CodeFixProvider)))
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    static readonly string[] Ids = [.. Fixes.SelectMany(f => f.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_fix_has_a_case_for_each_diagnostic() => Assert.Equal(
        Fixes.SelectMany(f => f.FixableDiagnosticIds.Select(id => $"{f.GetType().Name} {id}")).Order(StringComparer.Ordinal),
        FixCase.All.Select(c => $"{c.Fix.GetType().Name} {c.Id}").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Each_fix_can_be_taken_for_all_places() => Assert.All(Fixes, f =>
        Assert.Equal([FixAllScope.Document, FixAllScope.Project], f.GetFixAllProvider()!.GetSupportedFixAllScopes().Where(s => s is FixAllScope.Document or FixAllScope.Project)));

    [Fact]
    public void Pages_tell_of_a_fix_where_there_is_one() => Assert.Equal(
        Ids.Where(id => id.StartsWith("QRN", StringComparison.Ordinal)),
        Directory.EnumerateFiles(Rules, "QRN*.md").Where(page => File.ReadAllText(page).Contains("\n## Code fix\n", StringComparison.Ordinal)).Select(page => Path.GetFileNameWithoutExtension(page)).Order(StringComparer.Ordinal));

    [Fact]
    public void List_of_fixes_names_each_diagnostic() => Assert.Equal(
        Ids,
        File.ReadAllText(Path.Combine(Rules, "README.md")).Split("## Fixes that an IDE offers")[1].Split('\n')
            .SelectMany(line => line.Split('|').Skip(1).Take(1)).SelectMany(cell => Regex.Matches(cell, "(QRN|CS)[0-9]{4}").Select(m => m.Value)).Distinct().Order(StringComparer.Ordinal));
}
