using Quern.Registry;

namespace Quern.Testing;

/// <summary>A row's values, one per column, as the columns hold them.</summary>
sealed class RowValues : RowWriter, IEquatable<RowValues>
{
    readonly IReadOnlyList<ColumnDefinition> columns;
    readonly List<object?> values = [];

    // The elements of the array that is being written; null between arrays.
    List<object?>? elements;

    RowValues(IReadOnlyList<ColumnDefinition> columns) => this.columns = columns;

    public object? this[int column] => values[column];

    public static RowValues Of<T>(RelationDefinition<T> relation, T row)
    {
        var values = new RowValues(relation.Columns);
        relation.WriteRow(values, row);
        return values;
    }

    public bool Equals(RowValues? other) => other is not null && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as RowValues);

    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);

    public override void WriteNull() => Add(null);
    public override void Boolean(bool value) => Add(value);
    public override void Int16(short value) => Add(value);
    public override void Int32(int value) => Add(value);
    public override void Int64(long value) => Add(value);
    public override void Decimal(decimal value) => Add(decimal.Round(value, columns[values.Count].Type.Scale, MidpointRounding.AwayFromZero));
    public override void Single(float value) => Add(value);
    public override void Double(double value) => Add(value);
    public override void Text(string? value) => Add(value);
    public override void Json(Quern.Json value) => Add(value);
    public override void Date(DateOnly value) => Add(value);
    public override void Timestamp(DateTime value) => Add(value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond)));
    public override void TimestampTz(DateTimeOffset value) => Add(value.AddTicks(-(value.UtcTicks % TimeSpan.TicksPerMicrosecond)));
    public override void Uuid(Guid value) => Add(value);
    public override void BeginArray(int length) => elements = [];

    public override void EndArray()
    {
        var array = new ArrayValue(elements!);
        elements = null;
        Add(array);
    }

    void Add(object? value) => (elements ?? values).Add(value);
}
