using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Columns whose values are settled once those of some others are: each has one value for one combination of these.</summary>
internal sealed class ToldColumns(KnownColumns known)
{
    readonly HashSet<ColumnRef> roots = [];
    readonly HashSet<string> rows = new(StringComparer.Ordinal);

    public bool Contains(ColumnRef column) => known.IsConstant(column) || rows.Contains(column.Source) || roots.Contains(known.Root(column));

    /// <summary>Whether a whole row of an alias is settled.</summary>
    public bool ContainsRow(string alias) => rows.Contains(alias);

    /// <summary>Whether all that a value is made of is settled, and nothing else decides it.</summary>
    public bool Tells(Expr expr) => expr.SelfAndDescendants().All(e => e switch
    {
        ColumnExpr column => Contains(new ColumnRef(column.Source, column.Name)),
        WindowExpr or WindowFunctionExpr or AggregateExpr or TemplateExpr or FunctionExpr { Function: SqlFunction.Now } => false,
        _ => e.InnerQuery() is null,
    });

    /// <returns>Whether that is new.</returns>
    public bool Add(ColumnRef column) => !Contains(column) && roots.Add(known.Root(column));

    /// <returns>Whether that is new.</returns>
    public bool AddRow(string alias)
    {
        if (!rows.Add(alias))
            return false;
        // A column elsewhere that equals one of the row's is settled with it.
        foreach (var column in known.Compared(alias))
            roots.Add(known.Root(column));
        return true;
    }
}
