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

    static Shape Map(Shape shape, Func<ColumnExpr, Expr> map) =>
        MapScalars(shape, e => map((ColumnExpr)e), p => p);

    /// <summary>A projected row under another alias.</summary>
    static Shape Rebind(Shape shape, string alias) => Map(shape, column => column with { Source = alias });

    /// <summary>The row of a left join's right side: it may be missing, and then all its values are null.</summary>
    static Shape Optional(Shape shape, Expr presence) => shape switch
    {
        RowShape row => new RowShape(
            row.Type, [.. row.Members.Select(m => new KeyValuePair<string, Shape>(m.Key, Optional(m.Value, presence)))], presence),
        ScalarShape { Expr: var expr } => new ScalarShape(Optional(expr, presence)),
        JsonRecordShape record => record.Of(Optional(record.Document, presence)),
        _ => shape,
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
