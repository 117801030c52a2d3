using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing.Changes;

/// <summary>What all code of a project depends on besides the code: options and references. Held weakly: what is gone counts as changed.</summary>
internal sealed class ProjectSettings(Compilation compilation)
{
    readonly string? assemblyName = compilation.AssemblyName;
    readonly WeakReference<CompilationOptions> options = new(compilation.Options);
    readonly WeakReference<ParseOptions?> parseOptions = new(ParseOptionsOf(compilation));
    readonly WeakReference<MetadataReference>[] references = [.. compilation.References.Select(r => new WeakReference<MetadataReference>(r))];

    public bool AreThoseOf(Compilation other) =>
        assemblyName == other.AssemblyName
        && options.TryGetTarget(out var known) && known.Equals(other.Options)
        && parseOptions.TryGetTarget(out var parse) && parse is not null && parse.Equals(ParseOptionsOf(other))
        && SameReferences(other);

    bool SameReferences(Compilation other)
    {
        var i = 0;
        foreach (var reference in other.References)
            if (i == references.Length || !references[i++].TryGetTarget(out var known) || !ReferenceEquals(known, reference))
                return false;
        return i == references.Length;
    }

    // C# requires the same language version and features of all files; what differs is read with the file.
    static ParseOptions? ParseOptionsOf(Compilation compilation) => compilation.SyntaxTrees.FirstOrDefault()?.Options;
}
