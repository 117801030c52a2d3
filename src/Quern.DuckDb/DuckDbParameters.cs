using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>Values as the driver binds them exactly.</summary>
static class DuckDbParameters
{
    public static object Value(SqlParameterValue parameter) => parameter.Value switch
    {
        null => DBNull.Value,
        // DuckDB.NET 1.5 cuts text at a NUL, and DuckDB may fail as a whole on what remains.
        string text => Checked(parameter, text),
        Json json => Checked(parameter, json.Text),
        // DuckDB keeps microseconds; cut here so that rounding is never the driver's choice.
        DateTime time => DateTime.SpecifyKind(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)), DateTimeKind.Unspecified),
        DateTimeOffset time => time.ToUniversalTime().AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)),
        var value => value,
    };

    static string Checked(SqlParameterValue parameter, string text) =>
        Unicode.FirstDefect(text) is { } defect
            ? throw new WarehouseException($"The parameter '{parameter.Name}' has {defect}, which DuckDB can't take. Correct the value.")
            : text;
}
