namespace Quern.Relational.Printing;

/// <summary>
/// Merges relations into as few SELECTs as are legal: filters, joins, projections and aggregates join the block below them
/// and what they compute is inlined; what can't merge becomes a CTE, or a derived table where it refers to an outer query.
/// </summary>
internal sealed class Flattener : QueryRewriter
{
    readonly bool allowsCtes;
    readonly ColumnUses uses;
    readonly NameSet cteNames;
    readonly NameSet aliases;
    readonly Dictionary<string, Dictionary<string, Expr>> inlined = [];
    readonly Dictionary<string, Cte> named = [];
    readonly Dictionary<string, (string Cte, string Steps)> recursions = [];
    readonly List<Cte> ctes = [];

    /// <param name="query">The whole query: says which columns are used at all.</param>
    /// <param name="allowsCtes">False inside a condition, where no WITH can stand.</param>
    public Flattener(Rel query, bool allowsCtes = true)
    {
        this.allowsCtes = allowsCtes;
        uses = new ColumnUses(query);
        var all = query.SelfAndDescendants().ToList();
        cteNames = new NameSet([]);
        aliases = new NameSet(all.SelectMany(r => r is FilterRel or JoinRel or DistinctRel or SortRel ? [] : r.BoundAliases()));
    }

    /// <summary>The CTEs that flattening made, in an order in which each refers to earlier ones only.</summary>
    public IReadOnlyList<Cte> Ctes => ctes;

    /// <summary>Flattens a query that gives columns.</summary>
    public SelectBlock Complete(Rel rel)
    {
        var block = Flatten(rel);
        block.Columns ??= [.. rel.OutputColumns().Select(c => c with { Expr = Rewrite(c.Expr) })];
        return block;
    }

    /// <summary>Replaces columns by what they are made of in the block that they are about to join, and flattens inner queries.</summary>
    public override Expr Rewrite(Expr expr) => expr switch
    {
        ColumnExpr c => inlined.TryGetValue(c.Source, out var columns) ? Typed(columns[c.Name]) : c,
        InQueryExpr e => new InBlockExpr(Rewrite(e.Operand), Complete(e.Query), e.IsNegated) { Query = e },
        ExistsExpr e => new ExistsBlockExpr(WithoutColumns(Flatten(e.Query)), e.IsNegated) { Query = e },
        ScalarQueryExpr e => new ScalarBlockExpr(Complete(e.Query), e.Type, e.IsNullable) { Query = e },
        _ => RewriteChildren(expr),
    };

    // What a column that is null throughout is compared with no longer says its type: PostgreSQL would take it for text.
    static Expr Typed(Expr value) => value is LiteralExpr { Value: null, Type: not ({ Kind: SqlTypeKind.Null } or { Kind: SqlTypeKind.Decimal, Precision: 0 }) and var type }
        ? new CastExpr(LiteralExpr.Null(SqlType.Null), type)
        : value;

    SelectBlock Flatten(Rel rel) => rel switch
    {
        ScanRel r => new SelectBlock { From = new RelationItem(r.RelationId, r.Alias), Aliases = [r.Alias] },
        NamedRel r => Named(r),
        MadeRel r => new SelectBlock { From = new MadeItem((MadeRel)RewriteChildren(r)), Aliases = [r.Alias] },
        FilterRel r => Filter(r),
        JoinRel r => Join(r),
        AggregateRel r => Aggregate(r),
        ProjectRel r => Project(r),
        DistinctRel r => Distinct(r),
        SetRel r => Set(r),
        RecurseRel r => new SelectBlock { From = new CteItem(Recursive(r, r.Alias).Name, r.Alias), Aliases = [r.Alias] },
        PreviousRel r => new SelectBlock { From = new CteItem(recursions[r.Recursion].Cte, r.Alias), Aliases = [r.Alias] },
        SortRel r => Sort(r),
        _ => throw new InvalidOperationException($"A {rel.GetType().Name} can't be printed; a pass should have replaced it."),
    };

