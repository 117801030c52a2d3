using Quern.Relational;

namespace Quern.Generators.Model;

internal enum RelationSpecKind
{
    Source,
    Table,
    View,
    Incremental,
}

/// <summary>A source or a model as its declaration says it: all that later stages know of it. No Roslyn object is in here.</summary>
internal sealed record RelationSpec
{
    /// <summary>Full name without <c>global::</c>: <c>Orders.StgOrder</c>. The runtime's relation id.</summary>
    public required string Id { get; init; }

    public required RelationSpecKind Kind { get; init; }

    /// <summary>Namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>Declarations of the containing types, outermost first, as they must be repeated: <c>partial class Outer</c>.</summary>
    public required EquatableArray<string> ContainingTypes { get; init; }

    /// <summary>The record's own name.</summary>
    public required string TypeName { get; init; }

    /// <summary>Whether the record has a primary constructor. Columns that are none of its parameters are set by an object initializer.</summary>
    public required bool IsPositional { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    public EquatableArray<FormerNameSpec> FormerNames { get; init; }

    public string? Description { get; init; }

    public EquatableArray<string> Tags { get; init; }

    public required EquatableArray<ColumnSpec> Columns { get; init; }

    /// <summary>Column names of the key.</summary>
    public EquatableArray<string> Key { get; init; }

    /// <summary>Ids of the query's inputs, each once, in parameter order.</summary>
    public EquatableArray<string> Inputs { get; init; }

    public ExtractSpec? Extract { get; init; }

    public IncrementalSpec? Incremental { get; init; }

    public EquatableArray<TestSpec> Tests { get; init; }

    /// <summary>
    /// The query: it gives exactly <see cref="Columns"/>, by name and in order, so it is a projection, a distinct or sorted
    /// one, or a set operation. Null for a source.
    /// </summary>
    public Rel? Query { get; init; }

    /// <summary>File name and line from 1: <c>Models/StgOrder.cs:12</c>.</summary>
    public string? DeclaredAt { get; init; }

    /// <summary>The query's steps that are written in the record's own file, with their lines from 1; each once.</summary>
    public EquatableArray<StepSpec> Steps { get; init; }

    /// <summary>Where diagnostics about the record as a whole go: its name.</summary>
    public required LocationSpec Location { get; init; }
}

/// <summary>A query with a name of its own, and the line that it is written at.</summary>
internal sealed record StepSpec(string Name, int Line);

internal sealed record ColumnSpec
{
    /// <summary>Name in the warehouse.</summary>
    public required string Name { get; init; }

    public required string Property { get; init; }

    /// <summary>Names that the warehouse may still have it under.</summary>
    public EquatableArray<string> FormerNames { get; init; }

    /// <summary>The kinds of personal data that it says it holds; null when it does not say so.</summary>
    public EquatableArray<string>? Pii { get; init; }

    /// <summary>C# type with <c>global::</c>, without a <c>?</c>: <c>long</c>, <c>global::Orders.OrderStatus</c>; of an array that of its elements.</summary>
    public required string CSharpType { get; init; }

    public required SqlType Type { get; init; }

    public required bool IsNullable { get; init; }

    /// <summary>Whether the property is a parameter of the record's primary constructor.</summary>
    public bool IsConstructorParameter { get; init; }

    /// <summary>Members of an enum, or of an array's elements, stored as text; empty for other types.</summary>
    public EquatableArray<EnumMemberSpec> EnumMembers { get; init; }

    public string? Description { get; init; }
}

/// <summary>A name that a relation had, and where the source says so.</summary>
internal sealed record FormerNameSpec(string Schema, string Name, LocationSpec Location);

/// <summary>An enum member and the text that stands for it in the warehouse.</summary>
/// <param name="Member">Its name.</param>
/// <param name="Value">The text.</param>
/// <param name="IsAlias">Whether an earlier member has the same value, so that its text is read but never written.</param>
internal sealed record EnumMemberSpec(string Member, string Value, bool IsAlias = false);

/// <summary>Columns by warehouse name; lookback in whole microseconds.</summary>
internal sealed record ExtractSpec(
    string Source, string Table, EquatableArray<string> Key, string? Cursor, long LookbackMicroseconds, int BatchSize);

internal sealed record IncrementalSpec
{
    /// <summary>Name of the runtime's enum member: Merge, Append, DeleteInsert.</summary>
    public required string Strategy { get; init; }

    /// <summary>Column names.</summary>
    public required EquatableArray<string> UniqueKey { get; init; }

    public required EquatableArray<string> ClusterBy { get; init; }

    /// <summary>Name of the runtime's enum member: Fail, Ignore, AppendNewColumns, SyncAllColumns.</summary>
    public required string OnSchemaChange { get; init; }

    public required EquatableArray<CursorSpec> Cursors { get; init; }

    /// <summary>The input that gives the rows one to one, and its columns that the unique key's columns are equal to; null when it can't be traced.</summary>
    public DriverSpec? Driver { get; init; }
}

/// <summary>A cursor, and where the source names it.</summary>
internal sealed record CursorSpec(string Parameter, string InputId, string Column, SqlType Type, long LookbackMicroseconds, LocationSpec Location);

/// <param name="RelationId">The driving input.</param>
/// <param name="KeyColumns">Its columns, in the order of the unique key.</param>
internal sealed record DriverSpec(string RelationId, EquatableArray<string> KeyColumns);

/// <summary>A data test. Only the members that its kind needs are set.</summary>
internal sealed record TestSpec
{
    /// <summary>Name of the runtime's enum member: NotNull, Unique, Relationships, AcceptedValues, Between, ColumnType, Custom.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique in the relation: <c>not_null_order_id</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Column names.</summary>
    public required EquatableArray<string> Columns { get; init; }

    public required bool IsWarning { get; init; }

    /// <summary>What is expected: <c>order_id must be unique</c>.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it is about the elements of an array.</summary>
    public bool IsOfElements { get; init; }

    /// <summary>Whether the query itself keeps it, given that its inputs pass their tests.</summary>
    public bool IsProven { get; init; }

    /// <summary>Accepted values, as literals of the column's type.</summary>
    public EquatableArray<Expr> Values { get; init; }

    /// <summary>Bounds, as literals of the column's type.</summary>
    public Expr? Min { get; init; }

    public Expr? Max { get; init; }

    public string? ReferencedRelationId { get; init; }

    /// <summary>The referenced relation's column name.</summary>
    public string? ReferencedColumn { get; init; }

    /// <summary>The query of a test method: it gives the violating rows; scans of the relation itself have the id <c>tested</c>.</summary>
    public Rel? FailingRows { get; init; }

    /// <summary>Ids of other relations that a test method reads.</summary>
    public EquatableArray<string> Inputs { get; init; }
}
