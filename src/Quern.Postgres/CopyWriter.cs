using Npgsql;
using NpgsqlTypes;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Writes rows into a binary COPY.</summary>
sealed class CopyWriter(NpgsqlBinaryImporter importer, string location, RelationName table, IReadOnlyList<TableColumn> columns) : CheckedRowWriter(table, columns)
{
    readonly NpgsqlDbType[] types = [.. columns.Select(c => PostgresParameters.DbType(c.Type.Kind))];

    public void EndRow() => NextRow();

    protected override void PutNull(int ordinal)
    {
        try
        {
            Start(ordinal);
            importer.WriteNull();
        }
        catch (Exception e) when (PostgresErrors.Translate(e, location, null) is { } translated)
        {
            throw translated;
        }
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

    void Start(int ordinal)
    {
        if (ordinal == 0)
            importer.StartRow();
    }
}
