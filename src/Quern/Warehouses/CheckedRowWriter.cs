using System.Globalization;
using Quern.Registry;

namespace Quern.Warehouses;

/// <summary>
/// The part of a bulk load's <see cref="RowWriter"/> that is the same on every engine: a value that the column can't hold
/// exactly is refused here, with its row and column, and never reaches a driver that would cut or round it.
/// </summary>
/// <remarks>Rows count from 1. Times are truncated to microseconds, which is what every engine keeps.</remarks>
public abstract class CheckedRowWriter : RowWriter
{
    const int NoArray = -1;

    readonly TableColumn[] columns;
    readonly TableColumn?[] elements;
    int ordinal;

    // Elements of the open array that are still to come.
    int missing = NoArray;

    /// <summary>Makes a writer that stands at the first column of the first row.</summary>
    /// <param name="table">The table, for messages.</param>
    /// <param name="columns">Its columns, in the order in which values are written.</param>
    protected CheckedRowWriter(RelationName table, IReadOnlyList<TableColumn> columns)
    {
        Table = table;
        this.columns = [.. columns];
        elements = [.. columns.Select(c => c.Type.Kind == ColumnKind.Array ? c with { Type = c.Type.Element, IsNullable = c.Type.HasNullableElements } : null)];
    }

    /// <summary>The table, for messages.</summary>
    protected RelationName Table { get; }

    /// <summary>The number of the current row, from 1.</summary>
    public long RowNumber { get; private set; } = 1;

    /// <summary>Ends the current row and moves to the next.</summary>
    /// <exception cref="InvalidOperationException">A column has no value yet.</exception>
    protected void NextRow()
    {
        if (ordinal != columns.Length)
            throw new InvalidOperationException(
                $"Row {RowNumber} of {Table} has {ordinal} values for {columns.Length} columns; write one value per column before EndRow.");
        ordinal = 0;
        RowNumber++;
    }

    /// <inheritdoc/>
    public override void WriteNull()
    {
        var column = Current();
        if (!column.IsNullable)
            throw missing >= 0
                ? Refuse(column, "an array with null in it", "its elements are not nullable; declare them nullable or correct the row")
                : Refuse(column, "null", "it is not nullable; make the property nullable or correct the row");
        PutNull(Next());
    }

