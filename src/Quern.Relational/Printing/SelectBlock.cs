namespace Quern.Relational.Printing;

/// <summary>One SELECT, filled from the inside out by <see cref="Flattener"/> until a clause would have to come twice.</summary>
internal sealed class SelectBlock
{
    /// <summary>Null for a set operation only.</summary>
    public FromItem? From { get; set; }

    public List<Expr> Where { get; } = [];

    /// <summary>Null when rows aren't grouped; empty when all rows are one group.</summary>
    public IReadOnlyList<Expr>? GroupBy { get; set; }

    /// <summary>Which of the keys rows are grouped by.</summary>
    public GroupingSets Sets { get; set; }

    /// <summary>The sets of keys where they are listed.</summary>
    public IReadOnlyList<int> ListedSets { get; set; } = [];

    public List<Expr> Having { get; } = [];

    /// <summary>Null as long as nothing says which columns are wanted.</summary>
    public IReadOnlyList<NamedExpr>? Columns { get; set; }

    public bool IsDistinct { get; set; }

    public IReadOnlyList<SortKey> OrderBy { get; set; } = [];

    public long? Skip { get; set; }

    public long? Take { get; set; }

    public SetOperation? Set { get; set; }

    /// <summary>Whether the right side of its set operation reads the block's own rows.</summary>
    public bool IsRecursive { get; set; }

    /// <summary>Whether its columns give those of a recursion their types.</summary>
    public bool IsSeed { get; set; }

    /// <summary>The aliases that expressions above may use; what they mean in this block the flattener knows.</summary>
    public IReadOnlyList<string> Aliases { get; set; } = [];

    /// <summary>Whether a column is long and used more than once above, so that inlining it would write it twice.</summary>
    public bool HasSharedColumns { get; set; }

    /// <summary>Whether a column is over a window: then no clause that comes before windows may be added.</summary>
    public bool HasWindows => Columns is { } columns && columns.Any(c => Correlation.Nodes(c.Expr).Any(e => e is WindowExpr));

    public bool IsLimited => Skip is not null || Take is not null;

    /// <summary>The expressions of all its clauses.</summary>
    public IEnumerable<Expr> Expressions =>
        Where.Concat(GroupBy ?? []).Concat(Having).Concat((Columns ?? []).Select(c => c.Expr)).Concat(OrderBy.Select(k => k.Expr))
            .Concat(From?.Expressions ?? []);

    /// <summary>A copy with other expressions and other SELECTs inside it.</summary>
    /// <param name="value">Rewrites an expression that is no condition of WHERE or of a join.</param>
    /// <param name="condition">Rewrites one of WHERE's conditions.</param>
    /// <param name="on">Rewrites one of a join's conditions.</param>
    /// <param name="part">Rewrites a derived table or a side of a set operation.</param>
    public SelectBlock Map(Func<Expr, Expr> value, Func<Expr, Expr> condition, Func<Expr, Expr> on, Func<SelectBlock, SelectBlock> part)
    {
        var copy = new SelectBlock
        {
            From = From?.Map(on, part),
            GroupBy = GroupBy is null ? null : [.. GroupBy.Select(value)],
            Sets = Sets,
            ListedSets = ListedSets,
            // A set operation's columns only repeat its sides'.
            Columns = Columns is null || Set is not null ? Columns : [.. Columns.Select(c => c with { Expr = value(c.Expr) })],
            IsDistinct = IsDistinct,
            OrderBy = [.. OrderBy.Select(k => k with { Expr = value(k.Expr) })],
            Skip = Skip,
            Take = Take,
            Set = Set is { } set ? set with { Left = part(set.Left), Right = part(set.Right) } : null,
            IsRecursive = IsRecursive,
            IsSeed = IsSeed,
            Aliases = Aliases,
            HasSharedColumns = HasSharedColumns,
        };
        copy.Where.AddRange(Where.Select(condition));
        copy.Having.AddRange(Having.Select(value));
        return copy;
    }

    /// <summary>A copy whose columns have other values.</summary>
    /// <param name="values">One a column.</param>
    public SelectBlock WithColumns(IReadOnlyList<Expr> values)
    {
        var copy = Map(e => e, e => e, e => e, p => p);
        copy.Columns = [.. Columns!.Select((c, i) => c with { Expr = values[i] })];
        return copy;
    }

