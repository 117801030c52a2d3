using System.Collections.ObjectModel;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Quern.Warehouses;

namespace Quern.Registry;

/// <summary>Implemented by generated code: gives a model's or a source's definition without reflection.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IRelation<[DynamicallyAccessedMembers(RowMapping.Members)] TSelf> where TSelf : IRelation<TSelf>
{
    /// <summary>What the compiler found out about the record.</summary>
    static abstract RelationDefinition<TSelf> Definition { get; }
}

/// <summary>How a relation comes to be.</summary>
public enum RelationKind
{
    /// <summary>A table that something else, or an extraction, fills.</summary>
    Source,

    /// <summary>A table that each run rebuilds.</summary>
    Table,

    /// <summary>A view.</summary>
    View,

    /// <summary>A table that a run brings up to date.</summary>
    Incremental,
}

/// <summary>A source or a model: its columns, where it lies, what it reads, its SQL and its tests.</summary>
public abstract record RelationDefinition
{
    /// <summary>The record's full name; unique in a project: <c>Orders.StgOrder</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The record.</summary>
    public abstract Type ClrType { get; }

    /// <summary>How the relation comes to be.</summary>
    public required RelationKind Kind { get; init; }

    /// <summary>Schema in the warehouse, unquoted; never empty.</summary>
    public required string Schema { get; init; }

    /// <summary>Name in the warehouse, unquoted.</summary>
    public required string Name { get; init; }

    /// <summary>Names that it had in the warehouse before; a run renames what still has one.</summary>
    public IReadOnlyList<RelationName> FormerNames { get; init; } = [];

    /// <summary>What the record's doc comment says; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>Labels for selection; never null.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The columns, in the record's order.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    /// <summary>The key's columns, by name; empty when the relation has no key.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Ids of the relations that the query reads, each once, in parameter order; empty for a source.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The input columns that decide which rows the relation has, each once for each use; empty for a source.</summary>
    public IReadOnlyList<RowLineageEdge> RowLineage { get; init; } = [];

    /// <summary>How rows are fetched from an operational database; null when they are not.</summary>
    public ExtractDefinition? Extract { get; init; }

    /// <summary>How a run brings the table up to date; null unless <see cref="Kind"/> is <see cref="RelationKind.Incremental"/>.</summary>
    public IncrementalDefinition? Incremental { get; init; }

    /// <summary>Data tests from types, attributes and test methods.</summary>
    public IReadOnlyList<TestDefinition> Tests { get; init; } = [];

    /// <summary>The SQL per engine; the key is the dialect's name (<c>duckdb</c>, <c>postgres</c>).</summary>
    public required IReadOnlyDictionary<string, RelationSql> Sql { get; init; }

    /// <summary>File of the declaration relative to its project, and its line from 1; null when unknown.</summary>
    public string? DeclaredAt { get; init; }

    /// <summary>The steps of the query that stand in the declaration's file, in their order there or in that of the helpers that make them.</summary>
    public IReadOnlyList<QueryStep> Steps { get; init; } = [];

    /// <summary><c>schema.name</c>, as people write it.</summary>
    public string DisplayName => $"{Schema}.{Name}";
}

/// <summary>A step of a query: a common table expression.</summary>
/// <param name="Name">Its name in the SQL.</param>
/// <param name="Line">The line that it is written at, from 1, in the file of <see cref="RelationDefinition.DeclaredAt"/>.</param>
public sealed record QueryStep(string Name, int Line);

/// <summary>A source or a model, and how its rows become records.</summary>
/// <typeparam name="T">The record. Each column is one of its properties; each parameter of its constructor, if it has any, too.</typeparam>
public sealed record RelationDefinition<[DynamicallyAccessedMembers(RowMapping.Members)] T> : RelationDefinition
{
    // Not in the definition: of two equal ones one may have been read by, the other not.
    static readonly ConditionalWeakTable<IReadOnlyList<ColumnDefinition>, RowMapping<T>> Mappings = new();

    static RelationDefinition<T>? declared;

