using Quern.Registry;

namespace Quern.Warehouses;

/// <summary>SQL that is ready to run, and the values of its parameters.</summary>
/// <param name="Text">The SQL, in the engine's dialect, with the engine's parameter markers.</param>
/// <param name="Parameters">A value for each marker.</param>
public sealed record SqlStatement(string Text, IReadOnlyList<SqlParameterValue> Parameters)
{
    /// <summary>SQL without parameters.</summary>
    public SqlStatement(string text) : this(text, []) { }
}

/// <summary>The value of a parameter.</summary>
/// <param name="Name">The parameter's name without its marker.</param>
/// <param name="Type">Its type.</param>
/// <param name="Value">A value of the C# type that <see cref="ColumnKind"/> names; null for SQL's null.</param>
public sealed record SqlParameterValue(string Name, ColumnType Type, object? Value);