    SelectBlock Named(NamedRel rel)
    {
        if (!named.TryGetValue(rel.Name, out var cte) && rel.Body is RecurseRel recursion)
        {
            cte = Recursive(recursion, rel.Name);
            named.Add(rel.Name, cte);
        }
        else if (cte is null)
        {
            var body = Complete(rel.Body);
            Prune(body, uses.OfName(rel.Name));
            if (!allowsCtes || Correlation.IsCorrelated(body))
                return new SelectBlock { From = new DerivedItem(body, rel.Alias), Aliases = [rel.Alias] };
            cte = new Cte(cteNames.Unique(rel.Name), body);
            named.Add(rel.Name, cte);
            ctes.Add(cte);
        }
        return new SelectBlock { From = new CteItem(cte.Name, rel.Alias), Aliases = [rel.Alias] };
    }

    SelectBlock Filter(FilterRel rel)
    {
        var block = Flatten(rel.Input);
        if (block.IsLimited || block.IsDistinct || block.Set is not null || block.HasSharedColumns || block.HasWindows || AsksForAggregates([rel.Predicate]))
            block = Close(block);
        foreach (var condition in Rewrite(rel.Predicate).Conjuncts().Where(c => c != LiteralExpr.True))
            (IsAboutGroups(block, condition) ? block.Having : block.Where).Add(condition);
        return block;
    }

    // A condition on the keys alone holds for a group when it holds for its rows, and is cheaper there.
    static bool IsAboutGroups(SelectBlock block, Expr condition) =>
        block.GroupBy is { } keys && (keys.Count == 0 || block.Sets != GroupingSets.All || Correlation.Nodes(condition).Any(e => e is AggregateExpr));

    // An outer query's aggregate can't be computed inside a subquery: there it would be the subquery's own.
    bool AsksForAggregates(IEnumerable<Expr> exprs) =>
        exprs.SelectMany(e => e.SelfAndDescendants()).Select(QueryShape.InnerQuery).OfType<Rel>().SelectMany(q => q.OuterColumns())
            .Any(c => inlined.TryGetValue(c.Source, out var columns) && columns.TryGetValue(c.Name, out var expr) && Correlation.Nodes(expr).Any(e => e is AggregateExpr));

    SelectBlock Join(JoinRel rel)
    {
        var left = Side(rel.Left);
        var right = Side(rel.Right);
        // A full join's filters and computed columns come before it on both sides.
        if (rel.Kind == JoinKind.Full && (left.Where.Count > 0 || !CanExtendWithNulls(left)))
            left = Close(left);
        if (rel.Kind == JoinKind.Full && right.Where.Count > 0 || rel.Kind is JoinKind.Left or JoinKind.Full && !CanExtendWithNulls(right))
            right = Close(right);
        var on = rel.On is null ? [] : Rewrite(rel.On).Conjuncts();
        var block = new SelectBlock { Aliases = [.. left.Aliases, .. right.Aliases] };
        block.Where.AddRange(left.Where);
        if (rel.Kind == JoinKind.Left)
            on = on.Concat(right.Where);
        else
            block.Where.AddRange(right.Where);
        var conditions = on.ToList();
        block.From = new JoinItem(rel.Kind, left.From!, right.From!, conditions.Count == 0 ? null : QueryShape.AllOf(conditions));
        return block;
    }

    // Null-extended rows must give null, so nothing computed may move above the join.
    bool CanExtendWithNulls(SelectBlock right) =>
        right.Aliases.All(a => !inlined.TryGetValue(a, out var columns) || columns.Values.All(e => e is ColumnExpr));

    SelectBlock Side(Rel rel)
    {
        var block = Flatten(rel);
        return block.GroupBy is not null || block.IsLimited || block.IsDistinct || block.Set is not null || block.HasSharedColumns || block.HasWindows
            ? Close(block)
            : block;
    }

    SelectBlock Aggregate(AggregateRel rel)
    {
        var block = Side(rel.Input);
        block.OrderBy = [];
        var own = new HashSet<string>(block.From!.Items.Select(i => i.Alias));
        var outer = new OuterValues(e => Correlation.Nodes(e).OfType<ColumnExpr>().Any(c => own.Contains(c.Source)), Rewrite, aliases.Unique("outer"));
        var aggregates = outer.Replace(rel.Aggregates);
        if (outer.Values.Count > 0)
            block = Close(block, beside: outer);
        NamedExpr[] columns = [.. rel.Keys.Concat(aggregates).Select(c => c with { Expr = Rewrite(c.Expr) })];
        block.GroupBy = [.. columns.Take(rel.Keys.Count).Select(c => c.Expr)];
        (block.Sets, block.ListedSets) = (rel.Sets, rel.ListedSets);
        if (rel.Sets != GroupingSets.All)
            columns = [.. columns.Select((c, i) => i < rel.Keys.Count ? c with { Expr = c.Expr with { IsNullable = true } } : c)];
        return Bind(block, rel.Alias, columns);
    }

