using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Registry;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Planning;

public sealed class RunPlannerTests
{
    static readonly ExtractDefinition FromShop = new("shop", "orders", ["id"], null, TimeSpan.Zero, 10);
    static readonly RelationDefinition Orders = Source("raw.orders", "id int64", FromShop).NotNull("id");
    static readonly RelationDefinition Given = Source("raw.given", "id int64").NotNull("id");
    static readonly RelationDefinition Untested = Source("raw.untested", "id int64");
    static readonly RelationDefinition Staged = Table("staging.staged", "id int64", "", "orders", "given");
    static readonly RelationDefinition Middle = View("staging.middle", "id int64", "", "staged");
    static readonly RelationDefinition Mart = Table("marts.mart", "id int64", "", "middle").NotNull("id");

    static RunPlan Plan(RunCommand command, string select, params RelationDefinition[] relations)
    {
        var registry = new RelationRegistry([.. relations.OrderBy(r => r.Id, StringComparer.Ordinal)]);
        return RunPlanner.Plan(new RunRequest
        {
            Registry = registry,
            Command = command,
            Selection = Selection.Parse(select.Length == 0 ? [] : [select], registry),
            Warehouse = new DuckDbWarehouse(":memory:"),
            TargetName = "dev",
        });
    }

    static string[] Show(RunPlan plan) => [.. plan.Steps.Select(s => $"{s.Index} {s.Kind} {s.Relation.Id} after [{string.Join(",", s.DependsOn)}] tests {s.Tests.Count}")];

    [Fact]
    public void Build_extracts_tests_sources_and_builds_models_in_order() => Assert.Equal(
        ["1 Test given after [] tests 1", "2 Extract orders after [] tests 1", "3 Model staged after [1,2] tests 0", "4 Model middle after [1,2,3] tests 0", "5 Model mart after [1,2,3,4] tests 1"],
        Show(Plan(RunCommand.Build, "", Orders, Given, Untested, Staged, Middle, Mart)));

    [Fact]
    public void Run_builds_models_alone_without_tests() => Assert.Equal(
        ["1 Model staged after [] tests 0", "2 Model middle after [1] tests 0", "3 Model mart after [1,2] tests 0"],
        Show(Plan(RunCommand.Run, "", Orders, Given, Staged, Middle, Mart)));

    [Fact]
    public void Extract_extracts_alone() => Assert.Equal(
        ["1 Extract orders after [] tests 0"],
        Show(Plan(RunCommand.Extract, "", Orders, Given, Staged, Middle, Mart)));

    [Fact]
    public void Test_takes_all_tested_relations_in_no_order() => Assert.Equal(
        ["1 Test given after [] tests 1", "2 Test mart after [] tests 1", "3 Test orders after [] tests 1"],
        Show(Plan(RunCommand.Test, "", Orders, Given, Staged, Middle, Mart)));

    [Fact]
    public void Order_holds_across_a_relation_that_is_not_selected() => Assert.Equal(
        ["1 Model staged after [] tests 0", "2 Model mart after [1] tests 0"],
        Show(Plan(RunCommand.Run, "staged,mart", Orders, Given, Staged, Middle, Mart)));

    [Fact]
    public void Step_waits_for_what_its_tests_read() => Assert.Equal(
        ["1 Model z after [] tests 0", "2 Model a after [1] tests 1"],
        Show(Plan(RunCommand.Build, "",
            Table("lab.a", "id int64", "").With(TestKind.Relationships, "a_in_z", "SELECT 1", inputs: "z"), Table("lab.z", "id int64", ""))));

    [Fact]
    public void Test_that_reads_what_depends_on_its_relation_does_not_make_a_circle() => Assert.Equal(
        ["1 Model a after [] tests 1", "2 Model z after [1] tests 0"],
        Show(Plan(RunCommand.Build, "",
            Table("lab.a", "id int64", "").With(TestKind.Relationships, "a_in_z", "SELECT 1", inputs: "z"), Table("lab.z", "id int64", "", "a"))));

    [Fact]
    public void Model_that_reads_its_own_target_does_not_wait_for_itself() => Assert.Equal(
        ["1 Model a after [] tests 0"],
        Show(Plan(RunCommand.Build, "", Table("lab.a", "id int64", "", "a"))));

    [Fact]
    public void Circle_is_refused_and_names_its_relations()
    {
        var e = Assert.Throws<PlanException>(() => Plan(RunCommand.Run, "",
            Table("lab.a", "id int64", "", "c"), Table("lab.b", "id int64", "", "a"), Table("lab.c", "id int64", "", "b"), Table("lab.d", "id int64", "", "c")));
        Assert.Equal("lab.a depends on itself by way of lab.b, lab.c. Remove one of the inputs.", e.Message);
    }
}
