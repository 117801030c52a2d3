using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Quern.Extraction;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>The rows of a DuckDB source; owns the connection that gives them.</summary>
sealed class DuckDbSourceReader(DuckDbConnector connector, DuckDBCommand command, DbDataReader inner, SourceQuery query)
    : SourceReader(inner, query.Table, query.Columns)
{
    // One registration for all rows: callers pass one token.
    Interruption? interruption;
    CancellationToken watched;

    public override Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken != watched)
        {
            interruption?.Dispose();
            interruption = new Interruption(connector.Connection, cancellationToken);
            watched = cancellationToken;
        }
        try
        {
            return Task.FromResult(Read());
        }
        catch (WarehouseException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("DuckDB stopped the query.", e, cancellationToken);
        }
    }

    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(List<decimal?>)
        ? Get(ordinal, static (r, i) => (T)(object)r.GetFieldValue<List<string?>>(i).ConvertAll(Decimal))
        : base.GetFieldValue<T>(ordinal);

    protected override WarehouseException? Translate(Exception exception) =>
        exception is DuckDBException e ? DuckDbErrors.Running(connector.Location, command.CommandText, e) : null;

    static decimal? Decimal(string? digits) => digits is null ? null : decimal.Parse(digits, CultureInfo.InvariantCulture);

    protected override void Release()
    {
        interruption?.Dispose();
        Inner.Dispose();
        command.Dispose();
        connector.Dispose();
    }
}
