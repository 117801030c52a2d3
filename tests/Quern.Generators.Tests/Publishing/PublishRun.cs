using System.Data.Common;
using System.Globalization;
using Quern.Registry;

namespace Quern.Generators.Tests.Publishing;

/// <summary>A target, a stage and touched keys in a database, and the publishing of one relation over them.</summary>
sealed class PublishRun : IDisposable
{
    readonly DbConnection connection;
    readonly RelationDefinition relation;
    readonly RelationSql sql;
    readonly string[] columns;

    /// <param name="connection">An open connection of its own; closed with this.</param>
    /// <param name="dialect">Its engine.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="typeName">The engine's name for a column's type.</param>
    /// <param name="omitted">Columns that the target lacks.</param>
    public PublishRun(
        DbConnection connection, string dialect, RelationDefinition relation, Func<ColumnKind, string> typeName, params string[] omitted)
    {
        (this.connection, this.relation, sql) = (connection, relation, relation.Sql[dialect]);
        columns = [.. relation.Columns.Where(c => !omitted.Contains(c.Name)).Select(c => Quote(c.Name))];
        string Table(IEnumerable<ColumnDefinition> columns) =>
            string.Join(", ", columns.Select(c => $"{Quote(c.Name)} {typeName(c.Type.Kind)}"));
        Execute($"CREATE TEMPORARY TABLE target ({Table(relation.Columns.Where(c => !omitted.Contains(c.Name)))})");
        Execute($"CREATE TEMPORARY TABLE stage ({Table(relation.Columns)})");
        if (relation.Incremental is { UniqueKey: { Count: > 0 } key })
            Execute($"CREATE TEMPORARY TABLE touched_keys ({Table(relation.Columns.Where(c => key.Contains(c.Name)))})");
    }

    public PublishRun Target(string values) => Insert("target", values);

    public PublishRun Stage(string values) => Insert("stage", values);

    public PublishRun TouchedKeys(string values) => Insert("touched_keys", values);

    /// <summary>Runs the statements and counts, as the runtime does, rows that are new, that differ from before, and that are gone.</summary>
    public (long Inserted, long Updated, long Deleted) Publish()
    {
        var counts = sql.Publish
            .Select(statement => (statement.Effect, Rows: Execute(statement.Sql.Render(r => r.Id, p => "@" + p.Name, columns))))
            .ToLookup(result => result.Effect, result => result.Rows);
        var replaced = counts[PublishEffect.Replaced].Sum();
        return (
            counts[PublishEffect.Inserted].Sum() - replaced,
            counts[PublishEffect.Updated].Sum() + replaced,
            counts[PublishEffect.Deleted].Sum());
    }

    /// <summary>The target's rows in order, with <c>|</c> between values and <c>~</c> for null.</summary>
    public string Rows()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM target";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.IsDBNull(i) ? "~" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return string.Join(" ", rows.Order(StringComparer.Ordinal));
    }

    public void Dispose() => connection.Dispose();

    PublishRun Insert(string table, string values)
    {
        Execute($"INSERT INTO {table} VALUES {values}");
        return this;
    }

    long Execute(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteNonQuery();
    }

    static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
