using Quern.Generators.Model;
using static Quern.Generators.Model.RelationPart;

namespace Quern.Generators.Lowering.Publishing;

/// <summary>The statements that publishing is made of, as every engine has them: <c>t</c> is the target, <c>s</c> the stage, <c>k</c> the touched keys.</summary>
internal static class PublishStatements
{
    /// <summary>Deletes the rows whose input changed and no longer gives a row. To be run while the stage is complete.</summary>
    public static CompiledPublish DeleteVanished(PublishTable table) => new("Deleted", TemplateText.Of($"""
        DELETE FROM {Target} AS t
        WHERE {table.KeyValue("t")} IN (
            SELECT {table.KeyColumns("k")} FROM {TouchedKeys} AS k
            WHERE NOT EXISTS (SELECT 1 FROM {Stage} AS s WHERE {table.SameKey("s", "k")}))
        """));

    /// <summary>Deletes all rows of the keys that are loaded or touched; a key may cover many rows.</summary>
    public static CompiledPublish DeleteLoadedKeys(PublishTable table) => new("Deleted", table.HasTouchedKeys
        ? TemplateText.Of($"""
            DELETE FROM {Target} AS t
            WHERE {table.KeyValue("t")} IN (
                SELECT {table.KeyColumns("s")} FROM {Stage} AS s
                UNION ALL
                SELECT {table.KeyColumns("k")} FROM {TouchedKeys} AS k)
            """)
        : TemplateText.Of($"""
            DELETE FROM {Target} AS t
            WHERE {table.KeyValue("t")} IN (SELECT {table.KeyColumns("s")} FROM {Stage} AS s)
            """));

    /// <summary>Drops the rows of an extraction that a later version of the same row supersedes.</summary>
    /// <param name="later">A condition over <c>n</c>, the later version, and <c>s</c>.</param>
    public static CompiledPublish DiscardSuperseded(PublishTable table, string later) => new("Discarded", TemplateText.Of($"""
        DELETE FROM {Stage} AS s
        WHERE EXISTS (SELECT 1 FROM {Stage} AS n WHERE {table.SameKey("n", "s")} AND {later})
        """));

    /// <summary>Drops the rows that the target has already, value for value.</summary>
    public static CompiledPublish DiscardUnchanged(PublishTable table) => new("Discarded", TemplateText.Of($"""
        DELETE FROM {Stage} AS s
        WHERE EXISTS (
            SELECT 1 FROM {Target} AS t
            WHERE {table.SameKey("t", "s")} AND NOT ({PublishTable.Differ}))
        """));

    /// <summary>Deletes the rows that the stage has a new version of.</summary>
    public static CompiledPublish DeleteReplaced(PublishTable table) => new("Replaced", TemplateText.Of($"""
        DELETE FROM {Target} AS t
        WHERE {table.KeyValue("t")} IN (SELECT {table.KeyColumns("s")} FROM {Stage} AS s)
        """));

    /// <summary>Updates the rows that differ from the stage's.</summary>
    public static CompiledPublish Update(PublishTable table) => new("Updated", TemplateText.Of($"""
        UPDATE {Target} AS t
        SET {PublishTable.SetFromStage}
        FROM {Stage} AS s
        WHERE {table.SameKey("t", "s")}
            AND ({PublishTable.Differ})
        """));

    /// <summary>Updates the rows that differ from the stage's, as MERGE.</summary>
    public static CompiledPublish MergeDifferent(PublishTable table) => new("Updated", TemplateText.Of($"""
        MERGE INTO {Target} AS t
        USING {Stage} AS s
        ON {table.SameKey("t", "s")}
        WHEN MATCHED AND ({PublishTable.Differ}) THEN UPDATE SET {PublishTable.SetFromStage}
        """));

    /// <summary>Inserts all rows of the stage.</summary>
    public static CompiledPublish InsertAll(string orderBy) => new("Inserted", TemplateText.Of($"""
        INSERT INTO {Target} ({PublishTable.Names})
        SELECT {PublishTable.OfStage}
        FROM {Stage} AS s{orderBy}
        """));

    /// <summary>Inserts the rows whose key the target does not have.</summary>
    public static CompiledPublish InsertNew(PublishTable table, string orderBy) => new("Inserted", TemplateText.Of($"""
        INSERT INTO {Target} ({PublishTable.Names})
        SELECT {PublishTable.OfStage}
        FROM {Stage} AS s
        WHERE NOT EXISTS (SELECT 1 FROM {Target} AS t WHERE {table.SameKey("t", "s")}){orderBy}
        """));
}
