using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering.Publishing;

/// <summary>How one engine brings a stage into its target fastest, where engines differ.</summary>
internal abstract class PublishDialect
{
    public static PublishDialect ByName(string name) => name switch
    {
        "duckdb" => new DuckDbPublishDialect(),
        "postgres" => new PostgresPublishDialect(),
        "snowflake" => new SnowflakePublishDialect(),
        _ => throw new ArgumentException($"There is no publishing for the dialect '{name}'.", nameof(name)),
    };

    /// <summary>Updates the rows that differ and inserts the new ones; the stage has each key once.</summary>
    public abstract IEnumerable<CompiledPublish> Upsert(PublishTable table);

    /// <summary>How an insertion sorts its rows: a line that begins with a line break, or nothing.</summary>
    public virtual string InsertionOrder(PublishTable table) => "";

    /// <summary>Whether one value of a cursor comes after another.</summary>
    public virtual string IsLater(string left, string right, SqlType type) => $"{left} > {right}";
}

/// <summary>DuckDB scans the whole target for MERGE; deleting and inserting again takes a 20th of the time (1.5.6).</summary>
internal sealed class DuckDbPublishDialect : PublishDialect
{
    public override IEnumerable<CompiledPublish> Upsert(PublishTable table) =>
    [
        PublishStatements.DiscardUnchanged(table),
        PublishStatements.DeleteReplaced(table),
        PublishStatements.InsertAll(InsertionOrder(table)),
    ];

    // Row groups keep the least and greatest value of each column, so that sorted loads let queries skip most of them.
    public override string InsertionOrder(PublishTable table) =>
        table.ClusterBy.Count == 0 ? "" : "\nORDER BY " + string.Join(", ", table.ClusterBy.Select(c => "s." + c));
}

/// <summary>Two statements rather than MERGE, whose row count on PostgreSQL 15 does not tell insertions from updates.</summary>
internal sealed class PostgresPublishDialect : PublishDialect
{
    public override IEnumerable<CompiledPublish> Upsert(PublishTable table) =>
    [
        PublishStatements.Update(table),
        PublishStatements.InsertNew(table, InsertionOrder(table)),
    ];

    // A database's collation may sort text in a way of its own; a cursor's order is that of its bytes on every engine.
    public override string IsLater(string left, string right, SqlType type) =>
        type.Kind == SqlTypeKind.Text ? $"{left} COLLATE \"C\" > {right} COLLATE \"C\"" : base.IsLater(left, right, type);
}

/// <summary>MERGE to update, for UPDATE … FROM would take any of several matches without a word; INSERT besides, so that the counts tell both apart.</summary>
internal sealed class SnowflakePublishDialect : PublishDialect
{
    public override IEnumerable<CompiledPublish> Upsert(PublishTable table) =>
    [
        PublishStatements.MergeDifferent(table),
        PublishStatements.InsertNew(table, InsertionOrder(table)),
    ];
}
