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
    readonly Replacement moved = new();
    readonly Dictionary<EquatableArray<ColumnExpr>, NamedRel> domains = [];

    /// <param name="rows">The rows.</param>
    /// <param name="asked">The columns of theirs that the queries refer to.</param>
    /// <param name="names">The names that the query has.</param>
    public OuterRows(Rel rows, IReadOnlyCollection<ColumnExpr> asked, QueryNames names)
    {
        (this.rows, this.names) = (rows, names);
        if (Relation(rows, [.. asked.Select(c => c.Source)]) is { } relation)
            Domain = asked => Values(relation, relation.BoundAliases().Single(), asked, c => c.Name);
        else
            (step, Domain) = Step();
    }

    /// <summary>The rows as the queries are joined to them.</summary>
    public Rel Rows => step is not null && domains.Count > 0 ? step : rows;

    /// <summary>What the columns of the rows are called there.</summary>
    public Replacement Moved => step is not null && domains.Count > 0 ? moved : new Replacement();

    Func<IReadOnlyList<ColumnExpr>, NamedRel> Domain { get; }

    /// <summary>The different values of some columns, under an alias of their own.</summary>
    public NamedRel Different(IReadOnlyList<ColumnExpr> asked)
    {
        var key = asked.ToEquatableArray();
        if (!domains.TryGetValue(key, out var domain))
            return domains[key] = Domain(asked);
        return domain with { Alias = names.Alias(domain.Name) };
    }

    NamedRel Values(Rel relation, string wish, IReadOnlyList<ColumnExpr> asked, Func<ColumnExpr, string> nameOf)
    {
        var alias = names.Alias(wish);
        Rel copy = relation switch
        {
            ScanRel scan => scan with { Alias = alias },
            NamedRel named => named with { Alias = alias },
            _ => throw new InvalidOperationException($"A {relation.GetType().Name} is read once only."),
        };
        var columns = asked.Zip(DomainNames(asked), (c, name) => new NamedExpr(name, c with { Source = alias, Name = nameOf(c) }));
        var step = names.Step(AliasNames.WithoutNumber(wish) + "_values");
        return new NamedRel(step, new DistinctRel(new ProjectRel(copy, columns.ToEquatableArray(), names.Alias(step))), names.Alias(step));
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

    (Rel, Func<IReadOnlyList<ColumnExpr>, NamedRel>) Step()
    {
        var sources = rows.BoundAliases().ToList();
        var wish = sources is [var only] ? only : "joined";
        var called = new Dictionary<(string, string), string>();
        var alias = names.Alias(wish);
        var columns = new List<NamedExpr>();
        var taken = new NameSet([]);
        foreach (var column in Columns(rows, sources))
        {
            var name = taken.Unique(column.Name);
            columns.Add(new NamedExpr(name, column));
            called.Add((column.Source, column.Name), name);
            moved.Add(column, column with { Source = alias, Name = name });
        }
        var body = rows.HasColumns() ? rows : new ProjectRel(rows, columns.ToEquatableArray(), names.Alias(wish));
        var step = new NamedRel(names.Step(sources is [var single] ? AliasNames.WithoutNumber(single) + "_rows" : wish), body, alias);
        return (step, asked => Values(step, wish, asked, c => called[(c.Source, c.Name)]));
    }

    IEnumerable<ColumnExpr> Columns(Rel rel, IReadOnlyList<string> sources) => rel.HasColumns() ? rel.References() : sources.SelectMany(names.ColumnsOf);
}
