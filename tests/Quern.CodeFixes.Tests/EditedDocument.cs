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

    // Read once, so that compilations share what they know of them.
    static readonly MetadataReference[] References = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RelationRegistry).Assembly.Location)];

    const string Inputs = """
        global using System;
        global using System.Linq;
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
            public required string[] Tags { get; init; }
            public required string[] OldTags { get; init; }
        }

        [Source("raw", "lines")]
        public partial record RawLine
        {
            [Key] public required long OrderId { get; init; }
            [Key] public required int Number { get; init; }
            [AcceptedValues("new", "sent")] public required string State { get; init; }
            [Precision(10, 3)] public required decimal Weight { get; init; }
            public int? Pieces { get; init; }
        }

        [Source("raw", "visits")]
        public partial record RawVisit
        {
            [Key] public required long Id { get; init; }
            public required long OrderId { get; init; }
            public required DateTime At { get; init; }
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
    /// <param name="others">Further files of the project.</param>
    public static EditedDocument Open(string models, params string[] others)
    {
        var project = new AdhocWorkspace().AddProject("Shop", LanguageNames.CSharp)
            .WithParseOptions(Parse)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences(References)
            .AddDocument("Inputs.cs", Inputs, filePath: "Inputs.cs").Project;
        foreach (var (other, number) in others.Select((text, i) => (text, i)))
            project = project.AddDocument($"Other{number}.cs", other, filePath: $"Other{number}.cs").Project;
        return new EditedDocument(project.AddDocument("Models.cs", models, filePath: "Models.cs"));
    }

    /// <summary>Another file of the project, as it is now.</summary>
    public EditedDocument Other(int number) => new(document.Project.Documents.Single(d => d.Name == $"Other{number}.cs"));

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
        return [.. output.GetSemanticModel(tree!).GetDiagnostics(cancellationToken: cancel).Concat(generated).Where(d => d.Severity > DiagnosticSeverity.Hidden && d.Location.SourceTree == tree)];
    }

    /// <summary>The titles and effects of what a fix offers for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offers(CodeFixProvider fix, Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), TestContext.Current.CancellationToken));
        return offers;
    }

    /// <summary>The file after an offer was taken for all diagnostics of the kind at once; the file itself when nothing can be.</summary>
    public async Task<EditedDocument> ApplyToAll(CodeFixProvider fix, string id, string choice, FixAllScope scope)
    {
        var found = new Found(document.Project, id);
        var context = new FixAllContext(document, fix, scope, choice, [id], found, TestContext.Current.CancellationToken);
        return await fix.GetFixAllProvider()!.GetFixAsync(context) is { } action ? await Apply(action) : this;
    }

    sealed class Found(Project project, string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await new EditedDocument(document).Diagnostics()).Where(d => d.Id == id);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project all, CancellationToken cancellationToken)
        {
            var diagnostics = new List<Diagnostic>();
            foreach (var document in project.Documents)
                diagnostics.AddRange(await GetDocumentDiagnosticsAsync(document, cancellationToken));
            return diagnostics;
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project without, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    /// <summary>The file after an offer was taken.</summary>
    public async Task<EditedDocument> Apply(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new EditedDocument(solution.GetDocument(document.Id)!);
    }
}