    /// <inheritdoc/>
    public override Type ClrType => typeof(T);

    RowMapping<T> Mapping => Mappings.GetValue(Columns, columns => new(Id, columns));

    /// <summary>The definition that generated code holds: made when it is first asked for, and the same one from then on.</summary>
    /// <param name="declaration">The declaration, as JSON.</param>
    /// <param name="sql">The SQL, as <see cref="SqlByDialect"/> describes it.</param>
    /// <exception cref="FormatException">The SQL is malformed.</exception>
    /// <exception cref="System.Text.Json.JsonException">The declaration is malformed.</exception>
    public static RelationDefinition<T> Declared(string declaration, string sql) =>
        declared ?? Declare(Parse(declaration, sql));

    /// <inheritdoc cref="Declared(string, string)"/>
    /// <param name="declaration">The declaration, as JSON in UTF-8.</param>
    /// <param name="sql">The SQL in UTF-8.</param>
    /// <remarks>A large project holds them so: an assembly has room for 16 MB of constant strings.</remarks>
    public static RelationDefinition<T> Declared(ReadOnlySpan<byte> declaration, ReadOnlySpan<byte> sql) =>
        declared ?? Declared(Encoding.UTF8.GetString(declaration), Encoding.UTF8.GetString(sql));

    /// <summary>Makes a definition of what generated code holds of it.</summary>
    /// <inheritdoc cref="Declared(string, string)"/>
    public static RelationDefinition<T> Parse(string declaration, string sql) => RelationDeclaration.Parse<T>(declaration, SqlByDialect.Parse(sql));

    /// <summary>Makes a record of a reader's current row, whose fields are exactly <see cref="RelationDefinition.Columns"/>, in order.</summary>
    /// <exception cref="InvalidOperationException">The row does not fit the record: a null or an enum text that it has no place for.</exception>
    public T ReadRow(DbDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Mapping.Read(reader);
    }

    /// <summary>Writes a record's values, one per column, in order; the writer's owner ends the row.</summary>
    /// <exception cref="InvalidOperationException">A property of an enum holds a value that is none of its members.</exception>
    public void WriteRow(RowWriter writer, T row)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(row);
        Mapping.Write(writer, row);
    }

    // Of two threads that are the first, both get what one of them made.
    static RelationDefinition<T> Declare(RelationDefinition<T> made) => Interlocked.CompareExchange(ref declared, made, null) ?? made;
}

/// <summary>An input column that decides which rows a relation has, whatever its columns hold.</summary>
/// <param name="RelationId">The input's <see cref="RelationDefinition.Id"/>; the relation's own where it reads its own rows.</param>
/// <param name="Column">The input's column name.</param>
/// <param name="Use">What it decides.</param>
public sealed record RowLineageEdge(string RelationId, string Column, LineageUse Use);

/// <summary>What an input column decides about a relation's rows.</summary>
public enum LineageUse
{
    /// <summary>Which rows there are: a condition on one input.</summary>
    Filter,

    /// <summary>Which rows of two inputs belong together.</summary>
    Join,

    /// <summary>Which rows become one.</summary>
    Group,

    /// <summary>Which rows are taken, where only some are.</summary>
    Order,
}

/// <summary>How a source's rows are fetched.</summary>
/// <param name="Source">Name of the configured source: <c>shop</c>.</param>
/// <param name="Table">Table in the source, schema first when it has one: <c>public.orders</c>.</param>
/// <param name="Key">Key columns, by name.</param>
/// <param name="Cursor">Column that grows when a row changes, by name; null for a full load each time.</param>
/// <param name="Lookback">How far back each run re-reads; zero for none.</param>
/// <param name="BatchSize">Rows that are committed together on an incremental load.</param>
public sealed record ExtractDefinition(
    string Source, string Table, IReadOnlyList<string> Key, string? Cursor, TimeSpan Lookback, int BatchSize);

/// <summary>How a table is brought up to date.</summary>
public sealed record IncrementalDefinition
{
    /// <summary>What happens to rows that are there already.</summary>
    public required IncrementalStrategy Strategy { get; init; }

