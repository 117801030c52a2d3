namespace Quern.Relational.Printing;

/// <summary>Lays out SELECTs the way a person would: a clause a line, a column a line.</summary>
internal sealed class BlockPrinter
{
    const int LineWidth = 100;

    readonly SqlDialect dialect;
    readonly ExprPrinter exprs;
    readonly MadePrinter made;
    AliasNames aliases = AliasNames.None;
    Lazy<ColumnDefinitions> definitions = new(() => new ColumnDefinitions([], new SelectBlock()));

    public BlockPrinter(SqlDialect dialect)
    {
        this.dialect = dialect;
        exprs = new ExprPrinter(dialect, this);
        made = new MadePrinter(dialect, this);
    }

    public ExprPrinter Exprs => exprs;

    public Sql Print(IReadOnlyList<Cte> ctes, SelectBlock block)
    {
        (ctes, block) = ([.. ctes.Select(c => c with { Body = dialect.WithSubqueries(c.Body) })], dialect.WithSubqueries(block));
        aliases = AliasNames.Of([.. ctes.Select(c => c.Body), block]);
        definitions = new(() => new ColumnDefinitions(ctes, block));
        if (ctes.Count == 0)
            return Print(block);
        var with = ctes.Any(c => c.Body.IsRecursive) ? "WITH RECURSIVE" : "WITH";
        return Sql.Of($"{with} {Sql.Join(",\n", ctes.Select(c => Sql.Of($"{Head(c)} AS {Hint(c, [.. ctes.Select(o => o.Body), block])}(\n    {Print(c.Body).Indented()}\n)")))}\n{Print(block)}");
    }

    // Snowflake asks for the columns of a recursion before it has read them.
    Sql Head(Cte cte) => cte.Body.IsRecursive
        ? Sql.Of($"{Name(cte.Name)}({Sql.Join(", ", cte.Body.Columns!.Select(c => Name(c.Name)))})")
        : Name(cte.Name);

    // What only chooses rows and columns of one relation costs less to repeat than to store: conditions of its uses reach it.
    // So does what a subquery reads once for each outer row: stored rows have no index. The rows that changed are few, and
    // stay stored.
    Sql Hint(Cte cte, IReadOnlyList<SelectBlock> statement)
    {
        if (dialect.InlinedCte.Length == 0
            || cte.Body is not { From: { } from, GroupBy: null, IsDistinct: false, IsLimited: false, HasWindows: false }
            || cte.Body.Expressions.SelectMany(e => e.SelfAndDescendants()).Any(e => e is ParameterExpr or SubqueryExpr))
            return Sql.Empty;
        var all = statement.SelectMany(Correlation.Blocks).ToList();
        return all.Sum(Uses) > 1 && (from is RelationItem || all.Any(b => Uses(b) > 0 && Correlation.IsCorrelated(b)))
            ? Sql.Text(dialect.InlinedCte)
            : Sql.Empty;

        int Uses(SelectBlock block) => (block.From?.Items ?? []).OfType<CteItem>().Count(i => i.Name == cte.Name);
    }

    /// <param name="block">The SELECT.</param>
    /// <param name="isNamed">False where nothing can ask for its columns by name.</param>
    public Sql Print(SelectBlock block, bool isNamed = true)
    {
        var keys = exprs.Enter(block);
        var sql = Sql.Join("\n", Clauses(block, isNamed));
        exprs.Leave(keys);
        return sql;
    }

