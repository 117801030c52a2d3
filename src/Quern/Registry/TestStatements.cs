namespace Quern.Registry;

/// <summary>The SQL of a relation's data tests on one engine: what was compiled for a test, and what follows from its kind.</summary>
/// <param name="relation">The relation.</param>
/// <param name="sql">Its SQL on the engine.</param>
/// <param name="quote">Quotes an identifier as the engine does.</param>
public sealed class TestStatements(RelationDefinition relation, RelationSql sql, Func<string, string> quote)
{
    /// <summary>What is true, over the alias <c>t</c>, of a row that violates the test; null when the test is not about one row at a time.</summary>
    public SqlTemplate? FailingCondition(TestDefinition test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return sql.Tests.GetValueOrDefault(test.Name) is { } own ? own.FailingCondition
            : test.Kind == TestKind.NotNull ? SqlTemplate.Parse(string.Join(" OR ", test.Columns.Select(c => $"{Column(c)} IS NULL")))
            : null;
    }

    /// <summary>
    /// The rows that violate the test; null for one that reads the catalog. Where a condition tells them, they have the key, to
    /// find a row by, and the tested columns; all columns where there is no key.
    /// </summary>
    public SqlTemplate? FailingRows(TestDefinition test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (sql.Tests.GetValueOrDefault(test.Name)?.FailingRows is { } own)
            return own;
        if (FailingCondition(test) is not { } condition)
            return null;
        var columns = relation.Columns.Select(c => c.Name).Where(name => IsTelling(name, test)).Select(Column).ToArray();
        var list = columns.Length == 1 ? " " + columns[0] : "\n    " + string.Join(",\n    ", columns);
        return SqlTemplate.Parse($"SELECT{list}\nFROM {{tested}} AS t\nWHERE {condition.Text}");
    }

    bool IsTelling(string column, TestDefinition test) =>
        relation.Key.Count == 0 || relation.Key.Contains(column) || test.Columns.Contains(column);

    string Column(string name) => "t." + SqlTemplate.Escape(quote(name));
}
