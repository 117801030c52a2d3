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
    public override void Boolean(bool value) => values.Add(value);
    public override void Int16(short value) => values.Add(value);
    public override void Int32(int value) => values.Add(value);
    public override void Int64(long value) => values.Add(value);
    public override void Decimal(decimal value) => values.Add(decimal.Round(value, columns[values.Count].Type.Scale, MidpointRounding.AwayFromZero));
    public override void Single(float value) => values.Add(value);
    public override void Double(double value) => values.Add(value);
    public override void Text(string? value) => values.Add(value);
    public override void Json(Quern.Json value) => values.Add(value);
    public override void Date(DateOnly value) => values.Add(value);
    public override void Timestamp(DateTime value) => values.Add(value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond)));
    public override void TimestampTz(DateTimeOffset value) => values.Add(value.AddTicks(-(value.UtcTicks % TimeSpan.TicksPerMicrosecond)));
    public override void Uuid(Guid value) => values.Add(value);
}
