using Quern.Relational;

namespace Quern.Generators.Model;

/// <summary>A relation with its SQL on each engine: all that emitting needs.</summary>
internal sealed record CompiledRelation(RelationSpec Spec, EquatableArray<CompiledSql> Sql, EquatableArray<LineageSpec> Lineage)
{
    /// <summary>What chooses the relation's rows.</summary>
    public EquatableArray<RowLineageSpec> RowLineage { get; init; }
}

/// <summary>A relation's SQL on one engine; the members are those of the runtime's <c>RelationSql</c>.</summary>
internal sealed record CompiledSql
{
    /// <summary><c>duckdb</c>, <c>postgres</c>.</summary>
    public required string Dialect { get; init; }

    public required EquatableArray<string> ColumnTypes { get; init; }

    public SqlText? Select { get; init; }

    public SqlText? SelectChanges { get; init; }

    public SqlText? SelectTouchedKeys { get; init; }

    public SqlText? DeleteOrphans { get; init; }

    /// <summary>The statements that bring the stage into the target, in order; empty for what is replaced as a whole.</summary>
    public EquatableArray<CompiledPublish> Publish { get; init; }

    public EquatableArray<CompiledTest> Tests { get; init; }
}

/// <summary>A publishing statement; the effect is the name of the runtime's <c>PublishEffect</c> member.</summary>
internal sealed record CompiledPublish(string Effect, TemplateText Sql);

/// <summary>A test's SQL, in the order of the relation's tests; what both are null for, the runtime knows from the test's kind.</summary>
internal sealed record CompiledTest(SqlText? FailingRows, SqlText? FailingCondition)
{
    public bool IsEmpty => FailingRows is null && FailingCondition is null;
}

/// <summary>An input column that a column is made of.</summary>
internal sealed record LineageSpec(string Column, string InputId, string InputColumn, bool IsDirect);

/// <summary>An input column that chooses rows; the use is the name of the runtime's <c>LineageUse</c> member.</summary>
internal sealed record RowLineageSpec(string Use, string InputId, string InputColumn);