    List<Sql> Clauses(SelectBlock block, bool isNamed)
    {
        var clauses = new List<Sql>();
        if (block.Set is { } set)
        {
            var (left, right) = Alike(set.Left, set.Right);
            clauses.Add(Print(left));
            clauses.Add(Sql.Text(set.Operator switch
            {
                SetOperator.UnionAll => "UNION ALL",
                SetOperator.Union => "UNION",
                SetOperator.Intersect => "INTERSECT",
                _ => "EXCEPT",
            }));
            clauses.Add(Print(right));
        }
        else
        {
            clauses.Add(Select(block, isNamed));
            clauses.Add(From(block.From!));
        }
        if (block.Where.Count > 0)
            clauses.Add(Conditions("WHERE ", block.Where));
        if (block.GroupBy is { Count: > 0 } keys)
            clauses.Add(GroupBy(block, [.. keys.Select(k => exprs.PrintKey(k))]));
        if (block.Having.Count > 0)
            clauses.Add(Conditions("HAVING ", block.Having));
        if (block.OrderBy.Count > 0)
            clauses.Add(List("ORDER BY", [.. block.OrderBy.Select(k => SortKey(k, block.Columns))]));
        if (block.Take is not null || block.Skip is not null)
            clauses.Add(Sql.Text(dialect.Limit(block.Take, block.Skip)));
        return clauses;
    }

    /// <summary>As <see cref="SqlDialect.Alike"/>.</summary>
    public IReadOnlyList<Expr> Alike(IReadOnlyList<Expr> alternatives) => dialect.Alike(alternatives, () => definitions.Value);

    // Both sides' columns pair by position.
    (SelectBlock Left, SelectBlock Right) Alike(SelectBlock left, SelectBlock right)
    {
        if (left is not { Set: null, Columns: { } some } || right is not { Set: null, Columns: { } others })
            return (left, right);
        var pairs = some.Zip(others, (a, b) => Alike([a.Expr, b.Expr])).ToList();
        return (left.WithColumns([.. pairs.Select(p => p[0])]), right.WithColumns([.. pairs.Select(p => p[1])]));
    }

    Sql Select(SelectBlock block, bool isNamed)
    {
        var select = block.IsDistinct ? "SELECT DISTINCT" : "SELECT";
        if (block.Columns is not { } columns)
            return Sql.Text(select + " 1");
        Sql[] items = [.. columns.Select(c => isNamed ? Item(c, block.IsSeed) : exprs.PrintItem(c.Expr))];
        return items is [{ IsMultiline: false } only]
            ? Sql.Of($"{select} {only}")
            : Sql.Of($"{select}\n    {Sql.Join(",\n", items).Indented()}");
    }

    Sql Item(NamedExpr column, bool isTyped)
    {
        var value = isTyped ? exprs.PrintTyped(column.Expr) : exprs.PrintItem(column.Expr);
        return column.Expr is ColumnExpr same && same.Name == column.Name && !(isTyped && ExprPrinter.HasOpenType(same)) ? value : Sql.Of($"{value} AS {Name(column.Name)}");
    }

    Sql From(FromItem from) => Sql.Of($"FROM {Print(from)}");

    Sql Print(FromItem from) => from switch
    {
        RelationItem i => Sql.Of($"{Sql.Relation(i.RelationId)} AS {Alias(i.Alias)}"),
        CteItem i when i.Name == aliases.Of(i.Alias) => Name(i.Name),
        CteItem i => Sql.Of($"{Name(i.Name)} AS {Alias(i.Alias)}"),
        DerivedItem i => Sql.Of($"(\n    {Print(i.Block).Indented()}\n) AS {Alias(i.Alias)}"),
        MadeItem i => made.Print(i.Rows, isOuter: false),
        JoinItem i => Join(i),
        _ => throw new InvalidOperationException($"A {from.GetType().Name} can't stand in FROM."),
    };

