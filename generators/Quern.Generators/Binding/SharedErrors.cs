using System.Globalization;
using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Binding;

/// <summary>
/// One mistake is one diagnostic. An error inside a method that one query calls is reported at the call; where several need
/// what is wrong, once and where it is, with the first of them named. Warnings stay at the calls: there each is suppressed.
/// </summary>
internal static class SharedErrors
{
    /// <returns>The diagnostics of each declaration.</returns>
    public static IEnumerable<EquatableArray<DiagnosticSpec>> Of(EquatableArray<ParseResult> all)
    {
        var results = WithoutReadSteps(all);
        var shared = results.SelectMany(r => r.Diagnostics)
            .Where(d => d.Origin is not null && Descriptors.Of(d.Id).DefaultSeverity == DiagnosticSeverity.Error)
            .GroupBy(d => (d.Id, d.Origin)).Where(g => g.Skip(1).Any())
            // By place: the order of results depends on the edits before.
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.Location.Path, StringComparer.Ordinal).ThenBy(d => d.Location.Span.Start).ToList());
        return shared.Count == 0
            ? results.Select(r => r.Diagnostics)
            : results.Select(r => r.Diagnostics.SelectMany(d => shared.TryGetValue((d.Id, d.Origin), out var all) ? Once(d, all) : [d]).ToEquatableArray());
    }

    // What models tell of the steps that they read, the steps need not tell, nor one step of another.
    static IReadOnlyList<ParseResult> WithoutReadSteps(EquatableArray<ParseResult> results)
    {
        if (results.All(r => !r.IsStep || r.Diagnostics.Count == 0))
            return results;
        var told = new HashSet<(string, LocationSpec)>(results.Where(r => !r.IsStep).SelectMany(r => r.Diagnostics).Select(Mistake));
        var own = new HashSet<(string, LocationSpec)>(results.Where(r => r.IsStep).SelectMany(r => r.Diagnostics).Where(d => d.Origin is null).Select(Mistake));
        return [.. results.Select(r => r.IsStep
            ? r with { Diagnostics = r.Diagnostics.Where(d => !told.Contains(Mistake(d)) && (d.Origin is null || !own.Contains(Mistake(d)))).ToEquatableArray() }
            : r)];
    }

    static (string, LocationSpec) Mistake(DiagnosticSpec diagnostic) => (diagnostic.Id, diagnostic.Origin ?? diagnostic.Location);

    static IEnumerable<DiagnosticSpec> Once(DiagnosticSpec diagnostic, List<DiagnosticSpec> all) => ReferenceEquals(diagnostic, all[0])
        ? [diagnostic with { Location = diagnostic.Origin!, Origin = null, Note = Note(diagnostic.Location, all.Count - 1) }]
        : [];

    static string Note(LocationSpec first, int others) => string.Format(
        CultureInfo.InvariantCulture, " (needed at {0}:{1} and {2} other place{3})",
        first.Path.Substring(first.Path.LastIndexOfAny(['/', '\\']) + 1), first.Lines.Start.Line + 1, others, others == 1 ? "" : "s");
}
