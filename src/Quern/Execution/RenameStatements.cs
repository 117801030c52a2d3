using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution;

/// <summary>The renaming that a run does where the warehouse still has a former name, for reading; warehouses run their own.</summary>
static class RenameStatements
{
    public static IEnumerable<CompiledStatement> Of(RelationDefinition relation, string dialect, Func<string, string> quote)
    {
        var target = new RelationName(relation.Schema, relation.Name);
        string Write(RelationName name) => $"{quote(name.Schema)}.{quote(name.Name)}";
        foreach (var former in relation.FormerNames)
            yield return new($"rename, where {former} is there", string.Join(";\n", (dialect, former.Schema == target.Schema) switch
            {
                ("duckdb", false) => [$"CREATE TABLE {Write(target)} AS SELECT * FROM {Write(former)}", $"DROP TABLE {Write(former)}"],
                // Elsewhere a name without its schema stays in the table's; Snowflake takes the session's.
                ("snowflake", _) => [$"ALTER TABLE {Write(former)} RENAME TO {Write(target)}"],
                (_, true) => [$"ALTER TABLE {Write(former)} RENAME TO {quote(target.Name)}"],
                _ when former.Name == target.Name => [$"ALTER TABLE {Write(former)} SET SCHEMA {quote(target.Schema)}"],
                _ => (string[])
                [
                    $"ALTER TABLE {Write(former)} SET SCHEMA {quote(target.Schema)}",
                    $"ALTER TABLE {Write(former with { Schema = target.Schema })} RENAME TO {quote(target.Name)}",
                ],
            }));
        foreach (var column in relation.Columns)
            foreach (var former in column.FormerNames)
                yield return new($"rename, where {former} is there", $"ALTER TABLE {Write(target)} RENAME COLUMN {quote(former)} TO {quote(column.Name)}");
    }
}
