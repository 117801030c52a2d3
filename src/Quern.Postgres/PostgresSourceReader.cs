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
        if (typeof(T) == typeof(List<DateTime?>))
            return (T)(object)Elements<long, DateTime>(ordinal, value => new(Ticks(ordinal, value), DateTimeKind.Unspecified));
        if (typeof(T) == typeof(List<DateTimeOffset?>))
            return (T)(object)Elements<long, DateTimeOffset>(ordinal, value => new(Ticks(ordinal, value), TimeSpan.Zero));
        if (typeof(T) == typeof(List<DateOnly?>))
            return (T)(object)Elements<int, DateOnly>(ordinal, value => Date(ordinal, value));
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

    long Ticks(int ordinal) => Ticks(ordinal, Get(ordinal, static (r, i) => r.GetFieldValue<long>(i)));

    long Ticks(int ordinal, long value) =>
        PostgresTime.ToTicks(value, out var found) ?? throw Unreadable(ordinal, $"it holds {found}, which C# has no value for");

    DateOnly Date(int ordinal)
    {
        if (KindOf(ordinal) != ColumnKind.Date)
            throw new InvalidCastException($"Column {GetName(ordinal)} is no date.");
        return Date(ordinal, Get(ordinal, static (r, i) => r.GetFieldValue<int>(i)));
    }

    DateOnly Date(int ordinal, int value) =>
        PostgresTime.ToDate(value, out var found) ?? throw Unreadable(ordinal, $"it holds {found}, which C# has no value for");

    List<TElement?> Elements<TStored, TElement>(int ordinal, Func<TStored, TElement> convert) where TStored : struct where TElement : struct =>
        Get(ordinal, static (r, i) => r.GetFieldValue<List<TStored?>>(i)).ConvertAll(value => value is { } stored ? convert(stored) : (TElement?)null);
}
