using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Quern.Generators.Tests.Changes;

/// <summary>The project under random edits: one compilation after the other, each sharing with the last what did not change.</summary>
sealed class EditedProject(Random random)
{
    readonly int[][] fillings = [.. EditableProject.Files.Select(f => new int[EditableProject.Holes(f.Template)])];

    /// <summary>The project as it is now.</summary>
    public CSharpCompilation Compilation { get; set; } = StrictCompiler.Compilation(
        EditableProject.Files.Select(f => (f.Path, EditableProject.Fill(f.Template, new int[EditableProject.Holes(f.Template)]))));

    /// <summary>Makes one edit, and says which.</summary>
    /// <param name="cancellation">Cancelled by a run that reads the edited file; null for an edit that lets runs finish.</param>
    public string Edit(CancellationTokenSource? cancellation)
    {
        var file = random.Next(EditableProject.Files.Count);
        var (path, _) = EditableProject.Files[file];
        var tree = Compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path);
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
            case < 21:
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
        var tree = CSharpSyntaxTree.ParseText(source, StrictCompiler.ParseOptions, path);
        Compilation = Compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path) is { } old
            ? Compilation.ReplaceSyntaxTree(old, tree)
            : Compilation.AddSyntaxTrees(tree);
        return $"{path}: {what}{(cancellation is null ? "" : ", cancelled")}";
    }
}
