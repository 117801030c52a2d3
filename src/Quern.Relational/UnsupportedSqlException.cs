namespace Quern.Relational;

/// <summary>Why an engine can't run a query: becomes a QRN4xxx diagnostic that names the engine.</summary>
internal sealed class UnsupportedSqlException(string dialect, string what, string instead) : Exception($"{dialect} can't {what}; {instead}")
{
    public string Dialect { get; } = dialect;
    public string What { get; } = what;
    public string Instead { get; } = instead;
}
