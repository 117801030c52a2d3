using Npgsql;
using Quern.Extraction;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>The rows of a PostgreSQL source; owns the connection that gives them.</summary>
sealed class PostgresSourceReader(NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader inner, SourceQuery query, string location)
    : SourceReader(inner, query.Table, query.Columns)
{
    public override DateTime GetDateTime(int ordinal) => new(Ticks(ordinal), DateTimeKind.Unspecified);

    public override T GetFieldValue<T>(int ordinal)
    {
        // The JIT drops the branches and the boxes of the types that T is not.
        if (typeof(T) == typeof(DateTime))
            return (T)(object)GetDateTime(ordinal);
        if (typeof(T) == typeof(DateTimeOffset))
            return (T)(object)new DateTimeOffset(Ticks(ordinal), TimeSpan.Zero);
        if (typeof(T) == typeof(DateOnly))
            return (T)(object)Date(ordinal);
        return base.GetFieldValue<T>(ordinal);
    }

    protected override WarehouseException? Translate(Exception exception) => PostgresErrors.Translate(exception, location, command.CommandText);

    protected override void Release()
    {
        // A reader that is given up early would fetch all other rows to throw them away.
        if (!IsExhausted)
            command.Cancel();
        try
        {
            Inner.Dispose();
        }
        catch (Exception e) when (Translate(e) is not null)
        {
            // The statement was cancelled as asked for, or the connection is gone: either way nothing is left to read.
        }
        command.Dispose();
        connection.Dispose();
    }

    long Ticks(int ordinal) =>
        PostgresTime.ToTicks(Get(ordinal, static (r, i) => r.GetFieldValue<long>(i)), out var found) ?? throw Unreadable(ordinal, $"it holds {found}, which C# has no value for");

    DateOnly Date(int ordinal)
    {
        if (KindOf(ordinal) != ColumnKind.Date)
            throw new InvalidCastException($"Column {GetName(ordinal)} is no date.");
        return PostgresTime.ToDate(Get(ordinal, static (r, i) => r.GetFieldValue<int>(i)), out var found)
            ?? throw Unreadable(ordinal, $"it holds {found}, which C# has no value for");
    }
}
