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
            writer.Line(column.Type.Kind == SqlTypeKind.Array
                ? $"writer.Array(row.{Identifier(column.Property)}, static (elements, value) => elements.{Method(column.Type.ElementKind, column.Type.HasNullableElements)}({Value(column, "value", column.Type.HasNullableElements)}));"
                : $"writer.{Method(column.Type.Kind, column.IsNullable)}({Value(column, "row." + Identifier(column.Property), column.IsNullable)});");
        writer.Close();
    }

    // Text may be null as it is; so may what an enum is stored as.
    static string Method(SqlTypeKind kind, bool isNullable) => isNullable && kind != SqlTypeKind.Text ? kind + "OrNull" : kind.ToString();

    static string Value(ColumnSpec column, string value, bool isNullable) => (column.EnumMembers.Count > 0, isNullable) switch
    {
        (false, _) => value,
        (true, false) => $"{EnumTextEmitter.FormatMethod(column)}({value})",
        (true, true) => $"{value}.HasValue ? {EnumTextEmitter.FormatMethod(column)}({value}.Value) : null",
    };
}
