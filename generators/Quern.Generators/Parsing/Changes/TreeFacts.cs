using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing.Changes;

/// <summary>What a file declares, by name and fingerprint. No Roslyn object is in here, so facts may outlive their tree.</summary>
internal sealed class TreeFacts
{
    // Trees are shared by all compilations that hold the file unchanged, so each text is read once.
    static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Known = new();

    public required string Path { get; init; }

    public required IReadOnlyDictionary<DeclarationKey, DeclarationFacts> Declarations { get; init; }

    /// <summary>Extension members: hashed name and words of each.</summary>
    public required IReadOnlyList<(int Member, int[] Words)> Extensions { get; init; }

    /// <summary>Hashed simple names of the types that the file declares a part of.</summary>
    public required HashSet<int> Types { get; init; }

    /// <summary>Type declarations with attributes, in the order of the text: those that may be relations.</summary>
    public required IReadOnlyList<CandidateFacts> Candidates { get; init; }

    /// <summary>Names of <c>using X = …</c> aliases; a relation's attribute may be written as one.</summary>
    public required HashSet<int> Aliases { get; init; }

    /// <summary>Names of <c>global using X = …</c> aliases.</summary>
    public required HashSet<int> GlobalAliases { get; init; }

    /// <summary>Namespaces with all their prefixes: hash of the full name → hash of its last part.</summary>
    public required IReadOnlyDictionary<int, int> Namespaces { get; init; }

    /// <summary>What can change the meaning of code that does not name it: global usings, operators, types in <c>System</c>.</summary>
    public required Fingerprint Everywhere { get; init; }

    public static bool TryGet(SyntaxTree tree, out TreeFacts facts) => Known.TryGetValue(tree, out facts);

    public static TreeFacts Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var facts = new TreeReader(tree, cancellationToken).Read();
        // Another thread may have been faster: its facts are the ones to compare by reference.
        return Known.GetValue(tree, _ => facts);
    }
}

/// <summary>All declarations of one key in one file.</summary>
/// <param name="Fingerprint">Of their text and of what surrounds it: usings, namespace, containing types.</param>
/// <param name="Words">What their text and surroundings name.</param>
internal sealed record DeclarationFacts(Fingerprint Fingerprint, int[] Words);

/// <summary>A type declaration that has attributes.</summary>
/// <param name="Type">The type's simple name, hashed.</param>
/// <param name="Start">Where its node starts, and <paramref name="Length"/> how long it is.</param>
/// <param name="Length">Characters.</param>
/// <param name="Attributes">Simple names of its attributes, hashed.</param>
internal sealed record CandidateFacts(int Type, int Start, int Length, int[] Attributes);
