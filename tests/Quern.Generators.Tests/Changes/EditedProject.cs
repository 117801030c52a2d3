using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Quern.Generators.Tests.Changes;

/// <summary>The project under random edits: one compilation after the other, each sharing with the last what did not change.</summary>
sealed class EditedProject(Random random)
{
    const string Moved = "Moved/";

    readonly int[][] fillings = [.. EditableProject.Files.Select(f => new int[EditableProject.Holes(f.Template)])];

    /// <summary>The project as it is now.</summary>
    public CSharpCompilation Compilation { get; set; } = EditableProject.Compilation();

    /// <summary>Makes one edit, and says which.</summary>
    /// <param name="cancellation">Cancelled by a run that reads the edited file; null for an edit that lets runs finish.</param>
    public string Edit(CancellationTokenSource? cancellation)
    {
        var file = random.Next(EditableProject.Files.Count);
        var (path, _) = EditableProject.Files[file];
        var tree = Compilation.SyntaxTrees.FirstOrDefault(t => PathOf(t) == path);
        switch (tree is null ? 100 : random.Next(100))
        {
            case < 5 when cancellation is null:
                Compilation = Compilation.RemoveSyntaxTrees(tree!);
                return $"delete {path}";
            case < 8 when cancellation is null:
                Compilation = Compilation.RemoveSyntaxTrees(tree!).AddSyntaxTrees(tree!);
                return $"move {path} to the end";
            case < 11:
                return Replace(file, "\n\n// moved\n" + tree!.GetText().ToString(), "insert lines above", cancellation);
            case < 19:
                var tokens = tree!.GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
                if (tokens.Length == 0)
                    goto default;
                var token = tokens[random.Next(tokens.Length)];
                return Replace(file, tree.GetText().ToString().Remove(token.SpanStart, token.Span.Length), $"delete '{token}' at {token.SpanStart}", cancellation);
            case < 24:
                var all = tree!.GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
                if (all.Length == 0)
                    goto default;
                var (doubled, place) = (all[random.Next(all.Length)], all[random.Next(all.Length)]);
                return Replace(file, tree.GetText().ToString().Insert(place.Span.End, $" {doubled} "), $"insert '{doubled}' at {place.Span.End}", cancellation);
            case < 26:
                // An editor moves a file: the same text under another path.
                Compilation = Compilation.ReplaceSyntaxTree(tree!, tree!.WithFilePath(tree.FilePath.StartsWith(Moved, StringComparison.Ordinal) ? path : Moved + path));
                return $"{path}: move to {Compilation.SyntaxTrees.Single(t => PathOf(t) == path).FilePath}";
            case < 29:
                var (versions, version) = (UpstreamProject.References, random.Next(UpstreamProject.References.Count));
                Compilation = Compilation.ReplaceReference(Compilation.References.Single(versions.Contains), versions[version]);
                return $"the referenced project has version {version}";
            case < 31:
                Compilation = Compilation.WithOptions(Compilation.Options.WithNullableContextOptions(random.Next(2) == 0 ? NullableContextOptions.Enable : NullableContextOptions.Disable));
                return $"nullable {Compilation.Options.NullableContextOptions}";
            default:
                var holes = fillings[file];
                var hole = holes.Length == 0 ? -1 : random.Next(holes.Length);
                if (hole >= 0)
                    holes[hole] = random.Next(2) == 0 ? 0 : random.Next(6);
                return Replace(file, EditableProject.Fill(EditableProject.Files[file].Template, holes), hole < 0 ? "restore" : $"fill hole {hole} with {holes[hole]}", cancellation);
        }
    }

    string Replace(int file, string text, string what, CancellationTokenSource? cancellation)
    {
        var path = EditableProject.Files[file].Path;
        SourceText source = SourceText.From(text);
        if (cancellation is not null)
            source = new CancellingText(source, cancellation, readsBefore: random.Next(2) == 0 ? random.Next(10) : null);
        var old = Compilation.SyntaxTrees.FirstOrDefault(t => PathOf(t) == path);
        var tree = CSharpSyntaxTree.ParseText(source, StrictCompiler.ParseOptions, old?.FilePath ?? path);
        Compilation = old is null ? Compilation.AddSyntaxTrees(tree) : Compilation.ReplaceSyntaxTree(old, tree);
        return $"{path}: {what}{(cancellation is null ? "" : ", cancelled")}";
    }

    static string PathOf(SyntaxTree tree) => tree.FilePath.StartsWith(Moved, StringComparison.Ordinal) ? tree.FilePath[Moved.Length..] : tree.FilePath;
}