    SelectBlock Project(ProjectRel rel)
    {
        var block = Flatten(rel.Input);
        if (block.IsDistinct || block.Set is not null || block.HasSharedColumns || AsksForAggregates(rel.Columns.Select(c => c.Expr)))
            block = Close(block);
        NamedExpr[] Columns() => [.. rel.Columns.Select(c => c with { Expr = Rewrite(c.Expr) })];
        var columns = Columns();
        // Without an aggregate left, `SELECT 1 FROM t` would no longer be one row in all.
        if (block is { GroupBy.Count: 0, Having.Count: 0 } && !columns.SelectMany(c => Correlation.Nodes(c.Expr)).Any(e => e is AggregateExpr))
        {
            block = Close(block);
            columns = Columns();
        }
        return Bind(block, rel.Alias, columns);
    }

    SelectBlock Bind(SelectBlock block, string alias, NamedExpr[] columns)
    {
        block.Columns = columns;
        block.Aliases = [alias];
        block.HasSharedColumns = columns.Any(c => uses.Count(alias, c.Name) > 1 && LongValues.IsLong(Correlation.Nodes(c.Expr)));
        inlined[alias] = columns.ToDictionary(c => c.Name, c => c.Expr);
        return block;
    }

    SelectBlock Distinct(DistinctRel rel)
    {
        var block = Flatten(rel.Input);
        if (block.IsLimited || block.Set is not null)
            block = Close(block);
        block.Columns ??= [.. rel.Input.OutputColumns().Select(c => c with { Expr = Rewrite(c.Expr) })];
        block.OrderBy = [];
        block.IsDistinct = true;
        return block;
    }

    SelectBlock Set(SetRel rel)
    {
        // INTERSECT binds tighter than the others, and the others from left to right.
        var left = SetSide(rel.Left, block => block.Set is null || rel.Operator != SetOperator.Intersect || block.Set.Operator == SetOperator.Intersect);
        var right = SetSide(rel.Right, block => block.Set is null || (rel.Operator is SetOperator.UnionAll or SetOperator.Union && IsOnly(rel.Operator, block)));
        var columns = rel.OutputColumns();
        _ = inlined.Remove(rel.Alias);
        return new SelectBlock { Set = new SetOperation(rel.Operator, left, right), Columns = columns, Aliases = [rel.Alias] };
    }

    // Then it does not matter which of them comes first.
    static bool IsOnly(SetOperator op, SelectBlock block) =>
        block.Set is not { } set || (set.Operator == op && IsOnly(op, set.Left) && IsOnly(op, set.Right));

    // Its columns all stay: both sides and every step must agree. One more counts the steps.
    Cte Recursive(RecurseRel rel, string name)
    {
        var columns = rel.OutputColumns();
        var steps = new NameSet(columns.Select(c => c.Name)).Unique("steps");
        recursions[rel.Alias] = (cteNames.Unique(name), steps);
        var seed = SetSide(rel.Seed, block => block.Set is null);
        seed.Columns = [.. seed.Columns!, new NamedExpr(steps, LiteralExpr.Int(0))];
        seed.IsSeed = true;
        var step = Complete(rel.Step);
        var before = rel.Step.SelfAndDescendants().OfType<PreviousRel>().Single(p => p.Recursion == rel.Alias).Alias;
        step.Columns = [.. step.Columns!, new NamedExpr(steps, new FunctionExpr(
            SqlFunction.NextStep, [new ColumnExpr(before, steps, SqlType.Int32, false), LiteralExpr.Int(rel.MaxDepth)], SqlType.Int32, false))];
        var cte = new Cte(recursions[rel.Alias].Cte, new SelectBlock
        {
            Set = new SetOperation(SetOperator.UnionAll, seed, step),
            Columns = [.. columns, new NamedExpr(steps, new ColumnExpr(rel.Alias, steps, SqlType.Int32, false))],
            Aliases = [rel.Alias],
            IsRecursive = true,
        });
        ctes.Add(cte);
        return cte;
    }

    SelectBlock SetSide(Rel rel, Func<SelectBlock, bool> mayStay)
    {
        var block = Complete(rel);
        if (block.IsLimited || !mayStay(block))
            block = Close(block, prunes: false);
        block.OrderBy = [];
        return block;
    }

