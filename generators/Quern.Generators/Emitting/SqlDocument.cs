using System.Text;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Emitting;

/// <summary>Writes a relation's SQL as the document of sections that the runtime's <c>SqlByDialect</c> reads.</summary>
internal static class SqlDocument
{
    public static string Write(CompiledRelation relation)
    {
        var text = new StringBuilder();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sql in relation.Sql)
        {
            Header(text, "engine " + sql.Dialect);
            foreach (var (title, body) in Sections(relation.Spec, sql))
            {
                if (body is null)
                    continue;
                // Engines agree on most of it, and what is written once is compiled and stored once.
                if (first.TryGetValue(title, out var known) && known == body && body.Length > title.Length)
                {
                    Header(text, $"as {relation.Sql[0].Dialect}: {title}");
                    continue;
                }
                Section(text, title, body);
                if (ReferenceEquals(sql, relation.Sql[0]) && !title.StartsWith("publish", StringComparison.Ordinal))
                    first[title] = body;
            }
        }

        return text.ToString();
    }

    static IEnumerable<(string Title, string? Body)> Sections(RelationSpec spec, CompiledSql sql)
    {
        yield return ("column types", string.Join("\n", sql.ColumnTypes));
        yield return ("select", Format(sql.Select));
        yield return ("select changes", Format(sql.SelectChanges));
        yield return ("select touched keys", Format(sql.SelectTouchedKeys));
        yield return ("delete orphans", Format(sql.DeleteOrphans));
        foreach (var statement in sql.Publish)
            yield return ("publish " + statement.Effect.ToLowerInvariant(), Format(statement.Sql));
        for (var i = 0; i < sql.Tests.Count; i++)
        {
            var name = spec.Tests[i].Name.Replace("\\", "\\\\").Replace("\n", "\\n");
            yield return ("rows of " + name, Format(sql.Tests[i].FailingRows));
            yield return ("condition of " + name, Format(sql.Tests[i].FailingCondition));
        }
    }

    static void Section(StringBuilder text, string title, string body)
    {
        Header(text, title);
        foreach (var line in body.Split('\n'))
            text.Append('\n').Append(line.StartsWith("--#", StringComparison.Ordinal) ? "--##" + line.Substring(3) : line);
    }

    static void Header(StringBuilder text, string title)
    {
        if (text.Length > 0)
            text.Append('\n');
        text.Append("--# ").Append(title);
    }

    static string? Format(SqlText? sql) => sql is null ? null : Format(TemplateText.Of(sql));

    // The format that the runtime's SqlTemplate reads.
    static string Format(TemplateText template)
    {
        var text = new StringBuilder();
        foreach (var part in template.Parts)
            _ = part switch
            {
                TextPart { Text: var sql } => text.Append(sql.Replace("{", "{{").Replace("}", "}}")),
                RelationPart { Id: var id } => Hole(text, id),
                ParameterPart { Name: var name } => Hole(text, "@" + name),
                ColumnListPart { Form: ColumnListForm.Names } => Hole(text, "#names"),
                ColumnListPart { Form: ColumnListForm.Of } list => Hole(text, "#of " + list.Alias),
                ColumnListPart { Form: ColumnListForm.SetFrom } list => Hole(text, "#set " + list.Alias),
                ColumnListPart list => Hole(text, $"#differ {list.Alias} {list.OtherAlias}"),
                _ => throw new InvalidOperationException($"A template has no place for a {part.GetType().Name}."),
            };
        return text.ToString();
    }

    static StringBuilder Hole(StringBuilder text, string name) => text.Append('{').Append(name).Append('}');
}
