using Quern.Generators.Lowering.Publishing;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering;

/// <summary>Compiles a relation to the SQL of each engine that the project targets.</summary>
internal static class RelationCompiler
{
    /// <summary>The id of the diagnostic for what an engine can't run.</summary>
    public const string UnsupportedId = "QRN4001";

    /// <summary>
    /// Compiles a relation. An engine that can't run it is left out and reported; the relation is given nonetheless, so that
    /// what refers to it in code still compiles and the one error stands alone.
    /// </summary>
    public static (CompiledRelation? Relation, EquatableArray<DiagnosticSpec> Diagnostics) Compile(
        RelationSpec relation, EquatableArray<string> dialects)
    {
        var sql = new List<CompiledSql>();
        var diagnostics = new List<DiagnosticSpec>();
        foreach (var dialect in dialects)
            try
            {
                sql.Add(Compile(relation, SqlDialects.ByName(dialect)));
            }
            catch (UnsupportedSqlException unsupported)
            {
                diagnostics.Add(new(
                    UnsupportedId, relation.Location, [relation.Name, unsupported.Dialect, unsupported.What, unsupported.Instead]));
            }

        return (new CompiledRelation(relation, sql.ToEquatableArray(), LineageOf(relation)), diagnostics.ToEquatableArray());
    }

    static CompiledSql Compile(RelationSpec relation, SqlDialect dialect)
    {
        var isPartial = relation is { Incremental: not null, Query: { } query } && (ChangedRows.In(query).Any() || ChangedRows.ReadsTarget(query));
        var touchedKeys = ChangedRows.TouchedKeys(relation);
        return new CompiledSql
        {
            Dialect = dialect.Name,
            ColumnTypes = relation.Columns.Select(column => dialect.TypeName(column.Type)).ToEquatableArray(),
            QuotedColumns = relation.Columns.Select(column => dialect.Quote(column.Name)).ToEquatableArray(),
            Select = Query(relation.Query, RowSelection.All),
            SelectChanges = isPartial ? Query(relation.Query, RowSelection.Changed) : null,
            SelectTouchedKeys = Query(touchedKeys, RowSelection.Changed),
            DeleteOrphans = OrphanDeletion.Compile(relation, dialect),
            Publish = PublishCompiler.Compile(relation, PublishDialect.ByName(dialect.Name), dialect.Quote, touchedKeys is not null),
            Tests = relation.Tests.Select(test => Test(relation, test)).ToEquatableArray(),
        };

        SqlText? Query(Rel? rel, RowSelection rows) => rel is null ? null : SqlCompiler.Compile(rel, dialect, rows);

        CompiledTest Test(RelationSpec tested, TestSpec test) => new(
            Query(TestQueries.FailingRows(tested, test), RowSelection.All),
            TestQueries.FailingCondition(tested, test) is { } condition ? SqlCompiler.CompileCondition(condition, dialect) : null);
    }

    static EquatableArray<LineageSpec> LineageOf(RelationSpec relation) => relation.Query is not { } query
        ? []
        : Lineage.Of(query)
            .Select(origin => new LineageSpec(origin.Column, origin.InputId, origin.InputColumn, origin.IsDirect))
            .ToEquatableArray();
}
