using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Tests.Changes;

/// <summary>The generator keeps no compilation of the past alive, and does not grow with edits.</summary>
[Collection(nameof(AloneCollection))]
public sealed class MemoryTests
{
    const int Edits = 1000;
    const long Allowed = 3_000_000;

    [Fact]
    public void Thousand_edits_retain_no_compilation_and_no_memory()
    {
        var session = new Session();
        session.Edit(Edits / 2);
        var half = Collected();
        session.Edit(Edits / 2);
        var growth = Collected() - half;

        // Roslyn's driver holds the compilation that it ran on last, with both edited files.
        Assert.True(session.Retained.Count(c => c.TryGetTarget(out _)) <= 1, $"{session.Retained.Count(c => c.TryGetTarget(out _))} of {session.Retained.Count} compilations are retained");
        Assert.True(session.RetainedTrees.Count(t => t.TryGetTarget(out _)) <= 2, $"{session.RetainedTrees.Count(t => t.TryGetTarget(out _))} of {session.RetainedTrees.Count} edited trees are retained");
        Assert.True(growth < Allowed, $"{growth:N0} bytes more after {Edits / 2} edits");
        GC.KeepAlive(session);
    }

    static long Collected()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    sealed class Session
    {
        readonly string[] texts = [.. EditableProject.Files.Select(f => EditableProject.Fill(f.Template, new int[EditableProject.Holes(f.Template)]))];
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions);
        CSharpCompilation compilation;
        int edits;

        public Session() => compilation = EditableProject.Compilation();

        public List<WeakReference<Compilation>> Retained { get; } = [];

        public List<WeakReference<SyntaxTree>> RetainedTrees { get; } = [];

        // A body, a new identifier each time, and sometimes a column: none may leave anything behind.
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Edit(int count)
        {
            for (var i = 0; i < count; i++)
            {
                edits++;
                Replace("StgOrder.cs", "where o.", $"where o.Id > {edits} && o.");
                if (edits % 10 == 0)
                    Replace("Sources.cs", "required Status Status", $"required Status Status {{ get; init; }} public string? Column{edits}");
                driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
                Retained.Add(new WeakReference<Compilation>(compilation));
            }
            Assert.Empty(driver.GetRunResult().Diagnostics);
        }

        void Replace(string path, string text, string by)
        {
            var file = EditableProject.Files.ToList().FindIndex(f => f.Path == path);
            Assert.Contains(text, texts[file], StringComparison.Ordinal);
            var tree = CSharpSyntaxTree.ParseText(texts[file].Replace(text, by, StringComparison.Ordinal), StrictCompiler.ParseOptions, path);
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(t => t.FilePath == path), tree);
            RetainedTrees.Add(new WeakReference<SyntaxTree>(tree));
        }
    }
}
