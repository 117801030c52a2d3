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
}

/// <summary>A data test's SQL on one engine.</summary>
public sealed record TestSql
{
    /// <summary>Returns the rows of <see cref="RelationRef.Tested"/> that violate the test; null for <see cref="TestKind.ColumnType"/>, which reads the catalog.</summary>
    public SqlTemplate? FailingRows { get; init; }

    /// <summary>
    /// For tests of one row at a time: a condition, over the alias <c>t</c>, that is true (never null) where a row violates
    /// the test, so that one scan counts all such tests. Null for other tests.
    /// </summary>
    public SqlTemplate? FailingCondition { get; init; }
}
