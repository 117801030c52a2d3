namespace Quern.Generators.Parsing.Queries;

/// <summary>A group or a query stands where only columns can: who asks for columns knows the place to report.</summary>
internal sealed class RowsAsColumnException : Exception;
