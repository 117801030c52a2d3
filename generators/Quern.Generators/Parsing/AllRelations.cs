using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>
/// The straightforward way to a project's relations: Roslyn finds the attributes, and all are translated at each edit.
/// Tests compare what <see cref="Changes.ChangeEngine"/> gives with this.
/// </summary>
internal static class AllRelations
{
    public static IncrementalValueProvider<EquatableArray<ParseResult>> Of(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<ParseResult?>>? all = null;
        foreach (var attribute in RelationSymbols.DeclaringAttributeNames)
        {
            var found = context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is TypeDeclarationSyntax,
                    static (declaration, cancellationToken) => RelationParser.Parse((TypeDeclarationSyntax)declaration.TargetNode, declaration.SemanticModel.Compilation, cancellationToken))
                .Collect();
            all = all is { } others ? others.Combine(found).Select(static (pair, _) => pair.Left.AddRange(pair.Right)) : found;
        }
        return all!.Value.Select(static (results, _) => Distinct(results));
    }

    // A record that has two of the attributes was found twice; C# has an error for two records of one name.
    static EquatableArray<ParseResult> Distinct(ImmutableArray<ParseResult?> results)
    {
        var distinct = new List<ParseResult>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var result in results.OfType<ParseResult>().Distinct())
            distinct.Add(result.Relation is null || ids.Add(result.Relation.Id) ? result : result with { Relation = null });
        return distinct.ToEquatableArray();
    }
}
