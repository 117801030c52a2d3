namespace Quern.Registry;

/// <summary>A data test's SQL on one engine.</summary>
public sealed record TestSql
{
    /// <summary>
    /// Returns the rows of <see cref="RelationRef.Tested"/> that violate the test; null when they are those for which
    /// <see cref="FailingCondition"/> is true.
    /// </summary>
    public SqlTemplate? FailingRows { get; init; }

    /// <summary>
    /// For tests of one row at a time: a condition, over the alias <c>t</c>, that is true (never null) where a row violates
    /// the test, so that one scan counts all such tests. Null for other tests.
    /// </summary>
    public SqlTemplate? FailingCondition { get; init; }
}
