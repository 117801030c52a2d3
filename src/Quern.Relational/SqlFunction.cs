namespace Quern.Relational;

/// <summary>The functions that queries may use, with C#'s meaning; a dialect says how each is written.</summary>
internal enum SqlFunction
{
    /// <summary>(text) → text</summary>
    ToLower,

    /// <summary>(text) → text</summary>
    ToUpper,

    /// <summary>(text) → text without white space at its ends, all of C#'s kinds; (text, text literal) → without these characters.</summary>
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

    /// <summary>(text, int32 literal of at least 0) → the first characters; the whole text when it is shorter.</summary>
    Left,

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

    /// <summary>(double) → double; not of negative numbers.</summary>
    Sqrt,

    /// <summary>(double, double) → double</summary>
    Power,

    /// <summary>(double) → double; of positive numbers.</summary>
    Ln,
    Log10,

    /// <summary>(double) → double</summary>
    Exp,
    Cbrt,
    Sin,
    Cos,
    Tan,
    Atan,
    Sinh,
    Cosh,
    Tanh,

    /// <summary>(double from -1 to 1) → double</summary>
    Asin,
    Acos,

    /// <summary>(double y, double x) → double</summary>
    Atan2,

    /// <summary>(number) → int32: -1, 0 or 1.</summary>
    Sign,

    /// <summary>(integer, integer) → the same</summary>
    BitAnd,
    BitOr,
    BitXor,

    /// <summary>(integer, int32 count of at least 0 and less than its bits) → the same; the sign comes in from the left.</summary>
    ShiftRight,

    /// <summary>(text, text) → int32: where the second begins in the first, in UTF-16 units from 0; -1 when it is not there.</summary>
    IndexOf,

    /// <summary>As <see cref="IndexOf"/>, but where it begins last: of empty text at the end.</summary>
    LastIndexOf,

    /// <summary>(text, int32) → text; empty for no times or fewer.</summary>
    Repeat,

    /// <summary>(text, text separator, int32 literal) → text: the part between two separators, from 0; empty when there is none.</summary>
    SplitPart,

    /// <summary>(text, text literal pattern that all engines read alike) → bool: whether it is found anywhere.</summary>
    IsMatch,

    /// <summary>(text, text literal pattern that all engines read alike, text literal) → text: all matches replaced.</summary>
    ReplaceMatches,

    /// <summary>(text) → the call's type: strict forms only, an error for all others.</summary>
    ParseText,

    /// <summary>(text) → the call's type: strict forms only, null for all others.</summary>
    TryParseText,

    /// <summary>(text) → text: MD5 of its UTF-8, as 32 lower-case hexadecimal digits.</summary>
    Md5,

    /// <summary>(int32 year, month, day) → date; an error when there is no such day.</summary>
    MakeDate,

    /// <summary>(int32 year, month, day, hour, minute, second) → timestamp; an error when there is no such time.</summary>
    MakeTimestamp,

    /// <summary>(timestamp a, timestamp b) → int64: microseconds from a to b.</summary>
    MicrosecondsBetween,

    /// <summary>(json, text literal key…) → the text of the JSON string at a path; null where there is none.</summary>
    JsonText,

    /// <summary>(json, text literal key…) → bool: the JSON boolean at a path; null where there is none.</summary>
    JsonBoolean,

    /// <summary>(json, text literal key…) → the call's type: the JSON number at a path; null where there is none, an integer is written otherwise, or it does not fit.</summary>
    JsonNumber,

    /// <summary>(json, text literal key…) → bool: whether an object stands at a path; null or false where there is none.</summary>
    JsonIsObject,

    /// <summary>(json, text literal key…) → json at a path; null where there is nothing or JSON's null.</summary>
    JsonAt,

    /// <summary>(text literal part, date or timestamp or timestamptz) → the same type. Parts: year, quarter, month, week (Monday), day, hour, minute, second.</summary>
    DateTrunc,

    /// <summary>(text literal part, temporal) → int32. Parts: year, quarter, month, day, hour, minute, second, dayofyear, dayofweek (0 is Sunday), isoweek, isoyear.</summary>
    DatePart,

    /// <summary>(text literal part, temporal a, temporal b) → int64: boundaries of the part between a and b, negative when b is before a.</summary>
    DateDiff,

    /// <summary>(text literal part, integer n, temporal) → temporal. Parts: year, month, day, hour, minute, second, microsecond.</summary>
    DateAdd,

    /// <summary>(text literal form, date or timestamp) → text. The form has yyyy, MM, dd, HH, mm, ss and what stands between them.</summary>
    FormatTime,

    /// <summary>(timestamp) → date</summary>
    ToDate,

    /// <summary>(text) → json; an error when it is no JSON.</summary>
    ParseJson,

    /// <summary>(text) → json; null when it is no JSON.</summary>
    TryParseJson,

    /// <summary>(column of unnested items) → what the array holds.</summary>
    ItemValue,

    /// <summary>(element…) → array of them, of the call's type.</summary>
    MakeArray,

    /// <summary>(array) → int32: how many elements it has.</summary>
    ArrayLength,

    /// <summary>(array, int32 from 0) → the element there; an error outside of the array.</summary>
    ArrayElement,

    /// <summary>(array, int32 from 0) → the element there; null outside of the array, and any element or null for a negative one.</summary>
    ArrayElementOrNull,

    /// <summary>(array, element that is not null) → bool: whether it is one of the elements.</summary>
    ArrayContains,

    /// <summary>(array, array) → bool: whether they have the same elements in the same places.</summary>
    ArrayEqual,

    /// <summary>(array of text, text separator) → text: the elements with the separator between them; null elements read as empty.</summary>
    ArrayJoin,

    /// <summary>(text, text literal that is not empty) → array of text: the parts between separators; one when there is none.</summary>
    Split,

    /// <summary>(array) → bool: whether null is one of its elements.</summary>
    HoldsNull,

    /// <summary>(array, element literal…) → bool: whether one of its elements is neither null nor one of these.</summary>
    HoldsOther,

    /// <summary>(int64 column of a series) → int64: its number.</summary>
    SeriesNumber,

    /// <summary>(int64 column of unnested items) → int64: the item's place, from 1.</summary>
    ItemPosition,

    /// <summary>(int32 column of a recursion's steps, int32 literal) → int32: the next step's number; an error when it is greater than the literal.</summary>
    NextStep,

    /// <summary>() → timestamptz: when the run started.</summary>
    Now,
}
