using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Tests.References;

/// <summary>Models of one project over those of two others: what these declare counts, and names may be alike.</summary>
public sealed class ReferencedPiiTests
{
    const string Crm = """
        using System;
        using Quern;
        namespace Crm;

        [Source("crm", "people")]
        public partial record Person
        {
            [Key] public required long Id { get; init; }
            [Pii("name"), Column("full_name")] public required string Name { get; init; }
            public required string City { get; init; }
        }

        [Table(Schema = "crm")]
        public partial record Customer([Key] long Id, [Pii("name")] string Name, [property: Pii("city")] string City)
        {
            public static Query<Customer> Define(Query<Person> people) => people.Where(p => Hidden.IsKnown(p.Id)).Select(p => new Customer(p.Id, p.Name, p.City));
        }

        [Table(Schema = "crm")]
        public partial record Child
        {
            [Key] public required long Id { get; init; }
            public static Query<Child> Define(Query<Customer> customers) => customers.Select(c => new Child { Id = c.Id });
        }

        static class Hidden { internal static bool IsKnown(long id) => id > 0; }
        """;

    const string Billing = """
        using Quern;
        namespace Billing;

        [Source("billing", "customers")]
        public partial record Customer
        {
            [Key] public required long Id { get; init; }
            [Pii] public required string Iban { get; init; }
            public required string Name { get; init; }
        }
        """;

    public static TheoryData<bool> AsAssemblyOrSource => [true, false];

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Personal_data_of_referenced_models_is_followed(bool asAssembly)
    {
        AssertReports(asAssembly, "c.Name", "'Report.Value' carries personal data of 'Customer.name' without saying so; mark it [Pii(\"name\")]");
        AssertReports(asAssembly, "c.City", "'Report.Value' carries personal data of 'Customer.city' without saying so; mark it [Pii(\"city\")]");
        AssertReports(asAssembly, "p.Name", "'Report.Value' carries personal data of 'Person.full_name' without saying so; mark it [Pii(\"name\")]");
        AssertReports(asAssembly, "b.Iban", "'Report.Value' carries personal data of 'Customer.iban' without saying so; mark it [Pii]");
        Assert.Empty(Reported(asAssembly, "b.Name", "", out _));
        Assert.Empty(Reported(asAssembly, "b.Iban + c.Name", "[Pii(\"name\")] ", out _));
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Models_of_one_name_in_two_projects_are_told_apart(bool asAssembly)
    {
        Assert.Empty(Reported(asAssembly, "b.Name", "", out var output));
        Assert.Empty(StrictCompiler.Diagnostics(output));
        var registry = output.SyntaxTrees.Single(t => t.FilePath.Contains("QuernProject", StringComparison.Ordinal) || t.ToString().Contains("class QuernProject", StringComparison.Ordinal)).ToString();
        Assert.Contains("Crm_Relations", registry, StringComparison.Ordinal);
        Assert.Contains("Billing_Relations", registry, StringComparison.Ordinal);
        var report = output.SyntaxTrees.Single(t => t.FilePath.EndsWith("App.Report.g.cs", StringComparison.Ordinal)).ToString();
        Assert.Contains("Crm.Customer", report, StringComparison.Ordinal);
        Assert.Contains("Billing.Customer", report, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Two_referenced_relations_that_are_stored_under_one_name_are_reported(bool asAssembly)
    {
        var diagnostic = Assert.Single(Reported(asAssembly, "b.Name", "", out _, Billing.Replace("[Source(\"billing\", \"customers\")]", "[Source(\"crm\", \"customer\")]", StringComparison.Ordinal)));
        Assert.Equal(("QRN3002", Location.None), (diagnostic.Id, diagnostic.Location));
        Assert.Contains("'Billing.Customer' and 'Crm.Customer' are both stored as 'crm.customer'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AsAssemblyOrSource))]
    public void Helper_that_is_internal_to_the_referenced_project_serves_its_own_models(bool asAssembly)
    {
        Assert.Empty(Reported(asAssembly, "b.Name", "", out var output));
        Assert.DoesNotContain("IsKnown", output.SyntaxTrees.Single(t => t.FilePath.EndsWith("App.Report.g.cs", StringComparison.Ordinal)).ToString(), StringComparison.Ordinal);
    }

    static void AssertReports(bool asAssembly, string value, string message)
    {
        var diagnostic = Assert.Single(Reported(asAssembly, value, "", out _));
        Assert.Equal("QRN5003", diagnostic.Id);
        Assert.StartsWith(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    static IReadOnlyList<Diagnostic> Reported(bool asAssembly, string value, string pii, out Compilation output, string billing = Billing)
    {
        var crm = Library("Crm", Crm);
        var other = Library("Billing", billing);
        var application = StrictCompiler.Compilation(("App.cs", $$"""
            using Quern;
            namespace App;

            [Table]
            public partial record Report
            {
                [Key] public required long Id { get; init; }
                {{pii}}public required string Value { get; init; }
                public static Query<Report> Define(Query<Crm.Customer> customers, Query<Crm.Person> people, Query<Billing.Customer> billed) =>
                    from c in customers
                    join p in people on c.Id equals p.Id
                    join b in billed on c.Id equals b.Id
                    select new Report { Id = c.Id, Value = {{value}} };
            }
            """)).WithAssemblyName("App").WithOptions(Options).AddReferences([.. new[] { crm, other }.Select(library => asAssembly ? (MetadataReference)Image(library) : library.ToMetadataReference())]);
        output = Generated(application, "App", out var found);
        return [.. found.Where(d => d.Severity > DiagnosticSeverity.Info)];
    }

    static Compilation Library(string name, string source)
    {
        var library = Generated(StrictCompiler.Compilation((name + ".cs", source)).WithAssemblyName(name).WithOptions(Options), name, out var diagnostics);
        Assert.DoesNotContain(diagnostics, d => d.Severity > DiagnosticSeverity.Info);
        return library;
    }

    static CSharpCompilationOptions Options { get; } = StrictCompiler.Compilation().Options.WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]);

    static Compilation Generated(CSharpCompilation compilation, string rootNamespace, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var driver = CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions, optionsProvider: new RootNamespace(rootNamespace));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var found, TestContext.Current.CancellationToken);
        diagnostics = found;
        return output;
    }

    static PortableExecutableReference Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
