namespace Quern;

/// <summary>A key of <c>GroupBySets</c>, as its sets name it.</summary>
public readonly record struct GroupingKey
{
    internal GroupingKey(int bit) => Bit = bit;

    // A set of keys has a bit for each.
    internal int Bit { get; }
}
