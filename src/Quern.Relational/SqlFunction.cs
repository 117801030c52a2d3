namespace Quern.Relational;

/// <summary>The functions that queries may use, with C#'s meaning; a dialect says how each is written.</summary>
internal enum SqlFunction
{
    /// <summary>(text) → text</summary>
    ToLower,

    /// <summary>(text) → text</summary>
    ToUpper,

    /// <summary>(text) → text without white space at its ends, all of C#'s kinds.</summary>
    Trim,
    TrimStart,
    TrimEnd,

    /// <summary>(text) → int32, in UTF-16 units as C# counts.</summary>
    Length,

    /// <summary>(text, int32 start from 0[, int32 length]) → text</summary>
    Substring,

    /// <summary>(text, text) → bool, ordinal.</summary>
    StartsWith,
    EndsWith,
    Contains,

    /// <summary>(text, text pattern) → bool: % is any text, _ any character, nothing escapes them.</summary>
    Like,

    /// <summary>(text, text from, text to) → text</summary>
    Replace,

    /// <summary>(number) → number</summary>
    Abs,

    /// <summary>(decimal or double, int32 digits literal) → the same; half to even.</summary>
    RoundToEven,

    /// <summary>(decimal or double, int32 digits literal) → the same; half away from zero.</summary>
    RoundAwayFromZero,
    Floor,
    Ceiling,

    /// <summary>(decimal or double) → the same, toward zero.</summary>
    Truncate,

    /// <summary>(a, b) of one type → the lesser; null when either is null.</summary>
    Least,
    Greatest,

    /// <summary>(text literal part, date or timestamp or timestamptz) → the same type. Parts: year, quarter, month, week (Monday), day, hour, minute, second.</summary>
    DateTrunc,

    /// <summary>(text literal part, temporal) → int32. Parts: year, quarter, month, day, hour, minute, second, dayofyear, dayofweek (0 is Sunday).</summary>
    DatePart,

    /// <summary>(text literal part, temporal a, temporal b) → int64: boundaries of the part between a and b, negative when b is before a.</summary>
    DateDiff,

    /// <summary>(text literal part, integer n, temporal) → temporal. Parts: year, month, day, hour, minute, second.</summary>
    DateAdd,

    /// <summary>(timestamp) → date</summary>
    ToDate,

    /// <summary>(text) → json; an error when it is no JSON.</summary>
    ParseJson,

    /// <summary>(text) → json; null when it is no JSON.</summary>
    TryParseJson,

    /// <summary>() → timestamptz: when the run started.</summary>
    Now,
}
