using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints the method that makes a record of a row.</summary>
internal static class RowReaderEmitter
{
    public static void Write(CSharpWriter writer, RelationSpec relation, string type)
    {
        var columns = relation.Columns.Select((column, ordinal) =>
            (column.IsConstructorParameter, Name: Identifier(column.Property), Value: Value(column, ordinal))).ToArray();
        var parameters = columns.Where(c => c.IsConstructorParameter).Select(c => $"{c.Name}: {c.Value}").ToArray();
        var properties = columns.Where(c => !c.IsConstructorParameter).Select(c => $"{c.Name} = {c.Value},").ToArray();
        var arguments = parameters.Length == 0 ? "()" : "(\n    " + string.Join(",\n    ", parameters) + ")";
        var end = properties.Length == 0 ? ";" : "";
        writer.Line($"static {type} Read(global::Quern.Registry.RowReader row) => new{arguments}{end}");
        if (properties.Length == 0)
            return;
        writer.Open(null);
        foreach (var property in properties)
            writer.Line(property);
        writer.Close("};");
    }

    static string Value(ColumnSpec column, int ordinal) => (column.EnumMembers.Count > 0, column.IsNullable) switch
    {
        _ when column.Type.Kind == SqlTypeKind.Array => column.IsNullable ? $"row.IsNull({ordinal}) ? null : {Array(column, ordinal)}" : Array(column, ordinal),
        (false, _) => Field(column, ordinal),
        (true, false) => $"{EnumTextEmitter.ParseMethod(column)}({Field(column, ordinal)})",
        (true, true) => $"{Field(column, ordinal)} is {{ }} text{ordinal} ? {EnumTextEmitter.ParseMethod(column)}(text{ordinal}) : null",
    };

    static string Array(ColumnSpec column, int ordinal)
    {
        var (isEnum, isNullable) = (column.EnumMembers.Count > 0, column.Type.HasNullableElements);
        var values = column.Type.ElementKind == SqlTypeKind.Text
            ? $"row.{(isNullable ? "ArrayOfNullableText" : "TextArray")}({ordinal})"
            : $"row.{(isNullable ? "ArrayOfNullable" : "Array")}<{column.CSharpType}>({ordinal})";
        return !isEnum ? values
            : isNullable ? $"global::System.Array.ConvertAll({values}, static text => text is null ? ({column.CSharpType}?)null : {EnumTextEmitter.ParseMethod(column)}(text))"
            : $"global::System.Array.ConvertAll({values}, {EnumTextEmitter.ParseMethod(column)})";
    }

    static string Field(ColumnSpec column, int ordinal) => $"row.{column.Type.Kind}{(column.IsNullable ? "OrNull" : "")}({ordinal})";
}
