using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Quern.Tests.Structure;

/// <summary>Which project may reference which; dependencies point one way.</summary>
public sealed class ProjectReferenceTests
{
    static readonly string Root = FindRoot();

    public static TheoryData<string, string[]> Allowed => new()
    {
        { "src/Quern", [] },
        { "src/Quern.Relational", [] },
        { "src/Quern.DuckDb", ["Quern"] },
        { "src/Quern.Postgres", ["Quern"] },
        { "src/Quern.Hosting", ["Quern"] },
        { "src/Quern.Testing", ["Quern", "Quern.DuckDb"] },
        { "generators/Quern.Generators", [] },
        { "generators/Quern.CodeFixes", [] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Project_references_no_more_than_its_layer_may(string project, string[] allowed) =>
        Assert.Empty(Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(allowed));

    [Fact]
    public void Every_project_of_the_product_is_listed() =>
        Assert.Empty(new[] { "src", "generators" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Except(Allowed.Select(row => row.Data.Item1)));

    [Theory]
    [InlineData("src/Quern")]
    [InlineData("src/Quern.Hosting")]
    [InlineData("src/Quern.Relational")]
    public void Project_above_the_adapters_references_no_driver(string project) =>
        Assert.DoesNotContain(Items(project, "PackageReference"), p => p.StartsWith("DuckDB", StringComparison.OrdinalIgnoreCase) || p.StartsWith("Npgsql", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Relational_core_has_no_dependencies() =>
        Assert.Empty(Items("src/Quern.Relational", "PackageReference").Except(["PolySharp", "System.Memory"]));

    [Fact]
    public void Runtime_assembly_references_no_driver() =>
        Assert.DoesNotContain(
            typeof(Query<>).Assembly.GetReferencedAssemblies().Select(a => a.Name!),
            name => name.Contains("DuckDB", StringComparison.OrdinalIgnoreCase) || name.Contains("Npgsql", StringComparison.OrdinalIgnoreCase));

    static string[] Items(string project, string item)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Root, project), "*.csproj").Single();
        // What is built first but not referenced, as the generator that the package carries, is no dependency of the code.
        return [.. XDocument.Load(file).Descendants(item).Where(e => e.Attribute("ReferenceOutputAssembly")?.Value != "false").Select(e => e.Attribute("Include")!.Value)];
    }

    static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // A deterministic build may map the path; then the tests' own folder leads there.
        foreach (var start in new[] { Path.GetDirectoryName(thisFile), AppContext.BaseDirectory })
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Sdk.sln")))
                    return folder;
        throw new InvalidOperationException("No folder above the tests has Sdk.sln.");
    }
}
