using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>Turns what DuckDB and its driver throw into <see cref="WarehouseException"/>.</summary>
static partial class DuckDbErrors
{
    /// <summary>A statement failed.</summary>
    public static WarehouseException Running(string location, string? sql, DuckDBException exception)
    {
        var message = Readable(exception.Message);
        return Classify(exception) switch
        {
            WarehouseFailure.OutOfSpace => new(WarehouseFailure.OutOfSpace,
                $"DuckDB ran out of disk or memory at {location}: {message} Free some space and run again.", exception) { Sql = sql },
            WarehouseFailure.Locked => new(WarehouseFailure.Locked,
                $"DuckDB at {location}: another transaction changed the same rows or relation: {message} Run again.", exception) { Sql = sql },
            var failure => new(failure, $"DuckDB at {location} refused a statement: {message}", exception) { Sql = sql },
        };
    }

    /// <summary>A file could not be opened.</summary>
    public static WarehouseException Opening(string file, Exception exception)
    {
        var message = Readable(exception.Message);
        if (message.Contains("Could not set lock", StringComparison.OrdinalIgnoreCase) || message.Contains("being used by another process", StringComparison.OrdinalIgnoreCase))
        {
            var holder = LockHolder().Match(message) is { Success: true } match ? $"process {match.Groups[1].Value}" : "another process";
            return new(WarehouseFailure.Locked,
                $"DuckDB can't open '{file}': {holder} has it open, and a DuckDB file is open in one process at a time. Close it there, or wait until it ends, and run again.", exception);
        }
        return NoSpace(message)
            ? new(WarehouseFailure.OutOfSpace, $"DuckDB can't open '{file}': {message} Free some space and run again.", exception)
            : new(WarehouseFailure.Misconfigured, $"DuckDB can't open '{file}': {message} Check the configured Path.", exception);
    }

    /// <summary>A bulk load failed.</summary>
    public static WarehouseException Loading(RelationName table, string message) =>
        NoSpace(message)
            ? new(WarehouseFailure.OutOfSpace, $"DuckDB ran out of disk or memory while loading {table}: {Readable(message)} Free some space and run again.")
            : new($"DuckDB refused a bulk load into {table}: {Readable(message)}");

    /// <summary>DuckDB's message without the stack trace that it adds to internal errors.</summary>
    public static string Readable(string message)
    {
        var trace = message.IndexOf("Stack Trace:", StringComparison.Ordinal);
        var text = (trace < 0 ? message : message[..trace]).Trim();
        text = text.StartsWith("DuckDBOpen failed: ", StringComparison.Ordinal) ? text["DuckDBOpen failed: ".Length..] : text;
        return text.EndsWith('.') || text.Contains('\n', StringComparison.Ordinal) ? text : text + ".";
    }

    static WarehouseFailure Classify(DuckDBException exception) => exception.ErrorType switch
    {
        _ when NoSpace(exception.Message) => WarehouseFailure.OutOfSpace,
        DuckDBErrorType.OutOfMemory => WarehouseFailure.OutOfSpace,
        DuckDBErrorType.Transaction when exception.Message.Contains("onflict", StringComparison.Ordinal) => WarehouseFailure.Locked,
        _ => WarehouseFailure.Rejected,
    };

    static bool NoSpace(string message) =>
        message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || message.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\(PID (\d+)")]
    private static partial Regex LockHolder();
}
