using System.Net.Sockets;
using Npgsql;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Turns what PostgreSQL and its driver throw into <see cref="WarehouseException"/>.</summary>
static class PostgresErrors
{
    /// <summary>The translated exception; null for one that is neither the server's nor the driver's.</summary>
    public static WarehouseException? Translate(Exception exception, string location, string? sql) => exception switch
    {
        PostgresException e => Refused(e, location, sql),
        NpgsqlException e when e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new(WarehouseFailure.Unauthorized,
            $"PostgreSQL at {location} asks for a password, and the connection string has none. Add it, best through user secrets or the environment.", e),
        NpgsqlException or SocketException or IOException or TimeoutException => Unreachable(exception, location, sql),
        // What the driver says of a connection that broke in an earlier call.
        InvalidOperationException when exception.Message.Contains("Connection is not open", StringComparison.Ordinal) => Unreachable(exception, location, sql),
        _ => null,
    };

    static WarehouseException Unreachable(Exception exception, string location, string? sql) => new(WarehouseFailure.Unreachable,
        $"PostgreSQL at {location} can't be reached, or the connection broke: {Sentence(exception.InnerException?.Message ?? exception.Message)} Check that the server runs and run again.",
        exception)
    { Sql = sql };

    static WarehouseException Refused(PostgresException exception, string location, string? sql)
    {
        var text = Text(exception, sql);
        var failure = Classify(exception.SqlState);
        var message = failure switch
        {
            WarehouseFailure.Unauthorized => $"PostgreSQL at {location} refuses the credentials: {text} Check user name and password in the connection string.",
            WarehouseFailure.Misconfigured => $"PostgreSQL at {location}: {text} Create the database, or correct the connection string.",
            WarehouseFailure.Unreachable => $"PostgreSQL at {location} ended the connection: {text} Run again when it is up.",
            WarehouseFailure.OutOfSpace => $"PostgreSQL at {location} ran out of disk or memory: {text} Free some space and run again.",
            WarehouseFailure.Locked => $"PostgreSQL at {location}: another transaction holds the rows: {text} Run again.",
            _ => $"PostgreSQL at {location} refused a statement: {text}",
        };
        return new(failure, message, exception) { Sql = sql };
    }

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    static WarehouseFailure Classify(string state) => state switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => WarehouseFailure.Unauthorized,
        PostgresErrorCodes.InvalidCatalogName => WarehouseFailure.Misconfigured,
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => WarehouseFailure.OutOfSpace,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => WarehouseFailure.Locked,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections => WarehouseFailure.Unreachable,
        _ when state.StartsWith("08", StringComparison.Ordinal) => WarehouseFailure.Unreachable,
        _ => WarehouseFailure.Rejected,
    };

    static string Text(PostgresException e, string? sql)
    {
        var parts = new List<string> { Sentence(e.MessageText) };
        if (e.Detail is { Length: > 0 } detail)
            parts.Add(Sentence(detail));
        if (e.Hint is { Length: > 0 } hint)
            parts.Add(Sentence(hint));
        // Of a COPY: the row and the column; of its context, which may hold more lines, the one.
        if (e.Where?.Split('\n').FirstOrDefault(line => line.StartsWith("COPY ", StringComparison.Ordinal)) is { } where)
            parts.Add(Sentence(where));
        if (e.Position > 0 && sql is not null && Line(sql, e.Position) is { } line)
            parts.Add($"At: {line}");
        return string.Join(' ', parts);
    }

    // Positions count characters, from 1.
    static string? Line(string sql, int position)
    {
        var at = Math.Min(position - 1, sql.Length);
        var start = at == 0 ? 0 : sql.LastIndexOf('\n', at - 1) + 1;
        var end = sql.IndexOf('\n', at) is var e and >= 0 ? e : sql.Length;
        var line = sql[start..end].Trim();
        return line.Length is > 0 and <= 300 ? $"line {sql.AsSpan(0, start).Count('\n') + 1}, column {at - start + 1}: {line}" : null;
    }

    static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
