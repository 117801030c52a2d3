namespace Quern.Generators.Checking;

/// <summary>A column that an alias binds.</summary>
internal readonly record struct ColumnRef(string Source, string Name);
