namespace Quern.Execution;

/// <summary>All statements of a relation on one engine, for reading.</summary>
/// <param name="RelationId">The relation's id.</param>
/// <param name="Dialect">The engine: <c>duckdb</c>, <c>postgres</c>.</param>
/// <param name="Statements">The statements, in the order in which a step runs them, then the data tests.</param>
public sealed record CompiledSql(string RelationId, string Dialect, IReadOnlyList<CompiledStatement> Statements)
{
    /// <summary>The statements as one SQL script, each under a comment with its title.</summary>
    public override string ToString() => string.Join("\n", Statements.Select(s => $"-- {s.Title}\n{s.Sql};\n"));
}

/// <summary>One statement.</summary>
/// <param name="Title">What it does: <c>select</c>, <c>publish: inserted</c>, <c>test not_null_order_id</c>.</param>
/// <param name="Sql">The SQL without a final semicolon.</param>
public sealed record CompiledStatement(string Title, string Sql);
