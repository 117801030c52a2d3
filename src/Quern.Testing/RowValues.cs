using Quern.Registry;

namespace Quern.Testing;

/// <summary>A row's values, one per column, as the columns hold them.</summary>
sealed class RowValues : RowWriter, IEquatable<RowValues>
{
    readonly IReadOnlyList<ColumnDefinition> columns;
    readonly List<object?> values = [];

    RowValues(IReadOnlyList<ColumnDefinition> columns) => this.columns = columns;

    public object? this[int column] => values[column];

    public static RowValues Of<T>(RelationDefinition<T> relation, T row)
    {
        var values = new RowValues(relation.Columns);
        relation.Write(values, row);
        return values;
    }

    public bool Equals(RowValues? other) => other is not null && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as RowValues);

    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);

    public override void WriteNull() => values.Add(null);
    public override void Write(bool value) => values.Add(value);
    public override void Write(short value) => values.Add(value);
    public override void Write(int value) => values.Add(value);
    public override void Write(long value) => values.Add(value);
    public override void Write(decimal value) => values.Add(decimal.Round(value, columns[values.Count].Type.Scale, MidpointRounding.AwayFromZero));
    public override void Write(float value) => values.Add(value);
    public override void Write(double value) => values.Add(value);
    public override void Write(string? value) => values.Add(value);
    public override void Write(Json value) => values.Add(value);
    public override void Write(DateOnly value) => values.Add(value);
    public override void Write(DateTime value) => values.Add(value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond)));
    public override void Write(DateTimeOffset value) => values.Add(value.AddTicks(-(value.UtcTicks % TimeSpan.TicksPerMicrosecond)));
    public override void Write(Guid value) => values.Add(value);
}
