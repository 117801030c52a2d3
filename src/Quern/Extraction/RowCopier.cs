using System.Data.Common;
using System.Globalization;
using Quern.Quality;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>Copies rows from a source's reader into a bulk load, a typed call per value: nothing is boxed.</summary>
sealed class RowCopier
{
    readonly RelationDefinition relation;
    readonly ExtractDefinition extract;
    readonly Action<DbDataReader, RowWriter>[] columns;
    readonly int[] required;

    public RowCopier(RelationDefinition relation, ExtractDefinition extract)
    {
        this.relation = relation;
        this.extract = extract;
        columns = [.. relation.Columns.Select((c, i) => c.Type.ElementKind is { } element ? CopyArray(element, i) : Copy(c.Type.Kind, i))];
        // A null key would never be merged, and a null cursor never be read again.
        required = [.. Enumerable.Range(0, relation.Columns.Count).Where(i => !relation.Columns[i].IsNullable || Role(relation.Columns[i]) is not null)];
    }

    /// <summary>Copies the reader's current row.</summary>
    /// <param name="reader">Has the relation's columns, in order.</param>
    /// <param name="load">Takes the row.</param>
    /// <param name="rowNumber">The row's number in this extraction, from 1, for messages.</param>
    /// <exception cref="WarehouseException">A value is null where it may not be, or does not fit; the message says which, of which row.</exception>
    public void CopyRow(DbDataReader reader, IBulkLoad load, long rowNumber)
    {
        foreach (var ordinal in required)
            if (reader.IsDBNull(ordinal))
                throw Refused(reader, rowNumber, DescribeNull(relation.Columns[ordinal]));
        var ordinalInRow = 0;
        try
        {
            var row = load.Row;
            for (; ordinalInRow < columns.Length; ordinalInRow++)
                if (reader.IsDBNull(ordinalInRow))
                    row.WriteNull();
                else
                    columns[ordinalInRow](reader, row);
            load.EndRow();
        }
        catch (WarehouseException e) when (e.Failure == WarehouseFailure.Rejected)
        {
            // Source readers and bulk loads name row and column themselves.
            throw new WarehouseException($"{Origin}{KeyOf(reader)}: {e.Message}", e);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw Refused(reader, rowNumber, $"{relation.Columns[ordinalInRow].Name}: {e.Message.TrimEnd('.')}", e);
        }
    }

    string? Role(ColumnDefinition column) => extract.Key.Contains(column.Name) ? "key" : column.Name == extract.Cursor ? "cursor" : null;

    string DescribeNull(ColumnDefinition column) => Role(column) is { } role
        ? $"{column.Name} is null, but it is the extraction's {role}. Correct the row, or choose another {role}"
        : $"{column.Name} is null, but {column.Property} is not nullable. Make the property nullable, or correct the row";

    string Origin => $"{extract.Table} in the source '{extract.Source}'";

    WarehouseException Refused(DbDataReader reader, long rowNumber, string problem, Exception? inner = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"Row {rowNumber:N0} of {Origin}{KeyOf(reader)}: {problem}."), inner);

    string KeyOf(DbDataReader reader)
    {
        if (extract.Key.Count == 0)
            return "";
        try
        {
            return " (" + SampleText.Of(extract.Key.Select(name => (name, (object?)reader.GetValue(OrdinalOf(name))))) + ")";
        }
        catch (WarehouseException)
        {
            // The key itself may be what can't be read.
            return "";
        }
    }

    int OrdinalOf(string column) => Enumerable.Range(0, relation.Columns.Count).First(i => relation.Columns[i].Name == column);

    static Action<DbDataReader, RowWriter> Copy(ColumnKind kind, int i) => kind switch
    {
        ColumnKind.Boolean => (r, w) => w.Boolean(r.GetBoolean(i)),
        ColumnKind.Int16 => (r, w) => w.Int16(r.GetInt16(i)),
        ColumnKind.Int32 => (r, w) => w.Int32(r.GetInt32(i)),
        ColumnKind.Int64 => (r, w) => w.Int64(r.GetInt64(i)),
        ColumnKind.Decimal => (r, w) => w.Decimal(r.GetDecimal(i)),
        ColumnKind.Single => (r, w) => w.Single(r.GetFloat(i)),
        ColumnKind.Double => (r, w) => w.Double(r.GetDouble(i)),
        ColumnKind.Text => (r, w) => w.Text(r.GetString(i)),
        ColumnKind.Json => (r, w) => w.Json(Json.Parse(r.GetString(i))),
        ColumnKind.Date => (r, w) => w.Date(r.GetFieldValue<DateOnly>(i)),
        ColumnKind.Timestamp => (r, w) => w.Timestamp(r.GetDateTime(i)),
        ColumnKind.TimestampTz => (r, w) => w.TimestampTz(r.GetFieldValue<DateTimeOffset>(i)),
        ColumnKind.Uuid => (r, w) => w.Uuid(r.GetGuid(i)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a column kind."),
    };

    // Nulls too: the bulk load says which column may hold none.
    static Action<DbDataReader, RowWriter> CopyArray(ColumnKind element, int i) => element switch
    {
        ColumnKind.Boolean => Elements<bool?>(i, static (w, v) => w.BooleanOrNull(v)),
        ColumnKind.Int16 => Elements<short?>(i, static (w, v) => w.Int16OrNull(v)),
        ColumnKind.Int32 => Elements<int?>(i, static (w, v) => w.Int32OrNull(v)),
        ColumnKind.Int64 => Elements<long?>(i, static (w, v) => w.Int64OrNull(v)),
        ColumnKind.Decimal => Elements<decimal?>(i, static (w, v) => w.DecimalOrNull(v)),
        ColumnKind.Single => Elements<float?>(i, static (w, v) => w.SingleOrNull(v)),
        ColumnKind.Double => Elements<double?>(i, static (w, v) => w.DoubleOrNull(v)),
        ColumnKind.Text => Elements<string?>(i, static (w, v) => w.Text(v)),
        ColumnKind.Date => Elements<DateOnly?>(i, static (w, v) => w.DateOrNull(v)),
        ColumnKind.Timestamp => Elements<DateTime?>(i, static (w, v) => w.TimestampOrNull(v)),
        ColumnKind.TimestampTz => Elements<DateTimeOffset?>(i, static (w, v) => w.TimestampTzOrNull(v)),
        ColumnKind.Uuid => Elements<Guid?>(i, static (w, v) => w.UuidOrNull(v)),
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "No array holds it."),
    };

    static Action<DbDataReader, RowWriter> Elements<T>(int i, Action<RowWriter, T> write) => (r, w) => w.Array(r.GetFieldValue<List<T>>(i), write);
}