    Sql Join(JoinItem join)
    {
        if (join is { Kind: JoinKind.Left, Right: MadeItem { Rows: var rows } } && rows.IsCorrelated() && dialect.OuterLateral is { } outer)
            return Sql.Of($"{Print(join.Left)}\n{outer} {made.Print(rows, isOuter: true)}");
        var right = join.Right switch
        {
            JoinItem => Sql.Of($"(\n    {Print(join.Right).Indented()}\n)"),
            MadeItem { Rows: SeriesRel or UnnestRel } item when join.On is not null && !dialect.JoinsFunctionsOnConditions => AsTable(item),
            DerivedItem when join.IsLateral => Sql.Of($"{dialect.Lateral}{Print(join.Right)}"),
            _ => Print(join.Right),
        };
        // SQL has no inner join without a condition; a cross join with one is the same thing.
        var on = join.On ?? (join.Kind == JoinKind.Cross ? null : LiteralExpr.True);
        var keyword = join.Kind switch
        {
            JoinKind.Left => "LEFT JOIN",
            JoinKind.Full => "FULL JOIN",
            JoinKind.Cross when on is null => "CROSS JOIN",
            _ => "JOIN",
        };
        if (join.Kind == JoinKind.Full && on is not null && dialect.UnsupportedFullJoin(on) is { } unsupported)
            throw unsupported;
        var joined = Sql.Of($"{Print(join.Left)}\n{keyword} {right}");
        return on is null ? joined : Sql.Of($"{joined}{Conditions(" ON ", [.. on.Conjuncts()])}");
    }

    Sql AsTable(MadeItem item) => Sql.Of(
        $"(\n    SELECT {Sql.Join(", ", item.Rows.Columns.Select(c => exprs.Print(c.Expr).Sql))}\n    FROM {made.Print(item.Rows, isOuter: false)}\n) AS {Alias(item.Alias)}");

    Sql Conditions(string keyword, List<Expr> all)
    {
        var conditions = BetweenExpr.Pair(all);
        if (conditions is [var only])
            return Sql.Of($"{keyword}{(only is LogicalExpr ? exprs.Print(only).Sql.Indented() : exprs.Print(only).Sql)}");
        var lines = conditions.Select((c, i) => exprs.Print(c).At(Precedence.Not) is var sql && i > 0 ? sql.Indented() : sql);
        return Sql.Of($"{keyword}{Sql.Join("\n    AND ", lines)}");
    }

    static Sql GroupBy(SelectBlock block, IReadOnlyList<Sql> keys) => block.Sets switch
    {
        GroupingSets.All => List("GROUP BY", keys),
        GroupingSets.Rollup => Sql.Of($"GROUP BY ROLLUP ({Sql.Join(", ", keys)})"),
        GroupingSets.Cube => Sql.Of($"GROUP BY CUBE ({Sql.Join(", ", keys)})"),
        _ => Sql.Of($"GROUP BY GROUPING SETS ({Sql.Join(", ", block.ListedSets.Select(set => Sql.Of($"({Sql.Join(", ", keys.Where((_, i) => (set & (1 << i)) != 0))})")))})"),
    };

    static Sql List(string keyword, IReadOnlyList<Sql> items)
    {
        var line = Sql.Of($"{keyword} {Sql.Join(", ", items)}");
        return line.Length <= LineWidth && !line.IsMultiline ? line : Sql.Of($"{keyword}\n    {Sql.Join(",\n", items).Indented()}");
    }

    Sql SortKey(SortKey key, IReadOnlyList<NamedExpr>? columns)
    {
        // What a column computes already has a name. Text may need a collation, and an expression over a column's name means nothing.
        var column = key.Expr is ColumnExpr || key.Expr.Type.Kind == SqlTypeKind.Text ? null : columns?.FirstOrDefault(c => c.Expr == key.Expr || IsSameDecimal(c.Expr, key.Expr));
        return exprs.PrintSortKey(key, column is null ? null : Name(column.Name));
    }

    // Nothing is rounded, so both order alike.
    static bool IsSameDecimal(Expr column, Expr key) =>
        column is CastExpr { Type: { Kind: SqlTypeKind.Decimal, Precision: > 0 } type } cast && cast.Operand == key && DecimalScale.Of(key) <= type.Scale;

    public Sql Alias(string alias) => Name(aliases.Of(alias));

    /// <summary>A name without quotes where it reads the same; the engines fold it to what quotes would keep.</summary>
    public Sql Name(string name) => PlainNames.IsPlain(name) && !dialect.IsReserved(name) ? Sql.Text(name) : Quoted(name);

    Sql Quoted(string identifier) => Sql.Verbatim(dialect.Quote(identifier));
}
