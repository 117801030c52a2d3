using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering;

/// <summary>The deletion of target rows whose driver row is gone.</summary>
internal static class OrphanDeletion
{
    /// <returns>Null when the key can't be traced to one driver.</returns>
    public static SqlText? Compile(RelationSpec relation, SqlDialect dialect)
    {
        if (relation.Incremental is not { Driver: { } driver } incremental)
            return null;
        var sameKey = incremental.UniqueKey.Select((name, i) => $"d.{dialect.Quote(driver.KeyColumns[i])} = t.{dialect.Quote(name)}");
        return new SqlText(
        [
            new(SqlSegmentKind.Text, "DELETE FROM "),
            new(SqlSegmentKind.Relation, RelationPart.Target.Id),
            new(SqlSegmentKind.Text, " AS t\nWHERE NOT EXISTS (SELECT 1 FROM "),
            new(SqlSegmentKind.Relation, driver.RelationId),
            new(SqlSegmentKind.Text, $" AS d WHERE {string.Join(" AND ", sameKey)})"),
        ]);
    }
}
