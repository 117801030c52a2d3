using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>
/// The rows of a source: passes a driver's reader on, and turns what the driver throws, which names neither row nor
/// column, into a <see cref="WarehouseException"/> that does.
/// </summary>
[SuppressMessage("Design", "CA1010:Generic interface should also be implemented", Justification = "DbDataReader is enumerable for binding alone.")]
public abstract class SourceReader : DbDataReader
{
    readonly IReadOnlyList<TableColumn> columns;
    bool isClosed;

    /// <summary>Makes a reader over a driver's.</summary>
    /// <param name="inner">The driver's reader; its fields are the columns, in order.</param>
    /// <param name="table">The table, for messages.</param>
    /// <param name="columns">The columns that were asked for.</param>
    protected SourceReader(DbDataReader inner, string table, IReadOnlyList<TableColumn> columns)
    {
        Inner = inner;
        Table = table;
        this.columns = columns;
    }

    /// <summary>The driver's reader.</summary>
    protected DbDataReader Inner { get; }

    /// <summary>The table, for messages.</summary>
    protected string Table { get; }

    /// <summary>The current row's number, from 1; 0 before the first.</summary>
    public long RowNumber { get; private set; }

    /// <summary>Whether all rows were read.</summary>
    protected bool IsExhausted { get; private set; }

    /// <summary>Gives up the driver's reader and whatever it needs; called once.</summary>
    protected abstract void Release();

    /// <summary>Turns an exception of the driver into one that tells why reading failed; null when it is not the driver's.</summary>
    protected abstract WarehouseException? Translate(Exception exception);

    /// <summary>The kind of a field.</summary>
    protected ColumnKind KindOf(int ordinal) => columns[ordinal].Type.Kind;

    /// <summary>Makes the exception for a value that C# can't hold.</summary>
    /// <param name="ordinal">The field.</param>
    /// <param name="found">What was found: <c>infinity</c>.</param>
    /// <param name="cause">What the driver threw, if it did.</param>
    protected WarehouseException Unreadable(int ordinal, string found, Exception? cause = null) =>
        new($"Row {RowNumber} of {Table}: column '{columns[ordinal].Name}' can't be read as {columns[ordinal].Type}: {found.TrimEnd('.')}. "
            + "Correct the value in the source, or extract from a view that leaves it out.", cause);

    /// <inheritdoc/>
    public override bool Read()
    {
        try
        {
            return Count(Inner.Read());
        }
        catch (Exception e) when (Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Count(await Inner.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not OperationCanceledException && Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => Get(ordinal, static (r, i) => r.GetBoolean(i));

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => Get(ordinal, static (r, i) => r.GetInt16(i));

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => Get(ordinal, static (r, i) => r.GetInt32(i));

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => Get(ordinal, static (r, i) => r.GetInt64(i));

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => Get(ordinal, static (r, i) => r.GetDecimal(i));

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => Get(ordinal, static (r, i) => r.GetFloat(i));

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => Get(ordinal, static (r, i) => r.GetDouble(i));

    /// <inheritdoc/>
    public override string GetString(int ordinal) => Get(ordinal, static (r, i) => r.GetString(i));

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => Get(ordinal, static (r, i) => r.GetGuid(i));

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => Get(ordinal, static (r, i) => r.GetDateTime(i));

    /// <inheritdoc/>
    public override T GetFieldValue<T>(int ordinal) => Get(ordinal, static (r, i) => r.GetFieldValue<T>(i));

    /// <summary>The value in the C# type of the column's kind, JSON as its text, an array as the driver has it; <see cref="DBNull"/> for null.</summary>
    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : KindOf(ordinal) switch
    {
        ColumnKind.Boolean => GetBoolean(ordinal),
        ColumnKind.Int16 => GetInt16(ordinal),
        ColumnKind.Int32 => GetInt32(ordinal),
        ColumnKind.Int64 => GetInt64(ordinal),
        ColumnKind.Decimal => GetDecimal(ordinal),
        ColumnKind.Single => GetFloat(ordinal),
        ColumnKind.Double => GetDouble(ordinal),
        ColumnKind.Date => GetFieldValue<DateOnly>(ordinal),
        ColumnKind.Timestamp => GetDateTime(ordinal),
        ColumnKind.TimestampTz => GetFieldValue<DateTimeOffset>(ordinal),
        ColumnKind.Uuid => GetGuid(ordinal),
        ColumnKind.Array => Get(ordinal, static (r, i) => r.GetValue(i)),
        _ => GetString(ordinal),
    };

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => columns[ordinal].Name;

    /// <inheritdoc/>
    public override int GetOrdinal(string name)
    {
        for (var i = 0; i < columns.Count; i++)
            if (string.Equals(columns[i].Name, name, StringComparison.Ordinal))
                return i;
        throw new ArgumentException($"There is no column '{name}' among those read from {Table}.", nameof(name));
    }

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => Inner.IsDBNull(ordinal);

    /// <inheritdoc/>
    public override int FieldCount => columns.Count;

    /// <inheritdoc/>
    public override bool HasRows => Inner.HasRows;

    /// <inheritdoc/>
    public override bool IsClosed => isClosed;

    /// <inheritdoc/>
    public sealed override void Close()
    {
        if (isClosed)
            return;
        isClosed = true;
        Release();
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int RecordsAffected => -1;

    /// <inheritdoc/>
    public override bool NextResult() => false;

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => Inner.GetDataTypeName(ordinal);

    /// <inheritdoc/>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)]
    public override Type GetFieldType(int ordinal) => Inner.GetFieldType(ordinal);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => throw NoSuchKind();

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => throw NoSuchKind();

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw NoSuchKind();

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw NoSuchKind();

    /// <summary>Reads a value of the driver's reader, and says which value it was when that fails.</summary>
    protected T Get<T>(int ordinal, Func<DbDataReader, int, T> get)
    {
        ArgumentNullException.ThrowIfNull(get);
        try
        {
            return get(Inner, ordinal);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw Unreadable(ordinal, e.Message, e);
        }
        catch (Exception e) when (Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    bool Count(bool read)
    {
        if (read)
            RowNumber++;
        else
            IsExhausted = true;
        return read;
    }

    static NotSupportedException NoSuchKind() => new("No column kind is read as single bytes or characters.");
}
