namespace Quern.Relational.Passes;

/// <summary>Gives a query aliases of its own, where others of the statement have the same ones: a value that was put in several places.</summary>
internal sealed class FreshAliases : QueryRewriter
{
    readonly Dictionary<string, string> aliases;
    readonly QueryNames names;

    FreshAliases(Dictionary<string, string> aliases, QueryNames names) => (this.aliases, this.names) = (aliases, names);

    public static Rel Of(Rel query, QueryNames names)
    {
        var own = Binding(query).SelectMany(r => r.BoundAliases()).Distinct().ToList();
        return own.Exists(names.IsRepeated) ? new FreshAliases(own.ToDictionary(a => a, names.Copy), names).Rewrite(query) : query;
    }

    /// <summary>The relations that bind aliases, those of steps left out.</summary>
    public static IEnumerable<Rel> Binding(Rel rel)
    {
        if (rel is not (FilterRel or JoinRel or DistinctRel or SortRel or ChangedRel))
            yield return rel;
        var inner = rel is NamedRel named && !named.IsCorrelated() ? [] : rel.Inputs().Concat(rel.AllExpressions().Select(QueryShape.InnerQuery).OfType<Rel>());
        foreach (var binding in inner.SelectMany(Binding))
            yield return binding;
    }

    public override Rel Rewrite(Rel rel) => rel is NamedRel step && !step.IsCorrelated() ? step with { Alias = Of(step.Alias) } : RewriteChildren(rel) switch
    {
        ScanRel r => r with { Alias = Of(r.Alias) },
        NamedRel r => r with { Name = names.Changed(r), Alias = Of(r.Alias) },
        AggregateRel r => r with { Alias = Of(r.Alias) },
        ProjectRel r => r with { Alias = Of(r.Alias) },
        SetRel r => r with { Alias = Of(r.Alias) },
        RecurseRel r => r with { Alias = Of(r.Alias) },
        PreviousRel r => r with { Recursion = Of(r.Recursion), Columns = [.. r.Columns.Select(c => c with { Expr = Rewrite(c.Expr) })], Alias = Of(r.Alias) },
        MadeRel r => r with { Alias = Of(r.Alias) },
        var rewritten => rewritten,
    };

    public override Expr Rewrite(Expr expr) => expr is ColumnExpr column ? column with { Source = Of(column.Source) } : RewriteChildren(expr);

    string Of(string alias) => aliases.TryGetValue(alias, out var fresh) ? fresh : alias;
}
