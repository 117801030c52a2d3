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
        var prepared = PreparedRelation.Of(relation);
        var sql = new List<CompiledSql>();
        var diagnostics = new List<DiagnosticSpec>();
        foreach (var dialect in dialects)
            try
            {
                sql.Add(Compile(relation, prepared, SqlDialects.ByName(dialect)));
            }
            catch (UnsupportedSqlException unsupported)
            {
                diagnostics.Add(new(
                    UnsupportedId, relation.Location, [relation.Name, unsupported.Dialect, unsupported.What, unsupported.Instead]));
            }

        return (new CompiledRelation(relation, sql.ToEquatableArray(), LineageOf(relation)) { RowLineage = RowLineageOf(relation) }, diagnostics.ToEquatableArray());
    }

    static CompiledSql Compile(RelationSpec relation, PreparedRelation prepared, SqlDialect dialect) => new()
    {
        Dialect = dialect.Name,
        ColumnTypes = relation.Columns.Select(column => dialect.TypeName(column.Type)).ToEquatableArray(),
        Select = prepared.Select?.Print(dialect),
        SelectChanges = prepared.SelectChanges?.Print(dialect),
        SelectTouchedKeys = prepared.SelectTouchedKeys?.Print(dialect),
        DeleteOrphans = OrphanDeletion.Compile(relation, dialect),
        Publish = PublishCompiler.Compile(relation, PublishDialect.ByName(dialect.Name), dialect.Quote, prepared.SelectTouchedKeys is not null),
        Tests = prepared.Tests.Select(test => new CompiledTest(test.FailingRows?.Print(dialect), test.FailingCondition?.Print(dialect))).ToEquatableArray(),
    };

    static EquatableArray<LineageSpec> LineageOf(RelationSpec relation) => relation.Query is not { } query
        ? []
        : Lineage.Of(query)
            .Select(origin => new LineageSpec(origin.Column, IdOf(origin.InputId, relation), origin.InputColumn, origin.IsDirect))
            .ToEquatableArray();

    static EquatableArray<RowLineageSpec> RowLineageOf(RelationSpec relation) => relation.Query is not { } query
        ? []
        : Lineage.RowsOf(query)
            .Select(origin => new RowLineageSpec(origin.Use.ToString(), IdOf(origin.InputId, relation), origin.InputColumn))
            .ToEquatableArray();

    // A query knows the model's own rows by another name.
    static string IdOf(string input, RelationSpec relation) => input == RelationPart.Target.Id ? relation.Id : input;
}
