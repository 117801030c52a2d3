namespace Quern.Generators.Checking;

/// <summary>How many digits a decimal may have before the point, and has after it; null where nothing is known.</summary>
/// <param name="Before">Digits before the point.</param>
/// <param name="After">Digits after the point.</param>
/// <param name="IsAssumed">Whether nobody chose the digits after the point: those of a column without <c>[Precision]</c>.</param>
internal readonly record struct DigitCount(int? Before, int? After, bool IsAssumed = false)
{
    /// <summary>What holds for either of two values.</summary>
    public static DigitCount Either(DigitCount left, DigitCount right) =>
        new(Greater(left.Before, right.Before), left.After is { } a && right.After is { } b ? Math.Max(a, b) : null, left.IsAssumed || right.IsAssumed);

    public static int? Greater(int? left, int? right) => left is null ? right : right is null ? left : Math.Max(left.Value, right.Value);

    public static int? Less(int? left, int? right) => left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);
}
