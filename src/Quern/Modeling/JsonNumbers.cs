using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Quern;

/// <summary>
/// Numbers of JSON documents. An integer has the digits that are written. One with a point or an exponent is a double, as
/// JavaScript and most parsers hold it, and has a double's shortest digits.
/// </summary>
static partial class JsonNumbers
{
    /// <summary>A number that is written as an integer and lies between two others; null where it is none.</summary>
    public static long? Integer(JsonElement? element, long least, long greatest) =>
        Sql.TryParseInt64(Text(element)) is { } number && number >= least && number <= greatest ? number : null;

    /// <summary>A number rounded to ten digits after the point; null where it is none, or has more than 18 before it.</summary>
    public static decimal? Decimal(JsonElement? element) =>
        Text(element) is { } text
        && decimal.TryParse(WrittenAsInteger.IsMatch(text) ? text : Digits(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Round(number, 10, MidpointRounding.AwayFromZero) is var rounded && Math.Abs(rounded) < 1_000_000_000_000_000_000m
            ? rounded
            : null;

    /// <summary>A number as a double; null where it is none, or too large.</summary>
    public static double? Double(JsonElement? element) =>
        Text(element) is { } text && double.Parse(text, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null;

    static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : null;

    static string Digits(string text) => double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^-?[0-9]+\z")]
    private static partial Regex WrittenAsInteger { get; }
}
