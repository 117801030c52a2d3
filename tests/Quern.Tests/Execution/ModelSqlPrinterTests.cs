using Quern.Execution;
using Quern.Planning;
using Quern.Registry;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class ModelSqlPrinterTests
{
    static readonly RelationDefinition Orders = Source("raw.odd\"name", "id int64") with { Id = "orders" };
    static readonly RelationDefinition Copy = Incremental(
        "lab.copy", "id int64",
        new IncrementalDefinition { Strategy = IncrementalStrategy.Append, UniqueKey = [], OnSchemaChange = OnSchemaChange.Fail },
        "SELECT id FROM {orders}", "SELECT id FROM {orders} WHERE id >= :since", inputs: "orders").NotNull("id");

    static readonly RelationRegistry Registry = new([Copy, Orders]);

    [Fact]
    public void Table_is_printed_as_a_run_creates_it()
    {
        var typed = Copy with { Sql = new Dictionary<string, RelationSql> { ["duckdb"] = Copy.Sql["duckdb"] with { ColumnTypes = ["BIGINT"] } } };
        Assert.Equal("CREATE TABLE \"lab\".\"copy\" (\n    \"id\" BIGINT\n)", ModelSqlPrinter.Print(typed, Registry, "duckdb").Statements[0].Sql);
    }

    [Fact]
    public void Statements_are_printed_in_order_with_names_filled_in() => Assert.Equal(
        """"
        -- select
        SELECT id FROM "raw"."odd""name";

        -- select changes
        SELECT id FROM "raw"."odd""name" WHERE id >= :since;

        -- publish: inserted
        INSERT INTO "lab"."copy" ("id") SELECT s."id" FROM "lab"."copy__quern_stage" AS s;

        -- test not_null_id
        SELECT t.* FROM "lab"."copy" AS t WHERE t."id" IS NULL;

        """",
        WithoutTable(ModelSqlPrinter.Print(Copy, Registry, "duckdb")).ToString());

    [Theory]
    [InlineData("duckdb", """ALTER TABLE "lab"."first" RENAME TO "copy" """, """CREATE TABLE "lab"."copy" AS SELECT * FROM "old"."copy"; DROP TABLE "old"."copy" """, """ALTER TABLE "lab"."copy" RENAME COLUMN "no" TO "id" """)]
    [InlineData("postgres", """ALTER TABLE "lab"."first" RENAME TO "copy" """, """ALTER TABLE "old"."copy" SET SCHEMA "lab" """, """ALTER TABLE "lab"."copy" RENAME COLUMN "no" TO "id" """)]
    [InlineData("snowflake", """ALTER TABLE "LAB"."FIRST" RENAME TO "LAB"."COPY" """, """ALTER TABLE "OLD"."COPY" RENAME TO "LAB"."COPY" """, """ALTER TABLE "LAB"."COPY" RENAME COLUMN "NO" TO "ID" """)]
    public void Renaming_is_printed_first(string dialect, string inSchema, string fromOther, string column)
    {
        var renamed = Copy with
        {
            FormerNames = [new("lab", "first"), new("old", "copy")],
            Columns = [Copy.Columns[0] with { FormerNames = ["no"] }],
            Sql = new Dictionary<string, RelationSql> { [dialect] = Copy.Sql["duckdb"] },
        };
        var statements = ModelSqlPrinter.Print(renamed, Registry, dialect).Statements;
        Assert.Equal(["rename, where lab.first is there", "rename, where old.copy is there", "rename, where no is there", "create"], statements.Take(4).Select(s => s.Title));
        Assert.Equal([inSchema.TrimEnd(), fromOther.TrimEnd(), column.TrimEnd()], statements.Take(3).Select(s => s.Sql.Replace(";\n", "; ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_and_markers_are_written_as_asked() => Assert.Contains(
        "FROM [raw].[odd\"name] WHERE id >= @since",
        ModelSqlPrinter.Print(Copy, Registry, "duckdb", name => $"[{name}]", name => "@" + name).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Engine_that_the_relation_was_not_compiled_for_is_refused() => Assert.Equal(
        "lab.copy was not compiled for 'oracle', but for duckdb, postgres.",
        Assert.Throws<PlanException>(() => ModelSqlPrinter.Print(Copy, Registry, "oracle")).Message);

    static CompiledSql WithoutTable(CompiledSql compiled) => compiled with { Statements = [.. compiled.Statements.Where(s => s.Title != "create")] };
}
