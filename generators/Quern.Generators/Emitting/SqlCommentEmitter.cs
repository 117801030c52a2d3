using System.Globalization;
using System.Text;
using System.Xml;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Emitting;

/// <summary>Prints a model's SQL as the remarks of its doc comment, so that hovering over the model shows it.</summary>
internal static class SqlCommentEmitter
{
    public static void Write(CSharpWriter writer, CompiledRelation relation)
    {
        if (relation.Sql.Select(sql => sql.Select).FirstOrDefault(select => select is not null) is not { } select)
            return;
        writer.Line("/// <remarks><code>");
        foreach (var line in Text(select).Split('\n'))
            writer.Line(("/// " + Escape(line)).TrimEnd());
        foreach (var line in Lineage(relation))
            writer.Line("/// " + Escape(line));
        writer.Line("/// </code></remarks>");
    }

    // `-- total_amount from RawOrder.total_cents`, and `=` where the value is passed on as it is.
    static IEnumerable<string> Lineage(CompiledRelation relation)
    {
        foreach (var column in relation.Lineage.GroupBy(edge => edge.Column))
            yield return $"-- {column.Key} {(column.All(e => e.IsDirect) ? "=" : "from")} {string.Join(", ", column.Select(e => Name(e.InputId, e.InputColumn)))}";
        foreach (var use in relation.RowLineage.GroupBy(edge => edge.Use))
            yield return $"-- rows by {use.Key.ToLowerInvariant()}: {string.Join(", ", use.Select(e => Name(e.InputId, e.InputColumn)))}";
    }

    static string Name(string id, string column) => $"{id.Substring(id.LastIndexOf('.') + 1)}.{column}";

    static string Text(SqlText sql) => string.Concat(sql.Segments.Select(s => s.Kind switch
    {
        SqlSegmentKind.Relation => s.Value,
        SqlSegmentKind.Parameter => ":" + s.Value,
        _ => s.Value,
    }));

    static string Escape(string line)
    {
        var escaped = new StringBuilder(line.Length);
        foreach (var c in line)
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                _ when !XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c) => escaped.Append('\uFFFD'),
                // Some of these end a comment's line for C#, others could make it read as what it is not.
                _ when StringLiteral.IsInvisible(c) =>
                    escaped.Append("&#x").Append(((int)c).ToString("X", CultureInfo.InvariantCulture)).Append(';'),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }
}
