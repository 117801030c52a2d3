using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints the method that writes a record's values to a bulk load.</summary>
internal static class RowWriterEmitter
{
    public static void Write(CSharpWriter writer, RelationSpec relation, string type)
    {
        writer.Open($"static void Write(global::Quern.Registry.RowWriter writer, {type} row)");
        foreach (var column in relation.Columns)
            writer.Line($"writer.{Method(column)}({Value(column)});");
        writer.Close();
    }

    // Text may be null as it is; so may what an enum is stored as.
    static string Method(ColumnSpec column) =>
        column.IsNullable && column.Type.Kind != SqlTypeKind.Text ? column.Type.Kind + "OrNull" : column.Type.Kind.ToString();

    static string Value(ColumnSpec column)
    {
        var value = "row." + Identifier(column.Property);
        return (column.EnumMembers.Count > 0, column.IsNullable) switch
        {
            (false, _) => value,
            (true, false) => $"{EnumTextEmitter.FormatMethod(column)}({value})",
            (true, true) => $"{value}.HasValue ? {EnumTextEmitter.FormatMethod(column)}({value}.Value) : null",
        };
    }
}
