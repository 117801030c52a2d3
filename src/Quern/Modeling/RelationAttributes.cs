namespace Quern;

/// <summary>What every source and model can say about itself.</summary>
public abstract class RelationAttribute : Attribute
{
    /// <summary>Schema in the warehouse; <c>analytics</c> when it is not given.</summary>
    public string? Schema { get; set; }

    /// <summary>Name in the warehouse; the type's name in snake_case when it is not given.</summary>
    public string? Name { get; set; }

    /// <summary>Labels for <c>--select tag:x</c>.</summary>
    public string[] Tags { get; set; } = [];
}

/// <summary>Marks a record as a table that exists, or that an extraction fills.</summary>
/// <param name="schema">Its schema in the warehouse.</param>
/// <param name="name">Its name; the type's name in snake_case when it is not given.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SourceAttribute(string schema, string? name = null) : Attribute
{
    /// <summary>Its schema in the warehouse.</summary>
    public string Schema { get; } = schema;

    /// <summary>Its name in the warehouse.</summary>
    public string? Name { get; } = name;

    /// <summary>Labels for <c>--select tag:x</c>.</summary>
    public string[] Tags { get; set; } = [];
}

/// <summary>Marks a record as a model that each run rebuilds as a table.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TableAttribute : RelationAttribute;

/// <summary>Marks a record as a model that is a view.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ViewAttribute : RelationAttribute;

/// <summary>
/// Marks a record as a step that several models share and that is nothing in the warehouse: its query is a common table
/// expression in each model that takes it as an input. It has a <c>Define</c> and need not be partial.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EphemeralAttribute : Attribute;

/// <summary>Marks a record as a model whose table a run brings up to date.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class IncrementalAttribute : RelationAttribute
{
    /// <summary>The property that identifies a row; the <see cref="KeyAttribute"/> properties when it is not given.</summary>
    public string? UniqueKey { get; set; }

    /// <summary>What happens to rows that are there already.</summary>
    public IncrementalStrategy Strategy { get; set; } = IncrementalStrategy.Merge;

    /// <summary>Properties whose values the engine should keep close together: DuckDB writes each load in their order, Postgres gets an index, Snowflake a clustering key.</summary>
    public string[] ClusterBy { get; set; } = [];

    /// <summary>What happens when the record's columns and the table's differ.</summary>
    public OnSchemaChange OnSchemaChange { get; set; } = OnSchemaChange.Fail;
}

/// <summary>What an incremental run does with rows that are there already.</summary>
public enum IncrementalStrategy
{
    /// <summary>Updates the rows that differ, inserts the new ones, and deletes those whose input no longer passes the query.</summary>
    Merge,

    /// <summary>Inserts rows whose key is new; never changes a row.</summary>
    Append,

    /// <summary>Deletes all rows that share the unique key with what is loaded, then inserts; the key may cover many rows.</summary>
    DeleteInsert,
}

/// <summary>What happens when a record's columns and its table's differ; dbt's <c>on_schema_change</c>.</summary>
public enum OnSchemaChange
{
    /// <summary>The step fails and says which columns differ.</summary>
    Fail,

    /// <summary>The table keeps its columns; new ones of the record are not written.</summary>
    Ignore,

    /// <summary>New columns are added; old ones stay and read null for new rows.</summary>
    AppendNewColumns,

    /// <summary>New columns are added and columns that the record lacks are dropped; declaring the mode is what allows it.</summary>
    SyncAllColumns,
}

/// <summary>Fills a <see cref="SourceAttribute"/> table from a configured operational database.</summary>
/// <param name="source">Name of the source in the configuration: <c>shop</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExtractAttribute(string source) : Attribute
{
    /// <summary>Name of the source in the configuration.</summary>
    public string Source { get; } = source;

    /// <summary>Table in the source, with its schema if it needs one: <c>public.orders</c>; the relation's name when it is not given.</summary>
    public string? Table { get; set; }

    /// <summary>The property that identifies a row; the <see cref="KeyAttribute"/> properties when it is not given.</summary>
    public string? Key { get; set; }

    /// <summary>The property that grows whenever a row changes; without it each run loads everything.</summary>
    public string? Cursor { get; set; }

    /// <summary>How far before the high-water mark each run re-reads, for rows that were committed late: <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
    public string? Lookback { get; set; }

    /// <summary>Rows that an incremental load commits together; 100,000 when it is not given.</summary>
    public int BatchSize { get; set; } = 100_000;
}
