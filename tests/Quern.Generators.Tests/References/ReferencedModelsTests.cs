using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Generators.Tests.References;

/// <summary>Models of one project read those of another: as an assembly, as builds have it, and as its source, as IDEs have it.</summary>
public sealed class ReferencedModelsTests
{
    const string Base = """
        using System;
        using Quern;
        namespace Base;

        public enum Status { New, [EnumValue("PAID")] Paid }

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            [Column("total_cents")] public required long Cents { get; init; }
            public required Status Status { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public string? Note { get; init; }
        }

        [Table(Name = "order_sizes")]
        public partial record OrderSize([Key, Column("order_key")] long Id, string? Size)
        {
            internal static Query<OrderSize> Define(Query<RawOrder> orders, Query<Hidden> hidden) =>
                orders.Join(hidden, o => o.Id, h => h.Id, (o, h) => new OrderSize(o.Id, o.Cents > 10 ? "large" : null));
        }

        [Source("raw", "hidden")]
        partial record Hidden { [Key] public required long Id { get; init; } }

        [Ephemeral]
        public partial record Step
        {
            [Key] public required long Id { get; init; }
            public static Query<Step> Define(Query<RawOrder> orders) => orders.Select(o => new Step { Id = o.Id });
        }

        public static class Rules { public static bool IsLarge(long cents) => cents > 10; }
        """;

    const string Application = """
        using Base;
        using Quern;
        namespace App;

        [Table]
        public partial record Paid
        {
            [Key, References<OrderSize>(nameof(OrderSize.Id))] public required long Id { get; init; }
            public required long Cents { get; init; }
            public string? Size { get; init; }

            public static Query<Paid> Define(Query<RawOrder> orders, Query<OrderSize> sizes) =>
                from o in orders
                join s in sizes on o.Id equals s.Id
                where o.Status == Status.Paid
                select new Paid { Id = o.Id, Cents = o.Cents, Size = s.Size };
        }
        """;

