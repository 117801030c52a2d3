using System.Reflection;
using Quern.Execution;
using Quern.Registry;

namespace Orders.Tests;

/// <summary>The READMEs show the SQL that the compiler makes today, not what it made once.</summary>
public class ReadmeTests
{
    static readonly RelationRegistry Relations = new(
    [
        RelationRegistry.DefinitionOf<RawOrder>(), RelationRegistry.DefinitionOf<RawOrderItem>(), RelationRegistry.DefinitionOf<RawCustomer>(),
        RelationRegistry.DefinitionOf<StgOrder>(), RelationRegistry.DefinitionOf<StgOrderItem>(), RelationRegistry.DefinitionOf<StgCustomer>(),
        RelationRegistry.DefinitionOf<DimCustomer>(), RelationRegistry.DefinitionOf<FctOrder>(),
    ]);

    [Theory]
    [InlineData("StgOrder", "select")]
    [InlineData("StgOrderItem", "select")]
    [InlineData("StgCustomer", "select")]
    [InlineData("DimCustomer", "select")]
    [InlineData("FctOrder", "select")]
    [InlineData("FctOrder", "select changes")]
    public void Example_page_shows_a_models_sql(string model, string statement) =>
        Assert.Contains(Sql(model, statement), Text("examples/Orders/README.md"), StringComparison.Ordinal);

    [Fact]
    public void First_page_shows_the_sql_of_stg_orders() =>
        Assert.Contains(Sql("StgOrder", "select"), Text("README.md"), StringComparison.Ordinal);

    static string Sql(string model, string statement)
    {
        var compiled = ModelSqlPrinter.Print(Relations["Orders." + model], Relations, "duckdb");
        return $"```sql\n{compiled.Statements.First(s => s.Title == statement).Sql}\n```";
    }

    static string Text(string path) =>
        File.ReadAllText(Path.Combine(ProjectDirectory, "..", "..", path)).ReplaceLineEndings("\n");

    static string ProjectDirectory { get; } =
        typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;
}
