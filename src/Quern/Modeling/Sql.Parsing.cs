using System.Globalization;
using System.Text.RegularExpressions;

namespace Quern;

public static partial class Sql
{
    /// <summary>An integer from text: a sign or none, and at most 37 digits. Null for all else, and for what does not fit.</summary>
    public static int? TryParseInt32(string? text) => (int?)Integer(text, int.MinValue, int.MaxValue);

    /// <inheritdoc cref="TryParseInt32(string?)"/>
    public static long? TryParseInt64(string? text) => (long?)Integer(text, long.MinValue, long.MaxValue);

    /// <summary>A decimal from text: a sign or none, at most 18 digits before the point and 10 after it. Null for all else.</summary>
    public static decimal? TryParseDecimal(string? text) =>
        text is not null && DecimalForm.IsMatch(text) ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A double from text: a sign or none, at most 100 digits before the point and after it, and an exponent of two digits or none. Null for all else.</summary>
    public static double? TryParseDouble(string? text) =>
        text is not null && DoubleForm.IsMatch(text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A date from text of the form <c>2026-01-31</c>. Null for all else, and where there is no such day.</summary>
    public static DateOnly? TryParseDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A time from text of the form <c>2026-01-31 23:59:59</c>, with <c>T</c> in place of the space and up to six digits after a point or without. Null for all else, and where there is no such day.</summary>
    public static DateTime? TryParseDateTime(string? text) =>
        text is not null && DateTimeForm.IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A Guid from text of the form <c>123e4567-e89b-12d3-a456-426614174000</c>, in either case. Null for all else.</summary>
    public static Guid? TryParseGuid(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    /// <summary>As <see cref="TryParseDecimal"/>.</summary>
    /// <exception cref="FormatException">The text is no decimal of this form.</exception>
    public static decimal ParseDecimal(string text) => Required(TryParseDecimal(text), text, "decimal");

    /// <summary>As <see cref="TryParseDouble"/>.</summary>
    /// <exception cref="FormatException">The text is no double of this form.</exception>
    public static double ParseDouble(string text) => Required(TryParseDouble(text), text, "double");

    /// <summary>As <see cref="TryParseDate"/>.</summary>
    /// <exception cref="FormatException">The text is no date of this form.</exception>
    public static DateOnly ParseDate(string text) => Required(TryParseDate(text), text, "date");

    /// <summary>As <see cref="TryParseDateTime"/>.</summary>
    /// <exception cref="FormatException">The text is no time of this form.</exception>
    public static DateTime ParseDateTime(string text) => Required(TryParseDateTime(text), text, "date and time");

    /// <summary>As <see cref="TryParseGuid"/>.</summary>
    /// <exception cref="FormatException">The text is no Guid of this form.</exception>
    public static Guid ParseGuid(string text) => Required(TryParseGuid(text), text, "Guid");

    static Int128? Integer(string? text, Int128 least, Int128 greatest) =>
        text is not null && IntegerForm.IsMatch(text) && Int128.Parse(text, CultureInfo.InvariantCulture) is var number && number >= least && number <= greatest
            ? number
            : null;

    static T Required<T>(T? value, string text, string what) where T : struct =>
        value ?? throw new FormatException($"'{text}' is no {what} of the form that Quern's functions read.");

    [GeneratedRegex(@"^[+-]?[0-9]{1,37}\z")]
    private static partial Regex IntegerForm { get; }

    [GeneratedRegex(@"^[+-]?([0-9]{1,18}([.][0-9]{0,10})?|[.][0-9]{1,10})\z")]
    private static partial Regex DecimalForm { get; }

    [GeneratedRegex(@"^[+-]?([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})([eE][+-]?[0-9]{1,2})?\z")]
    private static partial Regex DoubleForm { get; }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?\z")]
    private static partial Regex DateTimeForm { get; }
}
