using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Quern.Registry;

/// <summary>How a relation's rows become records, and records rows.</summary>
static class RowMapping
{
    /// <summary>What of a record is reached by reflection, and must not be trimmed away.</summary>
    public const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties;
}

/// <summary>
/// Reads and writes a relation's rows by reflection. As generated code, both took a compiler a fifth of what the models
/// themselves take, in each build; and no run reads or writes records.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
sealed class RowMapping<[DynamicallyAccessedMembers(RowMapping.Members)] T>
{
    const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    readonly FieldMapping[] fields;
    readonly ConstructorInvoker constructor;

    // The fields that the constructor takes, in its order; and those that are set after it.
    readonly int[] parameters;
    readonly int[] properties;

    /// <summary>Finds a record's constructor and properties.</summary>
    /// <param name="relationId">The relation, for messages.</param>
    /// <param name="columns">Its columns.</param>
    /// <exception cref="InvalidOperationException">The record lacks a column's property, or a constructor that takes columns alone.</exception>
    public RowMapping(string relationId, IReadOnlyList<ColumnDefinition> columns)
    {
        fields = [.. columns.Select(column => new FieldMapping(relationId, column, Property(relationId, column.Property)))];
        var found = PrimaryConstructor(relationId);
        constructor = ConstructorInvoker.Create(found);
        parameters = [.. found.GetParameters().Select(parameter => Ordinal(parameter.Name))];
        properties = [.. Enumerable.Range(0, columns.Count).Except(parameters)];
    }

    public T Read(DbDataReader reader)
    {
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = fields[parameters[i]].Read(reader, parameters[i]);
        var row = constructor.Invoke(arguments.AsSpan());
        foreach (var ordinal in properties)
            fields[ordinal].Set(row, fields[ordinal].Read(reader, ordinal));
        return (T)row;
    }

    public void Write(RowWriter writer, T row)
    {
        foreach (var field in fields)
            field.Write(writer, row);
    }

    // A record's copy constructor takes no column. Of the others the primary one takes most.
    ConstructorInfo PrimaryConstructor(string relationId) =>
        typeof(T).GetConstructors(Instance).Where(c => c.GetParameters().All(p => Ordinal(p.Name) >= 0)).MaxBy(c => c.GetParameters().Length)
        ?? throw new InvalidOperationException($"'{relationId}' can't be read as {typeof(T)}, which has no constructor that takes columns alone. Give it one.");

    int Ordinal(string? property) => Array.FindIndex(fields, field => field.Property == property);

    // One that hides a base's comes first.
    static PropertyInfo Property(string relationId, string name) =>
        typeof(T).GetProperties(Instance).Where(p => p.Name == name && p.GetIndexParameters().Length == 0).MaxBy(Depth)
        ?? throw new InvalidOperationException($"'{relationId}' can't be read as {typeof(T)}, which has no property '{name}'. Compile it again with the relation's declaration.");

    static int Depth(PropertyInfo property)
    {
        var depth = 0;
        for (var type = property.DeclaringType; type is not null; type = type.BaseType)
            depth++;
        return depth;
    }
}
