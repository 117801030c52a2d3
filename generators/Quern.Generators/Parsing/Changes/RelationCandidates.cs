namespace Quern.Generators.Parsing.Changes;

/// <summary>Tells by names alone which type declarations may be relations: an attribute is written with its name or with an alias.</summary>
internal sealed class RelationCandidates(IEnumerable<TreeFacts> trees)
{
    static readonly HashSet<int> Names = [.. RelationSymbols.KindNames.Append("Ephemeral").SelectMany(name => new[] { name, name + "Attribute" }).Select(Words.Hash)];

    readonly HashSet<int> globalAliases = [.. trees.SelectMany(tree => tree.GlobalAliases)];

    public bool MayBeRelation(TreeFacts tree, CandidateFacts candidate)
    {
        foreach (var name in candidate.Attributes)
            if (Names.Contains(name) || tree.Aliases.Contains(name) || globalAliases.Contains(name))
                return true;
        return false;
    }
}
