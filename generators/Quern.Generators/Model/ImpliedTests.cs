namespace Quern.Generators.Model;

/// <summary>The tests that a column's type implies. The runtime makes them, so that emitted code does not carry them.</summary>
internal static class ImpliedTests
{
    public static IEnumerable<TestSpec> Of(ColumnSpec column)
    {
        if (!column.IsNullable)
            yield return NotNull(column, isWarning: false);
        yield return ColumnType(column);
    }

    public static TestSpec NotNull(ColumnSpec column, bool isWarning) =>
        Test("NotNull", $"not_null_{column.Name}", column, isWarning, $"{column.Name} must not be null");

    public static TestSpec ColumnType(ColumnSpec column) =>
        Test("ColumnType", $"column_type_{column.Name}", column, false, $"{column.Name} must be {column.Type}");

    static TestSpec Test(string kind, string name, ColumnSpec column, bool isWarning, string description) =>
        new() { Kind = kind, Name = name, Columns = [column.Name], IsWarning = isWarning, Description = description };
}
