namespace Quern.Registry;

/// <summary>What kind of data test it is; the names are the field's own.</summary>
public enum TestKind
{
    /// <summary>No null.</summary>
    NotNull,

    /// <summary>No value, or combination of values, twice.</summary>
    Unique,

    /// <summary>Every value is a key of another relation.</summary>
    Relationships,

    /// <summary>Every value is one of a set.</summary>
    AcceptedValues,

    /// <summary>Every value lies in a range, ends included.</summary>
    Between,

    /// <summary>The column exists with its declared type.</summary>
    ColumnType,

    /// <summary>A test method of the model: it returns the rows that violate it.</summary>
    Custom,
}

/// <summary>A data test.</summary>
/// <param name="Name">Unique within its relation: <c>not_null_order_id</c>.</param>
/// <param name="Kind">What it checks.</param>
/// <param name="Columns">The columns that it checks, by name; empty for a custom test.</param>
/// <param name="Severity">Whether a failure stops the run.</param>
/// <param name="Description">What is expected, as a message says it: <c>order_id must be unique</c>.</param>
public sealed record TestDefinition(string Name, TestKind Kind, IReadOnlyList<string> Columns, Severity Severity, string Description)
{
    /// <summary>Ids of other relations that the test reads.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>
    /// Whether the compiler has shown that the query keeps it, as long as the inputs pass their own tests. It runs nonetheless.
    /// </summary>
    public bool IsProven { get; init; }

    /// <summary>The tests of a relation: those that are declared, and those that every column's type implies.</summary>
    /// <param name="columns">The relation's columns.</param>
    /// <param name="declared">Tests that differ from the implied ones or come on top; one of the same name takes the place of the implied one.</param>
    /// <returns>The declared tests, then for each column <c>not_null_…</c> unless it is nullable, and <c>column_type_…</c>.</returns>
    public static IReadOnlyList<TestDefinition> WithImplied(IReadOnlyList<ColumnDefinition> columns, IReadOnlyList<TestDefinition> declared)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(declared);
        var names = declared.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        return [.. declared, .. columns.SelectMany(Implied).Where(test => names.Add(test.Name))];
    }

    static IEnumerable<TestDefinition> Implied(ColumnDefinition column)
    {
        if (!column.IsNullable)
            yield return new($"not_null_{column.Name}", TestKind.NotNull, [column.Name], Severity.Error, $"{column.Name} must not be null");
        yield return new($"column_type_{column.Name}", TestKind.ColumnType, [column.Name], Severity.Error, $"{column.Name} must be {column.Type}");
    }
}
