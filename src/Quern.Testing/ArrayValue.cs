namespace Quern.Testing;

/// <summary>The elements of an array, compared one by one: C# compares arrays by reference.</summary>
sealed class ArrayValue(IReadOnlyList<object?> elements) : IEquatable<ArrayValue>
{
    public IReadOnlyList<object?> Elements { get; } = elements;

    public bool Equals(ArrayValue? other) => other is not null && Elements.SequenceEqual(other.Elements);

    public override bool Equals(object? obj) => Equals(obj as ArrayValue);

    public override int GetHashCode() => Elements.Aggregate(0, HashCode.Combine);
}
