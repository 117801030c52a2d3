using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>
/// The rows around dependent queries: each is asked once for all different values of theirs. Rows that are more than a
/// relation become a step, which both reads them and is read for these values.
/// </summary>
internal sealed class OuterRows
{
    readonly QueryNames names;
    readonly Rel rows;
    readonly Rel? step;
    readonly Rel source;
    readonly Replacement moved = new();
    readonly Dictionary<EquatableArray<ColumnExpr>, NamedRel> domains = [];

    /// <param name="rows">The rows.</param>
    /// <param name="asked">The columns of theirs that the queries refer to.</param>
    /// <param name="names">The names that the query has.</param>
    public OuterRows(Rel rows, IReadOnlyCollection<ColumnExpr> asked, QueryNames names)
    {
        (this.rows, this.names) = (rows, names);
        source = Relation(rows, [.. asked.Select(c => c.Source)]) ?? (step = Step(out moved));
    }

    /// <summary>The rows as the queries are joined to them.</summary>
    public Rel Rows => step is not null && domains.Count > 0 ? step : rows;

    /// <summary>What the columns of the rows are called there.</summary>
    public Replacement Moved => step is not null && domains.Count > 0 ? moved : new Replacement();

    /// <summary>The different values of some columns, under an alias of their own.</summary>
    public NamedRel Different(IReadOnlyList<ColumnExpr> asked)
    {
        var key = asked.ToEquatableArray();
        return domains.TryGetValue(key, out var domain) ? domain with { Alias = names.Alias(domain.Name) } : domains[key] = Values(asked);
    }

    NamedRel Values(IReadOnlyList<ColumnExpr> asked)
    {
        var wish = source.BoundAliases().Single();
        var alias = names.Alias(wish);
        var columns = asked.Zip(DomainNames(asked), (c, name) => new NamedExpr(name, (ColumnExpr)moved.Rewrite(c) with { Source = alias }));
        var values = names.Step(AliasNames.WithoutNumber(wish) + "_values");
        Rel copy = source is ScanRel scan ? scan with { Alias = alias } : (NamedRel)source with { Alias = alias };
        return new NamedRel(values, new DistinctRel(new ProjectRel(copy, columns.ToEquatableArray(), names.Alias(values))), names.Alias(values));
    }

    /// <summary>What the values are called, in the columns' order.</summary>
    public static IEnumerable<string> DomainNames(IReadOnlyList<ColumnExpr> asked)
    {
        var taken = new NameSet([]);
        return [.. asked.Select(c => taken.Unique(c.Name))];
    }

    // A relation that is read as it is, and whose rows are all there.
    static Rel? Relation(Rel rows, HashSet<string> asked) => rows switch
    {
        ScanRel scan when asked.IsSubsetOf([scan.Alias]) => scan,
        NamedRel named when asked.IsSubsetOf([named.Alias]) && !named.IsCorrelated() => named,
        JoinRel { Kind: JoinKind.Left } join => Relation(join.Left, asked),
        _ => null,
    };

    NamedRel Step(out Replacement moved)
    {
        var sources = rows.BoundAliases().ToList();
        var wish = sources is [var only] ? only : "joined";
        var alias = names.Alias(wish);
        var columns = names.Listed(rows, alias, out moved).ToEquatableArray();
        var body = rows is ProjectRel or AggregateRel or SetRel or DistinctRel ? rows : new ProjectRel(rows, columns, names.Alias(wish));
        return new NamedRel(names.Step(sources.Count == 1 ? AliasNames.WithoutNumber(wish) + "_rows" : wish), body, alias);
    }
}
