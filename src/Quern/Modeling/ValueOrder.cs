namespace Quern;

/// <summary>The order of column values that every engine keeps: null first, text by code point, all else as C# compares it.</summary>
sealed class ValueOrder<T> : IComparer<T>
{
    public static ValueOrder<T> Instance { get; } = new();

    public int Compare(T? x, T? y) =>
        x is string a && y is string b ? CompareText(a, b) : Comparer<T>.Default.Compare(x, y);

    // Code point order is that of UTF-8's bytes, which engines compare. Ordinal order of UTF-16 differs from it: surrogates,
    // which stand for U+10000 and above, come before U+E000 to U+FFFF.
    static int CompareText(string x, string y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        return common == x.Length || common == y.Length
            ? x.Length.CompareTo(y.Length)
            : Rank(x[common]).CompareTo(Rank(y[common]));
    }

    static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