    /// <summary>The SELECTs that stand inside it: derived tables and sides of a set operation.</summary>
    public IEnumerable<SelectBlock> Parts =>
        (From?.Items.OfType<DerivedItem>().Select(i => i.Block) ?? []).Concat(Set is { } set ? [set.Left, set.Right] : []);
}

/// <summary>Two SELECTs with the same columns.</summary>
internal sealed record SetOperation(SetOperator Operator, SelectBlock Left, SelectBlock Right);

/// <summary>What a FROM clause holds.</summary>
internal abstract record FromItem
{
    /// <summary>The items with an alias, from left to right.</summary>
    public IEnumerable<AliasedItem> Items =>
        this is JoinItem join ? join.Left.Items.Concat(join.Right.Items) : [(AliasedItem)this];

    /// <summary>The ON conditions, and what rows are made of.</summary>
    public IEnumerable<Expr> Expressions => this switch
    {
        JoinItem join => join.Left.Expressions.Concat(join.Right.Expressions).Concat(join.On is { } on ? [on] : []),
        MadeItem made => made.Rows.Expressions(),
        _ => [],
    };

    /// <summary>The aliases of SELECTs that are asked for each row of the left side of a join.</summary>
    public IEnumerable<string> Laterals => this is not JoinItem join ? []
        : join.Left.Laterals.Concat(join.Right.Laterals).Concat(join.IsLateral ? [((DerivedItem)join.Right).Alias] : []);

    /// <summary>A copy with other conditions of joins and other derived tables.</summary>
    public FromItem Map(Func<Expr, Expr> on, Func<SelectBlock, SelectBlock> part) => this switch
    {
        JoinItem join => join with
        {
            Left = join.Left.Map(on, part),
            Right = join.Right.Map(on, part),
            On = join.On is null ? null : QueryShape.AllOf(join.On.Conjuncts().Select(on)),
        },
        DerivedItem derived => derived with { Block = part(derived.Block) },
        _ => this,
    };
}

internal abstract record AliasedItem(string Alias) : FromItem;

/// <summary>A source or a model.</summary>
internal sealed record RelationItem(string RelationId, string Alias) : AliasedItem(Alias);

/// <summary>A CTE.</summary>
internal sealed record CteItem(string Name, string Alias) : AliasedItem(Alias);

/// <summary>A SELECT in parentheses: what refers to an outer query can't be a CTE.</summary>
internal sealed record DerivedItem(SelectBlock Block, string Alias) : AliasedItem(Alias);

/// <summary>Rows that the query makes itself.</summary>
internal sealed record MadeItem(MadeRel Rows) : AliasedItem(Rows.Alias);

internal sealed record JoinItem(JoinKind Kind, FromItem Left, FromItem Right, Expr? On) : FromItem
{
    /// <summary>Whether the right side is a SELECT that refers to the left row.</summary>
    public bool IsLateral => Right is DerivedItem derived && Correlation.OuterAliases(derived.Block).Any(outer => Left.Items.Any(i => i.Alias == outer));
}

/// <summary>A query inside an expression, flattened.</summary>
internal abstract record SubqueryExpr(SelectBlock Block, SqlType Type, bool IsNullable) : Expr(Type, IsNullable)
{
    /// <summary>What it was flattened from; null for what a dialect makes.</summary>
    public Expr? Query { get; init; }
}

/// <summary><c>IN</c>.</summary>
internal sealed record InBlockExpr(Expr Operand, SelectBlock Block, bool IsNegated) : SubqueryExpr(Block, SqlType.Boolean, false);

/// <summary><c>EXISTS</c>.</summary>
internal sealed record ExistsBlockExpr(SelectBlock Block, bool IsNegated) : SubqueryExpr(Block, SqlType.Boolean, false);

/// <summary>A SELECT of one value.</summary>
internal sealed record ScalarBlockExpr(SelectBlock Block, SqlType Type, bool IsNullable) : SubqueryExpr(Block, Type, IsNullable);

/// <summary>A CTE's name and its SELECT.</summary>
internal sealed record Cte(string Name, SelectBlock Body);