    /// <summary>Columns that identify what an incremental run replaces; by name. Empty for an append without a key.</summary>
    public required IReadOnlyList<string> UniqueKey { get; init; }

    /// <summary>Columns that the engine should keep close together, by name.</summary>
    public IReadOnlyList<string> ClusterBy { get; init; } = [];

    /// <summary>What happens when the record's columns and the table's differ.</summary>
    public required OnSchemaChange OnSchemaChange { get; init; }

    /// <summary>The inputs whose changes drive an incremental run; empty when the query filters by its own target itself.</summary>
    public IReadOnlyList<CursorDefinition> Cursors { get; init; } = [];

    /// <summary>
    /// The input that gives the model's rows one to one, when the unique key can be traced to its columns: rows whose
    /// driver row is gone are deleted. Null when it can't be traced.
    /// </summary>
    public string? DriverId { get; init; }
}

/// <summary>A cursor whose greatest value seen is the high-water mark of one input of one model.</summary>
/// <param name="Parameter">Parameter of the incremental SQL that takes the bound (inclusive): high-water mark less the lookback.</param>
/// <param name="InputId">The input's id.</param>
/// <param name="Column">The cursor column of the input, by name.</param>
/// <param name="Type">The cursor's type.</param>
/// <param name="Lookback">How far before the high-water mark the query asks to re-read; zero when it does not say. <see cref="RelationRegistry.LookbackOf"/> is what a run does.</param>
public sealed record CursorDefinition(string Parameter, string InputId, string Column, ColumnType Type, TimeSpan Lookback);

/// <summary>A relation's SQL on one engine.</summary>
public sealed record RelationSql
{
    /// <summary>Type of each column as this engine writes it, in column order: <c>NUMERIC(18, 2)</c>.</summary>
    public required IReadOnlyList<string> ColumnTypes { get; init; }

    /// <summary>The query over all rows; null for a source.</summary>
    public SqlTemplate? Select { get; init; }

    /// <summary>The query over what changed; null unless the relation is incremental and its query asks for changes.</summary>
    public SqlTemplate? SelectChanges { get; init; }

    /// <summary>
    /// The keys of all target rows that may have changed or lost their source row, under the unique key's column names;
    /// null when they can't be told apart from <see cref="SelectChanges"/>.
    /// </summary>
    public SqlTemplate? SelectTouchedKeys { get; init; }

    /// <summary>Deletes target rows whose driver row is gone; null when the key can't be traced to one driver.</summary>
    public SqlTemplate? DeleteOrphans { get; init; }

    /// <summary>The statements that bring the stage into the target, in order; empty for what is replaced as a whole.</summary>
    public IReadOnlyList<PublishStatement> Publish { get; init; } = [];

    /// <summary>
    /// The SQL of tests by name. A <see cref="TestKind.NotNull"/> test needs none, nor one of <see cref="TestKind.ColumnType"/>;
    /// <see cref="TestStatements"/> gives that of every test.
    /// </summary>
    public IReadOnlyDictionary<string, TestSql> Tests { get; init; } = ReadOnlyDictionary<string, TestSql>.Empty;
}

/// <summary>What the row count of a publishing statement means.</summary>
public enum PublishEffect
{
    /// <summary>Rows of the stage that equal the target's and are dropped from the stage.</summary>
    Discarded,

    /// <summary>Target rows that were deleted for good.</summary>
    Deleted,

    /// <summary>Target rows that were updated in place.</summary>
    Updated,

    /// <summary>Target rows that were deleted because a later statement inserts their new version; they count as updated.</summary>
    Replaced,

    /// <summary>Rows that were inserted, the new versions of <see cref="Replaced"/> rows among them.</summary>
    Inserted,
}

/// <summary>One statement of publishing a stage.</summary>
/// <param name="Effect">What its row count means.</param>
/// <param name="Sql">The statement.</param>
public sealed record PublishStatement(PublishEffect Effect, SqlTemplate Sql);
