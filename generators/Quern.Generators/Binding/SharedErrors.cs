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
    public static IEnumerable<EquatableArray<DiagnosticSpec>> Of(EquatableArray<ParseResult> results)
    {
        var shared = results.SelectMany(r => r.Diagnostics)
            .Where(d => d.Origin is not null && Descriptors.Of(d.Id).DefaultSeverity == DiagnosticSeverity.Error)
            .GroupBy(d => (d.Id, d.Origin)).Where(g => g.Skip(1).Any())
            // By place: the order of results depends on the edits before.
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.Location.Path, StringComparer.Ordinal).ThenBy(d => d.Location.Span.Start).ToList());
        return shared.Count == 0
            ? results.Select(r => r.Diagnostics)
            : results.Select(r => r.Diagnostics.SelectMany(d => shared.TryGetValue((d.Id, d.Origin), out var all) ? Once(d, all) : [d]).ToEquatableArray());
    }

    static IEnumerable<DiagnosticSpec> Once(DiagnosticSpec diagnostic, List<DiagnosticSpec> all) => ReferenceEquals(diagnostic, all[0])
        ? [diagnostic with { Location = diagnostic.Origin!, Origin = null, Note = Note(diagnostic.Location, all.Count - 1) }]
        : [];

    static string Note(LocationSpec first, int others) => string.Format(
        CultureInfo.InvariantCulture, " (needed at {0}:{1} and {2} other place{3})",
        first.Path.Substring(first.Path.LastIndexOfAny(['/', '\\']) + 1), first.Lines.Start.Line + 1, others, others == 1 ? "" : "s");
}