    public static TheoryData<bool> AsAssemblyOrSource => [true, false];

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Model_reads_the_columns_of_a_referenced_one_by_their_names(bool asAssembly)
    {
        var (_, application) = Compile(Application, asAssembly, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(StrictCompiler.Diagnostics(application));
        var emitted = string.Join('\n', application.SyntaxTrees.Select(t => t.ToString()));
        Assert.Contains("total_cents", emitted, StringComparison.Ordinal);
        Assert.Contains("order_key", emitted, StringComparison.Ordinal);
        Assert.Contains("PAID", emitted, StringComparison.Ordinal);
        Assert.Contains("global::Quern.Generated.Base_Relations.All", emitted, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Both_ways_to_see_a_reference_emit_the_same(bool asAssembly)
    {
        var (_, application) = Compile(Application, asAssembly, out _);
        var (_, other) = Compile(Application, !asAssembly, out _);
        Assert.Equal(other.SyntaxTrees.Select(t => t.ToString()), application.SyntaxTrees.Select(t => t.ToString()));
    }

    [Fact]
    public async Task Run_builds_the_models_of_a_referenced_project_those_not_public_too()
    {
        var (library, application) = Compile(Application, asAssembly: true, out _);
        var context = new AssemblyLoadContext("Referenced", isCollectible: true);
        Load(context, library);
        var project = Load(context, application).GetType("App.QuernProject", throwOnError: true)!;
        var registry = (RelationRegistry)project.GetProperty("Relations")!.GetValue(null)!;

        Assert.Equal(["App.Paid", "Base.Hidden", "Base.OrderSize", "Base.RawOrder"], registry.Relations.Select(r => r.Id));
        Assert.Equal(["Base.RawOrder", "Base.OrderSize"], registry["App.Paid"].Inputs);
        await using var warehouse = new DuckDbWarehouse(":memory:");
        await using var session = await warehouse.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in (string[])[
            "CREATE SCHEMA raw",
            "CREATE TABLE raw.orders AS SELECT 1::BIGINT AS id, 20::BIGINT AS total_cents, 'PAID' AS status, TIMESTAMP '2026-01-01' AS updated_at, NULL::VARCHAR AS note",
            "CREATE TABLE raw.hidden AS SELECT 1::BIGINT AS id"])
            await session.ExecuteAsync(new SqlStatement(statement), TestContext.Current.CancellationToken);
        var run = await Runner.RunAsync(
            new RunRequest { Registry = registry, Command = RunCommand.Run, Selection = Selection.All(registry), Warehouse = warehouse, TargetName = "test" },
            _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((2, 0, 0), (run.StepsSucceeded, run.StepsFailed, run.StepsSkipped));
        Assert.Equal(
            ["1 20 large"],
            await session.QueryAsync(new SqlStatement("SELECT id, cents, size FROM analytics.paid"), row => $"{row.GetInt64(0)} {row.GetInt64(1)} {row.GetString(2)}", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Project_without_relations_of_its_own_has_those_of_its_references()
    {
        var (library, application) = Compile("namespace App; class Program;", asAssembly: true, out _);
        var context = new AssemblyLoadContext("Referenced", isCollectible: true);
        Load(context, library);
        var project = Load(context, application).GetType("App.QuernProject", throwOnError: true)!;
        Assert.Equal(3, ((RelationRegistry)project.GetProperty("Relations")!.GetValue(null)!).Relations.Count);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Name_of_a_referenced_relation_can_not_be_used_again(bool asAssembly)
    {
        Compile(Application.Replace("[Table]", "[Table(Schema = \"Raw\", Name = \"hidden\")]", StringComparison.Ordinal), asAssembly, out var diagnostics);
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("QRN3002", diagnostic.Id);
        Assert.Equal("'Base.Hidden' and 'App.Paid' are both stored as 'Raw.hidden' (names compare without case); give one of them another Name or Schema", diagnostic.GetMessage(null));
        Assert.EndsWith("App.cs", diagnostic.Location.GetLineSpan().Path, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Name_of_a_referenced_relation_is_no_former_one(bool asAssembly)
    {
        Compile(Application.Replace("[Table]", "[Table, RenamedFrom(\"order_sizes\")]", StringComparison.Ordinal), asAssembly, out var diagnostics);
        Assert.Equal("QRN3005", Assert.Single(diagnostics).Id);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Helper_of_a_referenced_project_is_refused(bool asAssembly)
    {
        Compile(Application.Replace("where o.Status == Status.Paid", "where Rules.IsLarge(o.Cents)", StringComparison.Ordinal), asAssembly, out var diagnostics);
        Assert.Equal("QRN2001", Assert.Single(diagnostics).Id);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Ephemeral_model_of_a_referenced_project_is_refused(bool asAssembly)
    {
        Compile(Application.Replace("Query<OrderSize> sizes", "Query<OrderSize> sizes, Query<Step> steps", StringComparison.Ordinal), asAssembly, out var diagnostics);
        Assert.Equal("QRN2001", Assert.Single(diagnostics).Id);
    }

    static (Compilation Library, Compilation Application) Compile(string source, bool asAssembly, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var library = Generated(StrictCompiler.Compilation(("Base.cs", Base)).WithAssemblyName("Base").WithOptions(Options), "Base", out var libraryDiagnostics);
        Assert.Empty(libraryDiagnostics);
        Assert.Empty(StrictCompiler.Diagnostics(library));
        MetadataReference reference = asAssembly ? MetadataReference.CreateFromImage(Image(library)) : library.ToMetadataReference();
        var application = StrictCompiler.Compilation(("App.cs", source)).WithAssemblyName("App").WithOptions(Options).AddReferences(reference);
        return (library, Generated(application, "App", out diagnostics));
    }

    // Docs are not what is tested here.
    static CSharpCompilationOptions Options { get; } = StrictCompiler.Compilation().Options
        .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]);

    static Compilation Generated(CSharpCompilation compilation, string rootNamespace, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new RelationGenerator().AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions, optionsProvider: new RootNamespace(rootNamespace));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var found, TestContext.Current.CancellationToken);
        diagnostics = found;
        return output;
    }

    static byte[] Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return stream.ToArray();
    }

    static Assembly Load(AssemblyLoadContext context, Compilation compilation) => context.LoadFromStream(new MemoryStream(Image(compilation)));
}
