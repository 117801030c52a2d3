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
        columns = [.. relation.Columns.Select((c, i) => Copy(c.Type.Kind, i))];
        required = [.. Enumerable.Range(0, relation.Columns.Count).Where(i => !relation.Columns[i].IsNullable)];
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
                throw Refused(reader, rowNumber, $"{relation.Columns[ordinal].Name} is null, but {relation.Columns[ordinal].Property} is not nullable. Make the property nullable, or correct the row");
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
        catch (Exception e) when (e is WarehouseException { Failure: WarehouseFailure.Rejected } or FormatException or OverflowException or InvalidCastException)
        {
            var where = ordinalInRow < columns.Length ? $"{relation.Columns[ordinalInRow].Name}: " : "";
            throw Refused(reader, rowNumber, where + e.Message.TrimEnd('.'), e);
        }
    }

    WarehouseException Refused(DbDataReader reader, long rowNumber, string problem, Exception? inner = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"Row {rowNumber:N0} of {extract.Table} in the source '{extract.Source}'{KeyOf(reader)}: {problem}."), inner);

    string KeyOf(DbDataReader reader)
    {
        if (extract.Key.Count == 0)
            return "";
        return " (" + SampleText.Of(extract.Key.Select(name =>
        {
            var ordinal = relation.Columns.Select((c, i) => (c.Name, Index: i)).First(c => c.Name == name).Index;
            return (name, (object?)reader.GetValue(ordinal));
        })) + ")";
    }

    static Action<DbDataReader, RowWriter> Copy(ColumnKind kind, int i) => kind switch
    {
        ColumnKind.Boolean => (r, w) => w.Write(r.GetBoolean(i)),
        ColumnKind.Int16 => (r, w) => w.Write(r.GetInt16(i)),
        ColumnKind.Int32 => (r, w) => w.Write(r.GetInt32(i)),
        ColumnKind.Int64 => (r, w) => w.Write(r.GetInt64(i)),
        ColumnKind.Decimal => (r, w) => w.Write(r.GetDecimal(i)),
        ColumnKind.Single => (r, w) => w.Write(r.GetFloat(i)),
        ColumnKind.Double => (r, w) => w.Write(r.GetDouble(i)),
        ColumnKind.Text => (r, w) => w.Write(r.GetString(i)),
        ColumnKind.Json => (r, w) => w.Write(Json.Parse(r.GetString(i))),
        ColumnKind.Date => (r, w) => w.Write(r.GetFieldValue<DateOnly>(i)),
        ColumnKind.Timestamp => (r, w) => w.Write(r.GetDateTime(i)),
        ColumnKind.TimestampTz => (r, w) => w.Write(r.GetFieldValue<DateTimeOffset>(i)),
        ColumnKind.Uuid => (r, w) => w.Write(r.GetGuid(i)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a column kind."),
    };
}
