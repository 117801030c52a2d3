using Quern.Generators.Lowering;
using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Lowering;

public class RelationCompilerTests
{
    static readonly ColumnExpr Id = new("o", "id", SqlType.Int64, false);
    static readonly ColumnExpr Status = new("o", "status", SqlType.Text, true);
    static readonly ColumnExpr UpdatedAt = new("o", "updated_at", SqlType.Timestamp, false);
    static readonly ParameterExpr Since = new("since_orders", SqlType.Timestamp);
    static readonly ScanRel Orders = new("Shop.RawOrder", "o");
    static readonly Expr IsChanged = new ComparisonExpr(ComparisonOperator.GreaterOrEqual, UpdatedAt, Since);
    static readonly Expr IsKnown = new IsNullExpr(Status, true);

    [Fact]
    public void Incremental_model_gets_full_and_incremental_queries_and_deletions() =>
        Snapshot.Matches(Statements(Merge(new FilterRel(new ChangedRel(Orders, IsChanged), IsKnown))), "sql");

    [Fact]
    public void Touched_keys_leave_filters_out_that_a_changed_row_may_fail_now() => Assert.Equal(
        Compile(Merge(new ChangedRel(Orders, IsChanged))).SelectTouchedKeys,
        Compile(Merge(new ChangedRel(new FilterRel(Orders, IsKnown), IsChanged))).SelectTouchedKeys);

    [Fact]
    public void Touched_keys_of_two_changed_reads_of_the_driver_are_united()
    {
        var model = Merge(new ChangedRel(Orders, IsChanged));
        var first = (ProjectRel)model.Query!;
        var second = new ProjectRel(
            new ChangedRel(new ScanRel("Shop.RawOrder", "p"), new ComparisonExpr(ComparisonOperator.GreaterOrEqual, UpdatedAt with { Source = "p" }, Since)),
            [new("order_id", Id with { Source = "p" }), new("status", Status with { Source = "p" })],
            "q");
        Snapshot.Matches(Compile(model with { Query = new SetRel(SetOperator.UnionAll, first, second, "u") }).SelectTouchedKeys!.ToString(), "sql");
    }

    [Fact]
    public void Touched_keys_of_a_driver_that_is_not_read_by_change_are_unknown()
    {
        var compiled = Compile(Merge(Orders));
        Assert.Null(compiled.SelectTouchedKeys);
        Assert.Null(compiled.SelectChanges);
        Assert.DoesNotContain(compiled.Publish, p => p.Effect == "Deleted");
        Assert.NotNull(compiled.DeleteOrphans);
    }

    [Fact]
    public void Model_without_a_driver_has_neither_touched_keys_nor_orphans()
    {
        var model = Merge(new ChangedRel(Orders, IsChanged));
        var compiled = Compile(model with { Incremental = model.Incremental! with { Driver = null } });
        Assert.Null(compiled.SelectTouchedKeys);
        Assert.Null(compiled.DeleteOrphans);
        Assert.NotNull(compiled.SelectChanges);
    }

    [Fact]
    public void Touched_keys_that_cover_many_rows_are_given_once()
    {
        var model = Merge(new ChangedRel(Orders, IsChanged));
        var compiled = Compile(model with { Incremental = model.Incremental! with { Strategy = "DeleteInsert" } });
        Assert.Contains("SELECT DISTINCT", compiled.SelectTouchedKeys!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_traced_to_the_inputs_that_they_are_made_of()
    {
        var model = Merge(Orders);
        var shout = new FunctionExpr(SqlFunction.ToUpper, [Status], SqlType.Text, true);
        var relation = RelationCompiler.Compile(
            model with { Query = new ProjectRel(Orders, [new("order_id", Id), new("status", shout)], "q1") }, ["duckdb"]).Relation!;
        Assert.Equal(
            [new("order_id", "Shop.RawOrder", "id", true), new LineageSpec("status", "Shop.RawOrder", "status", false)], relation.Lineage);
    }

    [Fact]
    public void Source_has_tests_and_no_query()
    {
        var (relation, diagnostics) = RelationCompiler.Compile(
            Relation(RelationSpecKind.Source, "RawOrder", Int64("id", "Id")) with
            {
                Tests = [Test("AcceptedValues", "accepted_values_id", "id") with { Values = [new LiteralExpr(1L, SqlType.Int64)] }],
            },
            ["duckdb", "postgres"]);
        Assert.Empty(diagnostics);
        Assert.Equal(["duckdb", "postgres"], relation!.Sql.Select(s => s.Dialect));
        Assert.All(relation.Sql, sql =>
        {
            Assert.Null(sql.Select);
            Assert.Equal("t.id IS NOT NULL AND t.id NOT IN (1)", sql.Tests.Single().FailingCondition!.ToString());
        });
    }

    [Fact]
    public void Columns_have_the_types_of_each_engine()
    {
        var relation = RelationCompiler.Compile(
            Relation(RelationSpecKind.Source, "RawOrder", Int64("id", "Id"), Column("total", "Total", "decimal", SqlType.Decimal(18, 2))), ["duckdb", "postgres"]).Relation!;
        Assert.Equal(["BIGINT", "DECIMAL(18,2)"], relation.Sql[0].ColumnTypes);
        Assert.Equal(["bigint", "numeric(18,2)"], relation.Sql[1].ColumnTypes);
    }

    [Fact]
    public void Query_that_no_engine_runs_is_reported_for_each_and_the_relation_remains()
    {
        var nul = LiteralExpr.Text("\0");
        var model = Relation(RelationSpecKind.Table, "Bad", Text("status", "Status")) with
        {
            Query = new ProjectRel(Orders, [new("status", nul)], "q"), Location = new("Bad.cs", new(3, 5), default),
        };
        var (relation, diagnostics) = RelationCompiler.Compile(model, ["duckdb", "postgres"]);
        Assert.Empty(relation!.Sql);
        Assert.Equal(["QRN4001", "QRN4001"], diagnostics.Select(d => d.Id));
        Assert.All(diagnostics, d => Assert.Equal(model.Location, d.Location));
        Assert.Equal(["Bad", "duckdb", "hold the character U+0000 in text", "leave it out of the constant"], diagnostics[0].Arguments);
    }

    static RelationSpec Merge(Rel input) =>
        Relation(RelationSpecKind.Incremental, "StgOrder", Int64("order_id", "OrderId"), Text("status", "Status", true)) with
        {
            Query = new ProjectRel(input, [new("order_id", Id), new("status", Status)], "q1"),
            Incremental = new()
            {
                Strategy = "Merge",
                UniqueKey = ["order_id"],
                ClusterBy = [],
                OnSchemaChange = "Fail",
                Cursors = [new("since_orders", "Shop.RawOrder", "updated_at", SqlType.Timestamp, 0, LocationSpec.None)],
                Driver = new("Shop.RawOrder", ["id"]),
            },
        };

    static CompiledSql Compile(RelationSpec spec) => RelationCompiler.Compile(spec, ["duckdb"]).Relation!.Sql.Single();

    static string Statements(RelationSpec spec)
    {
        var sql = Compile(spec);
        return $"-- Select\n{sql.Select}\n\n-- SelectChanges\n{sql.SelectChanges}\n\n-- SelectTouchedKeys\n{sql.SelectTouchedKeys}\n\n-- DeleteOrphans\n{sql.DeleteOrphans}\n";
    }
}
