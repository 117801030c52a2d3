using Quern.Execution;
using Quern.Registry;

namespace Quern.Hosting.Reporting;

// The wire format of `ls` and `compile` with `--output json`.

sealed record RelationLine() : JsonLine("relation")
{
    public required string Relation { get; init; }

    public required string Kind { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Tests { get; init; }

    public required IReadOnlyList<ColumnLine> Columns { get; init; }

    /// <summary>Where an extraction reads from; null for what is not extracted.</summary>
    public required ExtractLine? Extract { get; init; }

    public required string? Description { get; init; }

    public required string? DeclaredAt { get; init; }

    public static RelationLine Of(RelationDefinition relation, RelationRegistry registry) => new()
    {
        Relation = relation.DisplayName,
        Kind = Words.Of(relation.Kind),
        Schema = relation.Schema,
        Name = relation.Name,
        Inputs = [.. relation.Inputs.Select(i => registry[i].DisplayName)],
        Tags = relation.Tags,
        Tests = [.. relation.Tests.Select(t => t.Name)],
        Columns = [.. relation.Columns.Select(c => new ColumnLine(c.Name, c.Type.ToString(), c.IsNullable))],
        Extract = relation.Extract is { } extract ? new ExtractLine(extract.Source, extract.Table) : null,
        Description = relation.Description,
        DeclaredAt = relation.DeclaredAt,
    };
}

sealed record ColumnLine(string Name, string Type, bool Nullable);

sealed record ExtractLine(string Source, string Table);

sealed record CompiledLine() : JsonLine("compiled")
{
    public required string Relation { get; init; }

    public required string Engine { get; init; }

    public required string? DeclaredAt { get; init; }

    public required IReadOnlyList<QueryStepLine> Steps { get; init; }

    public required IReadOnlyList<StatementLine> Statements { get; init; }

    public static CompiledLine Of(RelationDefinition relation, CompiledSql compiled) => new()
    {
        Relation = relation.DisplayName,
        Engine = compiled.Dialect,
        DeclaredAt = relation.DeclaredAt,
        Steps = [.. relation.Steps.Select(s => new QueryStepLine(s.Name, s.Line))],
        Statements = [.. compiled.Statements.Select(s => new StatementLine(s.Title, s.Sql))],
    };
}

sealed record QueryStepLine(string Name, int Line);

sealed record StatementLine(string Title, string Sql);
