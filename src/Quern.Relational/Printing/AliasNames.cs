using System.Globalization;

namespace Quern.Relational.Printing;

/// <summary>
/// What aliases are called in print. Inside the compiler each alias of a statement is unique, and so some carry a number;
/// a reader meets a number only where two aliases of one name are in sight of each other.
/// </summary>
internal sealed class AliasNames
{
    readonly Dictionary<string, string> names = [];

    AliasNames()
    {
    }

    /// <summary>Every alias as it is.</summary>
    public static AliasNames None { get; } = new();

    /// <summary>The names of all aliases in a statement's SELECTs; those of CTEs don't see each other.</summary>
    public static AliasNames Of(IEnumerable<SelectBlock> blocks)
    {
        var result = new AliasNames();
        foreach (var block in blocks)
            result.Visit(block, []);
        return result;
    }

    public string Of(string alias) => names.TryGetValue(alias, out var name) ? name : alias;

    void Visit(SelectBlock block, HashSet<string> outer)
    {
        var visible = new HashSet<string>(outer, StringComparer.OrdinalIgnoreCase);
        foreach (var item in block.From?.Items ?? [])
            Name(item.Alias, visible);
        foreach (var part in block.Parts)
            Visit(part, visible);
        foreach (var subquery in block.Expressions.SelectMany(Subqueries))
            // Of the outer aliases only those that it refers to matter to it.
            Visit(subquery.Block, [.. Correlation.OuterAliases(subquery.Block).Select(Of)]);
    }

    static IEnumerable<SubqueryExpr> Subqueries(Expr expr) => expr.SelfAndDescendants().OfType<SubqueryExpr>()
        .SelectMany(s => s is InBlockExpr @in ? Subqueries(@in.Operand).Prepend(s) : [s]);

    void Name(string alias, HashSet<string> visible)
    {
        // One alias may stand in two subqueries; it is called the same in both, or else by its unique name.
        var name = names.TryGetValue(alias, out var known) ? (visible.Contains(known) ? alias : known) : WithoutNumber(alias);
        for (var (i, wish) = (2, name); !visible.Add(name); i++)
            name = wish + "_" + i.ToString(CultureInfo.InvariantCulture);
        names[alias] = name;
    }

    /// <summary>The alias without what made it unique.</summary>
    public static string WithoutNumber(string alias)
    {
        var end = alias.Length;
        while (end > 0 && alias[end - 1] is >= '0' and <= '9')
            end--;
        return end < alias.Length && end > 1 && alias[end - 1] == '_' ? alias.Substring(0, end - 1) : alias;
    }
}
