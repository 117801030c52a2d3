using System.Reflection;
using LinqToDB.Mapping;
using LinqToDB.Metadata;
using Quern.Registry;
using LinqColumn = LinqToDB.Mapping.ColumnAttribute;
using LinqTable = LinqToDB.Mapping.TableAttribute;

namespace Quern.Differential.Tests.SecondOpinion;

/// <summary>Tells linq2db the tables and columns of a project's sources, as their registry knows them.</summary>
sealed class RegistryMapping(RelationRegistry registry) : IMetadataReader
{
    public MappingAttribute[] GetAttributes(Type type) =>
        Of(type) is { } relation ? [new LinqTable(relation.Name) { Schema = relation.Schema, IsColumnAttributeRequired = true }] : [];

    public MappingAttribute[] GetAttributes(Type type, MemberInfo memberInfo) =>
        Of(type)?.Columns.FirstOrDefault(c => c.Property == memberInfo.Name) is { } column ? [new LinqColumn(column.Name) { CanBeNull = column.IsNullable }] : [];

    public MemberInfo[] GetDynamicColumns(Type type) => [];

    public string GetObjectID() => $"quern:{registry.GetHashCode()}";

    RelationDefinition? Of(Type type) => registry.Relations.FirstOrDefault(r => r.ClrType == type);
}
