using Quern.Generators.Parsing;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Shapes as columns and back.
internal sealed partial class Translator
{
    /// <summary>The values in a shape with a column name for each, in order; names are unique.</summary>
    static List<KeyValuePair<string, Expr>> Columns(Shape shape)
    {
        var columns = new List<KeyValuePair<string, Expr>>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Add(shape, "", null);
        return columns;

        void Add(Shape part, string name, string? columnName)
        {
            switch (part)
            {
                case ScalarShape scalar:
                    var wish = columnName ?? (name.Length == 0 ? "value" : name);
                    var free = wish;
                    for (var i = 2; !names.Add(free); i++)
                        free = $"{wish}_{i}";
                    columns.Add(new KeyValuePair<string, Expr>(free, scalar.Expr));
                    break;
                case RowShape row:
                    // A relation's record knows what its columns are called.
                    var known = row.Type is Microsoft.CodeAnalysis.INamedTypeSymbol type && RelationSymbols.IsRelation(type)
                        ? ColumnParser.Read(type).ToDictionary(c => c.Property.Name, c => c.Spec.Name)
                        : null;
                    foreach (var member in row.Members)
                        if (known is not null && known.TryGetValue(member.Key, out var column))
                            Add(member.Value, column, column);
                        else
                            Add(member.Value, Names.SnakeCase(member.Key), null);
                    break;
                case JsonRecordShape record:
                    Add(new ScalarShape(record.Document), name, columnName);
                    break;
                default:
                    throw new RowsAsColumnException();
            }
        }
    }

    /// <summary>Whether a group or a query is, or is in, what a row looks like: then it can't be made of columns.</summary>
    static bool HoldsRows(Shape shape) => shape is not (ScalarShape or RowShape or JsonRecordShape) || (shape is RowShape row && row.Members.Any(m => HoldsRows(m.Value)));

    static IEnumerable<Expr> Scalars(Shape shape) => Columns(shape).Select(c => c.Value);

    /// <summary>The shape with each value replaced, in the order of <see cref="Columns"/>.</summary>
    static Shape MapScalars(Shape shape, Func<Expr, Expr> map, Func<Expr, Expr?> mapPresence) => shape switch
    {
        ScalarShape scalar => new ScalarShape(map(scalar.Expr)),
        JsonRecordShape record => record.Of(map(record.Document)),
        RowShape row => new RowShape(
            row.Type,
            [.. row.Members.Select(m => new KeyValuePair<string, Shape>(m.Key, MapScalars(m.Value, map, mapPresence)))],
            row.Presence is null ? null : mapPresence(row.Presence)),
        _ => throw new RowsAsColumnException(),
    };

    /// <summary>A projected row under another alias.</summary>
    static Shape Rebind(Shape shape, string alias) => Rebind(shape, alias, column => column.IsNullable);

    /// <summary>An order by columns under another alias.</summary>
    static EquatableArray<SortKey> Rebind(EquatableArray<SortKey> order, string alias) =>
        order.Select(key => key with { Expr = ((ColumnExpr)key.Expr) with { Source = alias } }).ToEquatableArray();

    static Shape Rebind(Shape shape, string alias, Func<ColumnExpr, bool> isNullable) => MapScalars(
        shape,
        value => value is ColumnExpr column ? column with { Source = alias, IsNullable = isNullable(column) } : value,
        presence => Substitution.Of(presence, column => column with { Source = alias }));

    /// <summary>A shape whose values are columns of an alias. Where none of them tells whether a row is there, one more column does.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="columns">Its values, in the order of <see cref="Columns"/>.</param>
    /// <param name="alias">The alias.</param>
    static Shape Stored(Shape shape, List<NamedExpr> columns, string alias)
    {
        var index = 0;
        return MapScalars(shape, _ => Column(columns[index++]), presence => presence is IsNullExpr test && columns.Find(c => c.Expr == test.Operand) is { } witness
            ? test with { Operand = Column(witness) }
            : Column(columns.Find(c => c.Expr == presence) ?? Added(presence)));

        ColumnExpr Column(NamedExpr column) => new(alias, column.Name, column.Expr.Type, column.Expr.IsNullable);

        NamedExpr Added(Expr presence)
        {
            var name = "is_there";
            for (var i = 2; columns.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)); i++)
                name = $"is_there_{i}";
            columns.Add(new NamedExpr(name, presence));
            return columns[columns.Count - 1];
        }
    }

    /// <summary>A key of an order as a column: one that the rows have, or one more.</summary>
    static ColumnExpr StoredKey(Expr key, List<NamedExpr> columns, string alias)
    {
        var stored = columns.Find(c => c.Expr == key);
        if (stored is null)
        {
            var name = "sort_key";
            for (var i = 2; columns.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)); i++)
                name = $"sort_key_{i}";
            columns.Add(stored = new NamedExpr(name, key));
        }
        return new ColumnExpr(alias, stored.Name, key.Type, key.IsNullable);
    }

    /// <summary>The row of a left join's right side: it may be missing, and then all its values are null.</summary>
    static Shape Optional(Shape shape, Expr presence) => shape switch
    {
        RowShape row => new RowShape(
            row.Type, [.. row.Members.Select(m => new KeyValuePair<string, Shape>(m.Key, Optional(m.Value, presence)))], Presence(row, presence)),
        ScalarShape { Expr: var expr } => new ScalarShape(Optional(expr, presence)),
        JsonRecordShape record => record.Of(Optional(record.Document, presence)),
        _ => shape,
    };

    // What tests a column fails by itself where there is no row to have it.
    static Expr Presence(RowShape row, Expr presence) => row.Presence switch
    {
        null => presence,
        IsNullExpr { IsNegated: true, Operand: ColumnExpr } own => own,
        var own => Exprs.And(presence, own),
    };

    static Expr Optional(Expr expr, Expr presence) => IsNullWithoutRow(expr) ? expr with { IsNullable = true } : Exprs.When(presence, expr);

    // Whether a value becomes null by itself where the columns it is made of do.
    static bool IsNullWithoutRow(Expr expr) => expr switch
    {
        ColumnExpr => true,
        UnaryExpr or ArithmeticExpr or CastExpr or FunctionExpr { Function: SqlFunction.ItemValue or SqlFunction.ItemPosition } => expr.Children().Any(IsNullWithoutRow),
        _ => false,
    };
}
