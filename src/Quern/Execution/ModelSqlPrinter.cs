using Quern.Registry;

namespace Quern.Execution;

/// <summary>Prints a relation's SQL with names filled in, as the command <c>compile</c> shows it.</summary>
public static class ModelSqlPrinter
{
    /// <summary>Prints all statements of a relation on one engine.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="registry">The relations that it may read.</param>
    /// <param name="dialect">The engine: <c>duckdb</c>, <c>postgres</c>, <c>snowflake</c>.</param>
    /// <param name="quote">Quotes an identifier; as standard SQL does when null, in upper case for <c>snowflake</c>.</param>
    /// <param name="parameterMarker">Writes a parameter's marker from its name; <c>:name</c> when null.</param>
    /// <exception cref="Planning.PlanException">The relation was not compiled for this engine.</exception>
    public static CompiledSql Print(
        RelationDefinition relation, RelationRegistry registry, string dialect,
        Func<string, string>? quote = null, Func<string, string>? parameterMarker = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(registry);
        if (!relation.Sql.TryGetValue(dialect, out var sql))
            throw new Planning.PlanException(
                $"{relation.DisplayName} was not compiled for '{dialect}', but for {string.Join(", ", relation.Sql.Keys.Order(StringComparer.Ordinal))}.");
        quote ??= dialect == "snowflake" ? name => QuoteAsStandard(name.ToUpperInvariant()) : QuoteAsStandard;
        var names = new StepNames(relation, registry, quote);
        string[] columns = [.. relation.Columns.Select(c => quote(c.Name))];
        string Text(SqlTemplate template) =>
            template.Render(names.Resolve, p => parameterMarker is null ? ":" + p.Name : parameterMarker(p.Name), columns).Trim();

        var statements = new List<CompiledStatement>();
        void Add(string title, SqlTemplate? template)
        {
            if (template is not null)
                statements.Add(new CompiledStatement(title, Text(template)));
        }

        if (relation.Kind != RelationKind.View)
        {
            statements.AddRange(RenameStatements.Of(relation, dialect, quote));
            statements.Add(new CompiledStatement("create", CreateTable(relation, sql, names, quote)));
        }
        Add("select", sql.Select);
        Add("select changes", sql.SelectChanges);
        Add("select touched keys", sql.SelectTouchedKeys);
        foreach (var publish in sql.Publish)
            Add($"publish: {publish.Effect.ToString().ToLowerInvariant()}", publish.Sql);
        Add("delete orphans", sql.DeleteOrphans);
        var tests = new TestStatements(relation, sql, quote);
        foreach (var test in relation.Tests)
            Add($"test {test.Name}", tests.FailingRows(test));
        return new CompiledSql(relation.Id, dialect, statements);
    }

    // As a run creates it: columns accept null there, and the data tests say which row of which column breaks the contract.
    static string CreateTable(RelationDefinition relation, RelationSql sql, StepNames names, Func<string, string> quote) =>
        $"CREATE TABLE {names.Resolve(RelationRef.Target)} (\n    {string.Join(",\n    ", relation.Columns.Zip(sql.ColumnTypes, (c, type) => $"{quote(c.Name)} {type}"))}\n)";

    static string QuoteAsStandard(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
