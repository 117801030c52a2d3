using System.Globalization;
using System.Text.Json.Nodes;

namespace Quern.Generators.Tests.Functions;

/// <summary>Values of engines and of C# in one form, to be compared.</summary>
static class SampleValues
{
    /// <summary>An engine's value as the type that C# gave.</summary>
    public static object? As(object? actual, object? expected) => (actual, expected) switch
    {
        (null or DBNull, _) => null,
        (System.Collections.IEnumerable elements, Array) when actual is not string => elements.Cast<object?>().ToArray(),
        (double number, int or long) when Math.Abs(number) > long.MaxValue => number,
        (System.Numerics.BigInteger number, int or long) => (long)number,
        (string text, Guid) when Guid.TryParseExact(text, "D", out var id) && text == id.ToString() => id,
        (_, int or long or short) when actual is not string => Convert.ToInt64(actual, CultureInfo.InvariantCulture),
        (_, decimal) when actual is not string => Convert.ToDecimal(actual, CultureInfo.InvariantCulture),
        (_, float or double) when actual is not string => Near(Convert.ToDouble(actual, CultureInfo.InvariantCulture), Convert.ToDouble(expected, CultureInfo.InvariantCulture)),
        (DateTime time, DateOnly) when time.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(time),
        (DateTime time, DateTimeOffset) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        (string text, Json) => Json.TryParse(text) is { } json ? json : text,
        _ => actual,
    };

    public static string Show(object? value) => value switch
    {
        null => "null",
        Array elements => $"[{string.Join(", ", elements.Cast<object?>().Select(Show))}]",
        string text => '"' + text + '"',
        decimal number => (Math.Round(number, 10, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) + "m",
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture) + "d",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z",
        Json json => Sorted(JsonNode.Parse(json.Text))?.ToJsonString() ?? "JSON null",
        Enum member => '"' + member.ToString().ToLowerInvariant() + '"',
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    // The last digits of logarithms and powers are the C library's affair.
    static double Near(double actual, double expected) =>
        Math.Abs(actual - expected) <= Math.Abs(expected) * 1e-14 ? expected : actual;

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
