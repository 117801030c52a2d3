using System.Collections;
using System.Data.Common;
using System.Reflection;

namespace Quern.Registry;

/// <summary>How a column's value becomes a property's, and back.</summary>
sealed class FieldMapping
{
    readonly string relationId;
    readonly ColumnDefinition column;
    readonly MethodInvoker getter;
    readonly MethodInvoker? setter;
    readonly Type type;

    // Both ways; empty unless the property, or an element of it, is an enum.
    readonly Dictionary<string, object> members = new(StringComparer.Ordinal);
    readonly Dictionary<object, string> texts = [];

    /// <summary>Maps a column.</summary>
    /// <param name="relationId">The relation, for messages.</param>
    /// <param name="column">The column.</param>
    /// <param name="property">Its property.</param>
    public FieldMapping(string relationId, ColumnDefinition column, PropertyInfo property)
    {
        (this.relationId, this.column, type) = (relationId, column, property.PropertyType);
        getter = MethodInvoker.Create(property.GetMethod!);
        setter = property.SetMethod is { } set ? MethodInvoker.Create(set) : null;
        var element = type.IsArray ? type.GetElementType()! : type;
        foreach (var (member, text) in column.EnumTexts)
        {
            var value = Enum.Parse(Nullable.GetUnderlyingType(element) ?? element, member);
            members.TryAdd(text, value);
            texts.TryAdd(value, text);
        }
    }

    public string Property => column.Property;

    public object? Read(DbDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
            return column.IsNullable ? null : throw RowErrors.UnexpectedNull(relationId, column.Name);
        return column.Type.Kind == ColumnKind.Array ? ReadArray(Elements(reader, ordinal)) : Member(FieldValue.Read(reader, ordinal, column.Type.Kind));
    }

    /// <summary>Sets the property of a record.</summary>
    /// <exception cref="InvalidOperationException">It has neither a setter nor a parameter of the constructor.</exception>
    public void Set(object row, object? value) =>
        (setter ?? throw new InvalidOperationException($"'{relationId}' can't be read: its property '{column.Property}' has no setter. Give it 'init'.")).Invoke(row, value);

    public void Write(RowWriter writer, object? row)
    {
        var value = getter.Invoke(row);
        if (value is not IList array || column.Type.Kind != ColumnKind.Array)
        {
            Write(writer, column.Type.Kind, value);
            return;
        }
        writer.BeginArray(array.Count);
        foreach (var element in array)
            Write(writer, column.Type.Element.Kind, element);
        writer.EndArray();
    }

    Array ReadArray(IList elements)
    {
        var array = Array.CreateInstanceFromArrayType(type, elements.Count);
        for (var i = 0; i < elements.Count; i++)
            array.SetValue(
                elements[i] is { } element ? Member(element) : column.Type.HasNullableElements ? null : throw RowErrors.UnexpectedNullElement(relationId, column.Name), i);
        return array;
    }

    object Member(object value) => members.Count == 0 ? value
        : members.TryGetValue((string)value, out var member) ? member
        : throw RowErrors.UnknownText(relationId, column.Name, (string)value, [.. members.Keys]);

    void Write(RowWriter writer, ColumnKind kind, object? value)
    {
        switch (kind)
        {
            case var _ when value is null: writer.WriteNull(); break;
            case ColumnKind.Boolean: writer.Boolean((bool)value); break;
            case ColumnKind.Int16: writer.Int16((short)value); break;
            case ColumnKind.Int32: writer.Int32((int)value); break;
            case ColumnKind.Int64: writer.Int64((long)value); break;
            case ColumnKind.Decimal: writer.Decimal((decimal)value); break;
            case ColumnKind.Single: writer.Single((float)value); break;
            case ColumnKind.Double: writer.Double((double)value); break;
            case ColumnKind.Json: writer.Json((Json)value); break;
            case ColumnKind.Date: writer.Date((DateOnly)value); break;
            case ColumnKind.Timestamp: writer.Timestamp((DateTime)value); break;
            case ColumnKind.TimestampTz: writer.TimestampTz((DateTimeOffset)value); break;
            case ColumnKind.Uuid: writer.Uuid((Guid)value); break;
            default: writer.Text(value as string ?? Text(value)); break;
        }
    }

    string Text(object member) => texts.TryGetValue(member, out var text) ? text : throw RowErrors.UnknownMember(relationId, column.Name, member.ToString()!);

    // DuckDB's driver knows lists and no arrays, Npgsql both.
    IList Elements(DbDataReader reader, int ordinal) => column.Type.ElementKind switch
    {
        ColumnKind.Boolean => reader.GetFieldValue<List<bool?>>(ordinal),
        ColumnKind.Int16 => reader.GetFieldValue<List<short?>>(ordinal),
        ColumnKind.Int32 => reader.GetFieldValue<List<int?>>(ordinal),
        ColumnKind.Int64 => reader.GetFieldValue<List<long?>>(ordinal),
        ColumnKind.Decimal => reader.GetFieldValue<List<decimal?>>(ordinal),
        ColumnKind.Single => reader.GetFieldValue<List<float?>>(ordinal),
        ColumnKind.Double => reader.GetFieldValue<List<double?>>(ordinal),
        ColumnKind.Date => reader.GetFieldValue<List<DateOnly?>>(ordinal),
        ColumnKind.Timestamp => reader.GetFieldValue<List<DateTime?>>(ordinal),
        ColumnKind.TimestampTz => reader.GetFieldValue<List<DateTimeOffset?>>(ordinal),
        ColumnKind.Uuid => reader.GetFieldValue<List<Guid?>>(ordinal),
        _ => reader.GetFieldValue<List<string?>>(ordinal),
    };
}
