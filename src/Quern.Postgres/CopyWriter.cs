using Npgsql;
using NpgsqlTypes;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Writes rows into a binary COPY.</summary>
sealed class CopyWriter(NpgsqlBinaryImporter importer, string location, RelationName table, IReadOnlyList<TableColumn> columns) : CheckedRowWriter(table, columns)
{
    readonly NpgsqlDbType[] types = [.. columns.Select(c => PostgresParameters.DbType(c.Type))];
    readonly ArrayBuffer?[] arrays = [.. columns.Select(c => c.Type.ElementKind is { } kind ? ArrayBuffer.Of(kind) : null)];

    // The array that is being written; null between arrays.
    ArrayBuffer? open;

    public void EndRow() => NextRow();

    protected override void PutArrayStart(int ordinal, int length)
    {
        open = arrays[ordinal]!;
        open.Begin(length);
    }

    protected override void PutArrayEnd(int ordinal)
    {
        var array = open!;
        open = null;
        Guard(ordinal, () => array.Write(importer, types[ordinal]));
    }

    protected override void PutNull(int ordinal)
    {
        if (open is not null)
        {
            open.AddNull();
            return;
        }
        Guard(ordinal, importer.WriteNull);
    }

    protected override void Put(int ordinal, bool value) => Send(ordinal, value);

    protected override void Put(int ordinal, short value) => Send(ordinal, value);

    protected override void Put(int ordinal, int value) => Send(ordinal, value);

    protected override void Put(int ordinal, long value) => Send(ordinal, value);

    protected override void Put(int ordinal, decimal value) => Send(ordinal, value);

    protected override void Put(int ordinal, float value) => Send(ordinal, value);

    protected override void Put(int ordinal, double value) => Send(ordinal, value);

    protected override void Put(int ordinal, DateOnly value) => Send(ordinal, PostgresTime.FromDate(value));

    protected override void Put(int ordinal, Guid value) => Send(ordinal, value);

    protected override void PutText(int ordinal, string value) => Send(ordinal, value);

    protected override void PutJson(int ordinal, string value) => Send(ordinal, value);

    protected override void PutTimestamp(int ordinal, long microseconds) => Send(ordinal, PostgresTime.FromUnix(microseconds));

    protected override void PutTimestampTz(int ordinal, long microseconds) => Send(ordinal, PostgresTime.FromUnix(microseconds));

    void Send<T>(int ordinal, T value)
    {
        if (open is not null)
        {
            open.Add(value);
            return;
        }
        try
        {
            Start(ordinal);
            importer.Write(value, types[ordinal]);
        }
        // A full buffer is sent, and the server may be gone.
        catch (Exception e) when (PostgresErrors.Translate(e, location, null) is { } translated)
        {
            throw translated;
        }
    }

    void Guard(int ordinal, Action write)
    {
        try
        {
            Start(ordinal);
            write();
        }
        catch (Exception e) when (PostgresErrors.Translate(e, location, null) is { } translated)
        {
            throw translated;
        }
    }

    void Start(int ordinal)
    {
        if (ordinal == 0)
            importer.StartRow();
    }
}
