using Quern.Registry;

namespace Quern.Warehouses;

/// <summary>Whether a decimal is a value of a column type, so that storing it loses no digit.</summary>
public static class DecimalFit
{
    static readonly decimal[] Powers = [.. Enumerable.Range(0, 29).Select(n => (decimal)System.Numerics.BigInteger.Pow(10, n))];

    /// <summary>Whether the value has no more digits than the type before and after the point; zeros at the end don't count.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">A decimal type.</param>
    public static bool Fits(decimal value, ColumnType type)
    {
        if (value.Scale > type.Scale && decimal.Round(value, Math.Min(type.Scale, 28)) != value)
            return false;
        var whole = type.Precision - type.Scale;
        // More digits than a C# decimal can have.
        return whole >= Powers.Length || Math.Abs(value) < Powers[whole];
    }

    /// <summary>The value as a whole number of the scale's last digit: 12345 for 123.45 at a scale of 2. The value fits the scale.</summary>
    /// <param name="value">The value.</param>
    /// <param name="scale">Digits after the point, 0 to 38.</param>
    public static Int128 Unscaled(decimal value, int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        for (var digits = value.Scale; digits < scale; digits++)
            mantissa *= 10;
        for (var digits = value.Scale; digits > scale; digits--)
            mantissa /= 10;
        return decimal.IsNegative(value) ? -mantissa : mantissa;
    }
}
