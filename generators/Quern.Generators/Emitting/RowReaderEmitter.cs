using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints the method that makes a record of a reader's current row.</summary>
internal static class RowReaderEmitter
{
    public static void Write(CSharpWriter writer, RelationSpec relation, string type)
    {
        var columns = relation.Columns.Select((column, ordinal) =>
            (column.IsConstructorParameter, Name: Identifier(column.Property), Value: OrNull(relation, column, ordinal))).ToArray();
        var parameters = columns.Where(c => c.IsConstructorParameter).Select(c => $"{c.Name}: {c.Value}").ToArray();
        var properties = columns.Where(c => !c.IsConstructorParameter).Select(c => $"{c.Name} = {c.Value},").ToArray();
        var arguments = parameters.Length == 0 ? "()" : "(\n    " + string.Join(",\n    ", parameters) + ")";
        var end = properties.Length == 0 ? ";" : "";
        writer.Line($"static {type} Read(global::System.Data.Common.DbDataReader reader) => new{arguments}{end}");
        if (properties.Length == 0)
            return;
        writer.Open(null);
        foreach (var property in properties)
            writer.Line(property);
        writer.Close("};");
    }

    static string OrNull(RelationSpec relation, ColumnSpec column, int ordinal)
    {
        var onNull = column.IsNullable
            ? "null"
            : $"throw global::Quern.Registry.RowErrors.UnexpectedNull({Literal(relation.Id)}, {Literal(column.Name)})";
        return $"reader.IsDBNull({ordinal}) ? {onNull} : {Value(column, ordinal)}";
    }

    static string Value(ColumnSpec column, int ordinal) => column switch
    {
        { EnumMembers.Count: > 0 } => $"{EnumTextEmitter.ParseMethod(column)}(reader.GetString({ordinal}))",
        { Type.Kind: SqlTypeKind.Json } => $"global::Quern.Json.Parse(reader.GetString({ordinal}))",
        _ => $"reader.{Getter(column.Type.Kind)}({ordinal})",
    };

    static string Getter(SqlTypeKind kind) => kind switch
    {
        SqlTypeKind.Boolean => "GetBoolean",
        SqlTypeKind.Int16 => "GetInt16",
        SqlTypeKind.Int32 => "GetInt32",
        SqlTypeKind.Int64 => "GetInt64",
        SqlTypeKind.Decimal => "GetDecimal",
        SqlTypeKind.Single => "GetFloat",
        SqlTypeKind.Double => "GetDouble",
        SqlTypeKind.Text => "GetString",
        SqlTypeKind.Date => "GetFieldValue<global::System.DateOnly>",
        SqlTypeKind.Timestamp => "GetDateTime",
        SqlTypeKind.TimestampTz => "GetFieldValue<global::System.DateTimeOffset>",
        SqlTypeKind.Uuid => "GetGuid",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No column has this type."),
    };
}