    SelectBlock Sort(SortRel rel)
    {
        var block = Flatten(rel.Input);
        // Postgres orders a DISTINCT or a UNION by its plain columns only.
        if (block.IsLimited || block.IsDistinct || block.Set is not null || block.HasSharedColumns)
            block = Close(block, prunes: false);
        if (rel.Keys.Count > 0)
            block.OrderBy = [.. rel.Keys.Select(k => k with { Expr = Rewrite(k.Expr) }).Where(k => Correlation.Nodes(k.Expr).Any(e => e is ColumnExpr or AggregateExpr))];
        (block.Skip, block.Take) = (rel.Skip, rel.Take);
        return block;
    }

    /// <summary>Makes a block a table that an outer block reads.</summary>
    /// <param name="block">The block.</param>
    /// <param name="prunes">Whether columns that nothing asks for may be left out.</param>
    /// <param name="beside">Values that it must give besides.</param>
    SelectBlock Close(SelectBlock block, bool prunes = true, OuterValues? beside = null)
    {
        if (!block.IsLimited)
            block.OrderBy = [];
        if (block is { Columns: not null, Aliases: [var own] })
        {
            if (prunes)
                Prune(block, uses.Of(own));
            Give(block, beside, own);
            return Reading(block, own);
        }
        var alias = block.Aliases is [var only] ? only : aliases.Unique("joined");
        var names = new NameSet([]);
        var columns = new List<NamedExpr>();
        var outer = new Dictionary<string, Dictionary<string, Expr>>();
        foreach (var source in block.Aliases)
        {
            outer[source] = [];
            foreach (var column in uses.ColumnsOf(source))
            {
                var name = names.Unique(column.Name);
                columns.Add(new NamedExpr(name, Rewrite(column)));
                outer[source][column.Name] = new ColumnExpr(alias, name, column.Type, column.IsNullable);
            }
        }
        block.Columns = columns;
        Give(block, beside, alias);
        if (block.Columns.Count == 0)
            block.Columns = [new NamedExpr("row", LiteralExpr.Int(1))];
        var reading = Reading(block, alias);
        reading.Aliases = block.Aliases;
        foreach (var source in outer)
            inlined[source.Key] = source.Value;
        return reading;
    }

    // What is aggregated of an outer query's row is a column of the block.
    void Give(SelectBlock block, OuterValues? beside, string alias)
    {
        if (beside is null)
            return;
        var names = new NameSet(block.Columns!.Select(c => c.Name));
        var given = beside.Values.Select(v => (v.Name, Column: v with { Name = names.Unique(v.Name) })).ToList();
        block.Columns = [.. block.Columns!, .. given.Select(g => g.Column)];
        inlined[beside.Alias] = given.ToDictionary(g => g.Name, g => (Expr)new ColumnExpr(alias, g.Column.Name, g.Column.Expr.Type, g.Column.Expr.IsNullable));
    }

    SelectBlock Reading(SelectBlock block, string alias)
    {
        FromItem from;
        if (allowsCtes && !Correlation.IsCorrelated(block))
        {
            var cte = new Cte(cteNames.Unique(alias), block);
            ctes.Add(cte);
            from = new CteItem(cte.Name, alias);
        }
        else
        {
            from = new DerivedItem(block, alias);
        }
        _ = inlined.Remove(alias);
        return new SelectBlock
        {
            From = from,
            Aliases = [alias],
            Columns = [.. block.Columns!.Select(c => c with { Expr = new ColumnExpr(alias, c.Name, c.Expr.Type, c.Expr.IsNullable) })],
        };
    }

    // Columns that make rows distinct, or that a set operation pairs, must stay.
    static void Prune(SelectBlock block, IReadOnlyCollection<string> used)
    {
        if (block.IsDistinct || block.Set is not null)
            return;
        var columns = block.Columns!.Where(c => used.Contains(c.Name)).ToList();
        block.Columns = columns.Count > 0 ? columns : [block.Columns![0]];
    }

    // EXISTS asks for rows only, but grouping and distinct rows depend on the columns.
    static SelectBlock WithoutColumns(SelectBlock block)
    {
        if (block is { IsDistinct: false, Set: null } and not { GroupBy.Count: 0 })
            block.Columns = null;
        return block;
    }
}
