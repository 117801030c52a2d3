namespace Quern.Generators.Tests.Parsing;

/// <summary>Records in all the shapes that C# lets them have, through the whole generator.</summary>
public class RecordShapeTests
{
    [Theory]
    [InlineData("[Source(\"raw\")] public partial record Row(long Id, string? Name);")]
    [InlineData("[Source(\"raw\")] public partial record Row(long Id) { public string? Note { get; init; } }")]
    [InlineData("public abstract record Base(long Id); [Source(\"raw\")] public partial record Row(long Id, long Other) : Base(Id);")]
    [InlineData("public abstract record Base { public required long Id { get; init; } } [Source(\"raw\")] public partial record Row : Base { public required string Name { get; init; } }")]
    [InlineData("[Source(\"raw\")] public sealed partial record Row { public long Id { get; set; } public long Twice => 2 * Id; public static long Shared { get; set; } }")]
    [InlineData("public partial class Outer { public partial struct Inner { [Source(\"raw\")] public partial record Row(long Id); } }")]
    [InlineData("[Source(\"raw\")] internal partial record class Row(long @class, string @event);")]
    [InlineData("public enum State { A, B, Alias = A } [Source(\"raw\")] public partial record Row(State State, State? Next, State? Last);")]
    [InlineData("public enum State { [EnumValue(\"x\")] A, [EnumValue(\"x\")] B } [Source(\"raw\")] public partial record Row(State State);")]
    [InlineData("[Source(\"raw\")] public partial record Row(long Id); [Table] public partial record Stage(long Target, long Read, long Definition) { public static Query<Stage> Define(Query<Row> rows) => rows.Select(r => new Stage(r.Id, r.Id, r.Id)); }")]
    public void Record_compiles_with_its_generated_part(string source)
    {
        var run = Run(source);
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Contains("QuernProject.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void Char_property_is_refused()
    {
        var diagnostic = Assert.Single(Run("[Source(\"raw\")] public partial record Row(long Id, char? Letter);").Diagnostics);
        Assert.Equal("QRN1003", diagnostic.Id);
    }

    static GeneratorRun Run(string source) => new GeneratorHarness(
        new RelationGenerator(),
        new Dictionary<string, string> { ["RootNamespace"] = "Shop" },
        ("User.cs", "#pragma warning disable CS1591\nusing Quern;\nnamespace Shop;\n" + source)).Run();
}
