using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Quern.Generators;
using Quern.Registry;

namespace Quern.CodeFixes.Tests;

/// <summary>A user's project in an IDE, with the generator in it: a file of sources, and the file with the models that is edited.</summary>
sealed class EditedDocument
{
    static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14);

    const string Inputs = """
        global using System;
        global using Quern;

        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public string? Note { get; init; }
        }

        [Source("raw", "customers")]
        public partial record RawCustomer
        {
            [Key] public required long Id { get; init; }
            [Pii("email")] public required string Email { get; init; }
            [Pii("name")] public required string Name { get; init; }
            public required string Segment { get; init; }
        }

        """;

    readonly Document document;

    EditedDocument(Document document) => this.document = document;

    /// <param name="models">The edited file, in the namespace Shop.</param>
    public static EditedDocument Open(string models)
    {
        var project = new AdhocWorkspace().AddProject("Shop", LanguageNames.CSharp)
            .WithParseOptions(Parse)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences([.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RelationRegistry).Assembly.Location)])
            .AddDocument("Inputs.cs", Inputs, filePath: "Inputs.cs").Project;
        return new EditedDocument(project.AddDocument("Models.cs", models, filePath: "Models.cs"));
    }

    /// <summary>The edited file's text.</summary>
    public async Task<string> Text() => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>What the compiler and the generator say about the edited file.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Diagnostics()
    {
        var cancel = TestContext.Current.CancellationToken;
        var compilation = (await document.Project.GetCompilationAsync(cancel))!;
        var driver = CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var generated, cancel);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        var tree = await document.GetSyntaxTreeAsync(cancel);
        return [.. output.GetDiagnostics(cancel).Concat(generated).Where(d => d.Severity > DiagnosticSeverity.Hidden && d.Location.SourceTree == tree)];
    }

    /// <summary>The titles and effects of what a fix offers for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offers(CodeFixProvider fix, Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), TestContext.Current.CancellationToken));
        return offers;
    }

    /// <summary>The file after an offer was taken.</summary>
    public async Task<EditedDocument> Apply(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new EditedDocument(solution.GetDocument(document.Id)!);
    }
}
