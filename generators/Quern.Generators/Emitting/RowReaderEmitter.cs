using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints the method that makes a record of a reader's current row.</summary>
internal static class RowReaderEmitter
{
    public static void Write(CSharpWriter writer, RelationSpec relation, string type)
    {
        writer.Line($"static {type} Read(global::System.Data.Common.DbDataReader reader) => new{(relation.IsPositional ? "(" : "()")}");
        var values = relation.Columns.Select((column, ordinal) => (column, Value: Nullable(relation, column, ordinal))).ToArray();
        if (!relation.IsPositional)
        {
            writer.Open(null);
            foreach (var (column, value) in values)
                writer.Line($"{Identifier(column.Property)} = {value},");
            writer.Close("};");
            return;
        }

        for (var i = 0; i < values.Length; i++)
            writer.Line($"    {Identifier(values[i].column.Property)}: {values[i].Value}{(i < values.Length - 1 ? "," : ");")}");
    }

    static string Nullable(RelationSpec relation, ColumnSpec column, int ordinal)
    {
        var names = $"{Literal(relation.Id)}, {Literal(column.Name)}";
        var onNull = column.IsNullable ? "null" : $"throw global::Quern.Registry.RowErrors.UnexpectedNull({names})";
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