    /// <inheritdoc/>
    public override void Boolean(bool value) { Expect(ColumnKind.Boolean); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Int16(short value) { Expect(ColumnKind.Int16); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Int32(int value) { Expect(ColumnKind.Int32); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Int64(long value) { Expect(ColumnKind.Int64); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Single(float value) { Expect(ColumnKind.Single); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Double(double value) { Expect(ColumnKind.Double); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Date(DateOnly value) { Expect(ColumnKind.Date); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Uuid(Guid value) { Expect(ColumnKind.Uuid); Put(Next(), value); }

    /// <inheritdoc/>
    public override void Timestamp(DateTime value) { Expect(ColumnKind.Timestamp); PutTimestamp(Next(), UnixMicroseconds(value.Ticks)); }

    /// <inheritdoc/>
    public override void TimestampTz(DateTimeOffset value) { Expect(ColumnKind.TimestampTz); PutTimestampTz(Next(), UnixMicroseconds(value.UtcTicks)); }

    /// <inheritdoc/>
    public override void Decimal(decimal value)
    {
        var column = Expect(ColumnKind.Decimal);
        if (!DecimalFit.Fits(value, column.Type))
            throw Refuse(column, value.ToString(CultureInfo.InvariantCulture),
                $"it does not fit {column.Type}; round it in the query or give the property a wider [Precision]");
        Put(Next(), value);
    }

    /// <inheritdoc/>
    public override void Text(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }
        var column = Expect(ColumnKind.Text);
        CheckText(column, value);
        PutText(Next(), value);
    }

    /// <inheritdoc/>
    public override void Json(Quern.Json value)
    {
        var column = Expect(ColumnKind.Json);
        CheckText(column, value.Text);
        PutJson(Next(), value.Text);
    }

    /// <inheritdoc/>
    public override void BeginArray(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Expect(ColumnKind.Array);
        missing = length;
        PutArrayStart(ordinal, length);
    }

    /// <inheritdoc/>
    public override void EndArray()
    {
        if (missing != 0)
            throw new InvalidOperationException($"Row {RowNumber} of {Table}: column '{columns[ordinal].Name}' has no array that could end; write as many elements as it was begun with.");
        missing = NoArray;
        PutArrayEnd(ordinal++);
    }

    /// <summary>Begins an array; values that follow with the same ordinal are its elements.</summary>
    protected abstract void PutArrayStart(int ordinal, int length);

    /// <summary>Ends it, when all its elements are written.</summary>
    protected abstract void PutArrayEnd(int ordinal);

    /// <summary>Writes null into a column that accepts it.</summary>
    protected abstract void PutNull(int ordinal);

    /// <summary>Writes a boolean.</summary>
    protected abstract void Put(int ordinal, bool value);

    /// <summary>Writes a 16-bit integer.</summary>
    protected abstract void Put(int ordinal, short value);

    /// <summary>Writes a 32-bit integer.</summary>
    protected abstract void Put(int ordinal, int value);

    /// <summary>Writes a 64-bit integer.</summary>
    protected abstract void Put(int ordinal, long value);

    /// <summary>Writes a decimal that fits the column exactly.</summary>
    protected abstract void Put(int ordinal, decimal value);

    /// <summary>Writes a 32-bit floating point number.</summary>
    protected abstract void Put(int ordinal, float value);

    /// <summary>Writes a 64-bit floating point number.</summary>
    protected abstract void Put(int ordinal, double value);

    /// <summary>Writes a date.</summary>
    protected abstract void Put(int ordinal, DateOnly value);

    /// <summary>Writes a 128-bit identifier.</summary>
    protected abstract void Put(int ordinal, Guid value);

    /// <summary>Writes text that is valid Unicode without NUL.</summary>
    protected abstract void PutText(int ordinal, string value);

    /// <summary>Writes the text of a JSON document.</summary>
    protected abstract void PutJson(int ordinal, string value);

    /// <summary>Writes a timestamp without zone, in microseconds since 1970-01-01.</summary>
    protected abstract void PutTimestamp(int ordinal, long microseconds);

    /// <summary>Writes an instant, in microseconds since 1970-01-01 UTC.</summary>
    protected abstract void PutTimestampTz(int ordinal, long microseconds);

    /// <summary>Microseconds from 1970-01-01 to a time, rounded down: never into the next day or year.</summary>
    /// <param name="ticks">The time in units of 100 ns since 0001-01-01.</param>
    public static long UnixMicroseconds(long ticks) =>
        (ticks / TimeSpan.TicksPerMicrosecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);

    // An array's elements share its place.
    int Next()
    {
        if (missing == NoArray)
            return ordinal++;
        missing--;
        return ordinal;
    }

    TableColumn Current() =>
        missing > 0 ? elements[ordinal]!
        : missing == 0 ? throw new InvalidOperationException($"Row {RowNumber} of {Table}: column '{columns[ordinal].Name}' has more elements than it was begun with.")
        : ordinal < columns.Length ? columns[ordinal]
        : throw new InvalidOperationException($"Row {RowNumber} of {Table} has more values than its {columns.Length} columns.");

    TableColumn Expect(ColumnKind kind)
    {
        var column = Current();
        return column.Type.Kind == kind
            ? column
            : throw new InvalidOperationException(
                $"Column '{column.Name}' of {Table} holds {column.Type}, and a value of {kind.ToString().ToLowerInvariant()} was written to it.");
    }

    void CheckText(TableColumn column, string value)
    {
        if (Unicode.FirstDefect(value) is { } defect)
            throw Refuse(column, "text", $"it has {defect}, which no engine stores; clean it in the source");
    }

    WarehouseException Refuse(TableColumn column, string value, string reason) =>
        new($"Row {RowNumber} of {Table}: column '{column.Name}' can't take {value}: {reason}.");
}
