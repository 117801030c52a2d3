using System.Composition;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN1010: writes a lookback as Quern reads it. QRN2111: makes a lookback as long as the window of the join that needs it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LookbackFix() : RelationFix("QRN1010", "QRN2111")
{
    const int Needed = 6;

    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Diagnostic.Id == "QRN1010")
        {
            if (place.Node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is { } literal && Read(place.Argument(0)) is { } length)
                yield return new($"Write \"{length}\"", [Edits.Replace(literal, $"\"{length}\"")]);
        }
        else if (place.Argument(Needed) is { Length: > 0 } needed && place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } define
            // With several cursors it is not told which one's row comes first.
            && define.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ChangedSince" }).ToArray() is [var changed])
        {
            var title = $"Set the lookback to \"{needed}\"";
            if (changed.ArgumentList.Arguments is [var cursor])
                yield return new(title, [Edits.After(cursor.GetLastToken(), $", lookback: \"{needed}\"")]);
            else if (changed.ArgumentList.Arguments is [_, { Expression: LiteralExpressionSyntax set }])
                yield return new(title, [Edits.Replace(set, $"\"{needed}\"")]);
        }
    }

    // `5 minutes`, `1 day`, `00:05:00` → `5m`, `1d`, `5m`
    static string? Read(string written)
    {
        if (Regex.Match(written, @"^\s*(\d{1,6})\s*([A-Za-z]+)\s*$") is { Success: true } parts)
            // A lone capital may be a month.
            return Unit(parts.Groups[2].Value) is var (unit, times) && unit is not null ? int.Parse(parts.Groups[1].Value, CultureInfo.InvariantCulture) * times + unit : null;
        return written.Contains(':') && TimeSpan.TryParse(written, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero && span.Ticks % TimeSpan.TicksPerSecond == 0
            ? span.Ticks % TimeSpan.TicksPerDay == 0 ? $"{span.Ticks / TimeSpan.TicksPerDay}d"
                : span.Ticks % TimeSpan.TicksPerHour == 0 ? $"{span.Ticks / TimeSpan.TicksPerHour}h"
                : span.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{span.Ticks / TimeSpan.TicksPerMinute}m" : $"{span.Ticks / TimeSpan.TicksPerSecond}s"
            : null;
    }

    static (string? Unit, int Times) Unit(string written) => (written == "M" ? "" : written.ToLowerInvariant()) switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => ("s", 1),
        "m" or "min" or "mins" or "minute" or "minutes" => ("m", 1),
        "h" or "hr" or "hrs" or "hour" or "hours" => ("h", 1),
        "d" or "day" or "days" => ("d", 1),
        "w" or "week" or "weeks" => ("d", 7),
        _ => (null, 0),
    };
}
