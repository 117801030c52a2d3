namespace Quern.Relational.Printing;

/// <summary>Whether flattened blocks refer to aliases of an outer query.</summary>
internal static class Correlation
{
    /// <summary>The node and all below it, those of flattened inner queries included.</summary>
    public static IEnumerable<Expr> Nodes(Expr expr) =>
        expr.SelfAndDescendants().SelectMany(e => e is SubqueryExpr inner
            ? (inner is InBlockExpr { Operand: var operand } ? Nodes(operand) : []).Concat(Nodes(inner.Block)).Prepend(e)
            : [e]);

    public static bool IsCorrelated(SelectBlock block) => OuterAliases(block).Any();

    /// <summary>The aliases of outer queries that a block refers to.</summary>
    public static IEnumerable<string> OuterAliases(SelectBlock block)
    {
        var bound = new HashSet<string>(Aliases(block));
        return Nodes(block).OfType<ColumnExpr>().Select(c => c.Source).Where(s => !bound.Contains(s)).Distinct();
    }

    /// <summary>The SELECT and all that stand in it.</summary>
    public static IEnumerable<SelectBlock> Blocks(SelectBlock block) =>
        block.Parts.Concat(block.Expressions.SelectMany(e => e.SelfAndDescendants()).OfType<SubqueryExpr>().Select(s => s.Block))
            .SelectMany(Blocks).Prepend(block);

    public static IEnumerable<Expr> Nodes(SelectBlock block) =>
        // A set operation's columns only repeat its sides'.
        (block.Set is null ? block.Expressions.SelectMany(Nodes) : []).Concat(block.Parts.SelectMany(Nodes));

    static IEnumerable<string> Aliases(SelectBlock block) =>
        (block.From?.Items.Select(i => i.Alias) ?? [])
            .Concat(block.Parts.SelectMany(Aliases))
            .Concat(block.Expressions.SelectMany(Nodes).OfType<SubqueryExpr>().SelectMany(s => Aliases(s.Block)));
}
