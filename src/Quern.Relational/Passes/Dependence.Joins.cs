namespace Quern.Relational.Passes;

// What makes rows of two sides.
internal sealed partial class Dependence
{
    DependentRows Join(JoinRel join)
    {
        var left = new HashSet<string>(join.Left.BoundAliases());
        var isLateral = join.Right is MadeRel or NamedRel && join.Right.AllColumns().Any(c => left.Contains(c.Source));
        var dependsRight = Depends(join.Right);
        // What is made of the left row, or asked for it, takes the outer row from there.
        if (join.Kind == JoinKind.Full)
            return Full(join);
        if (isLateral || (join.Right is MadeRel && dependsRight))
            return OnLeft(join, columns => columns.Rewrite(join.Right));
        if (!dependsRight)
            return join.Kind != JoinKind.Left && !Depends(join.Left) ? Filter(Paired(join)) : OnLeft(join, _ => join.Right);
        var right = EndCompletely(join.Right);
        if (join.Kind != JoinKind.Left && !Depends(join.Left))
            return right with { Rel = join with { Right = right.Rel, On = join.On is null ? null : right.Columns.Rewrite(join.On) } };
        var rows = EndCompletely(join.Left);
        var both = Both(rows.Columns, right.Columns);
        var isSame = IsSame(rows.Columns, right.Columns);
        return new DependentRows(
            join with
            {
                Kind = join.Kind == JoinKind.Cross ? JoinKind.Inner : join.Kind,
                Left = rows.Rel,
                Right = right.Rel,
                On = join.On is null or LiteralExpr { Value: true } ? isSame : new LogicalExpr(LogicalOperator.And, isSame, both.Rewrite(join.On)),
            },
            both);
    }

    // Of the rows that a side has no partner for, the other side tells nothing.
    DependentRows Full(JoinRel join)
    {
        var (left, right) = (EndCompletely(join.Left), EndCompletely(join.Right));
        var both = Both(left.Columns, right.Columns);
        var on = new LogicalExpr(LogicalOperator.And, IsSame(left.Columns, right.Columns), both.Rewrite(join.On!));
        foreach (var column in outer)
            both.Add(column, new CoalesceExpr([left.Columns.Rewrite(column) with { IsNullable = true }, right.Columns.Rewrite(column) with { IsNullable = true }], column.Type, column.IsNullable));
        return new DependentRows(join with { Left = left.Rel, Right = right.Rel, On = on }, both);
    }

    static Replacement Both(Replacement left, Replacement right)
    {
        var both = new Replacement();
        both.AddAll(right);
        both.AddAll(left);
        return both;
    }

    // What an inner join's condition says of the outer row may as well be said after it.
    FilterRel Paired(JoinRel join)
    {
        var own = join.On!.Conjuncts().Where(c => !Depends(c)).ToList();
        return new FilterRel(
            own.Count == 0 ? join with { Kind = JoinKind.Cross, On = null } : join with { On = QueryShape.AllOf(own) },
            QueryShape.AllOf(join.On!.Conjuncts().Where(Depends)));
    }

    DependentRows OnLeft(JoinRel join, Func<Replacement, Rel> right)
    {
        var rows = EndCompletely(join.Left);
        return rows with { Rel = join with { Left = rows.Rel, Right = right(rows.Columns), On = join.On is null ? null : rows.Columns.Rewrite(join.On) } };
    }

    DependentRows Set(SetRel set)
    {
        var (left, right) = (EndWithColumns(set.Left).Rel, EndWithColumns(set.Right).Rel);
        var rel = set with { Left = left, Right = right };
        return new DependentRows(rel, Found(rel));
    }

    DependentRows Named(NamedRel named)
    {
        var rows = Input(named.Body);
        var body = rows.Missing is null ? WithColumns(named.Body, rows) : rows;
        var rel = named with { Name = names.Changed(named), Body = body.Rel };
        var found = new Replacement();
        foreach (var column in outer)
            found.Add(column, (ColumnExpr)body.Columns.Rewrite(column) with { Source = named.Alias });
        return new DependentRows(rel, found, rows.Missing);
    }

    // The last columns are D's.
    Replacement Found(Rel rel)
    {
        var found = new Replacement();
        foreach (var (column, value) in outer.Zip(rel.References().Skip(rel.OutputColumns().Count - outer.Count), (c, v) => (c, v)))
            found.Add(column, value);
        return found;
    }
}
