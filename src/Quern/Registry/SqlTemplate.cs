using System.Text;

namespace Quern.Registry;

/// <summary>
/// Finished SQL of one engine with holes for what is known only when a run starts: the relations' names, the parameters'
/// markers, and the columns that the run writes. Values never enter the text; names enter through the dialect's quoting alone.
/// </summary>
/// <remarks>
/// The text is a composite format: <c>{Shop.RawOrder}</c> is a relation, <c>{@since_orders}</c> a parameter, and a brace of
/// the SQL is doubled. Column lists are <c>{#names}</c> (<c>"a", "b"</c>), <c>{#of s}</c> (<c>s."a", s."b"</c>),
/// <c>{#set s}</c> (<c>"a" = s."a", …</c>) and <c>{#differ t s}</c> (<c>t."a" IS DISTINCT FROM s."a" OR …</c>). The text is
/// read when the template is first used, so that an application pays for the models that it runs, not for those that it has.
/// </remarks>
public sealed class SqlTemplate
{
    readonly Lazy<object[]> segments;

    SqlTemplate(string text)
    {
        Text = text;
        segments = new(() => Segments(text));
    }

    /// <summary>The SQL with its holes as text.</summary>
    public string Text { get; }

    /// <summary>Makes a template.</summary>
    /// <param name="text">SQL with holes; read, and refused when it is malformed, on first use.</param>
    public static SqlTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text);
    }

    /// <summary>SQL as it stands in a template: with its braces doubled.</summary>
    /// <param name="sql">SQL without holes, such as a quoted name.</param>
    public static string Escape(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }

    /// <summary>The relations that the text names, each once, in order of first use.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public IEnumerable<RelationRef> Relations => segments.Value.OfType<RelationRef>().Distinct();

    /// <summary>The parameters that the text uses, each once, in order of first use.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public IEnumerable<ParameterRef> Parameters => segments.Value.OfType<ParameterRef>().Distinct();

    /// <summary>Writes the SQL with the holes filled.</summary>
    /// <param name="relation">Gives a relation's quoted name.</param>
    /// <param name="parameter">Gives a parameter's marker, such as <c>$since</c>.</param>
    /// <param name="columns">The quoted columns that column lists hold; needed where the text has such lists.</param>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public string Render(Func<RelationRef, string> relation, Func<ParameterRef, string> parameter, IReadOnlyList<string>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(parameter);
        var sql = new StringBuilder(Text.Length);
        foreach (var segment in segments.Value)
            _ = segment switch
            {
                string text => sql.Append(text),
                RelationRef reference => sql.Append(relation(reference)),
                ParameterRef reference => sql.Append(parameter(reference)),
                ColumnListRef list => sql.Append(list.Write(columns
                    ?? throw new ArgumentNullException(nameof(columns), "The SQL has a column list."))),
                _ => throw new InvalidOperationException($"A SQL template can't hold a {segment.GetType().Name}."),
            };
        return sql.ToString();
    }

    /// <summary>The same SQL between two pieces of SQL.</summary>
    internal SqlTemplate Wrap(string before, string after) => new(Escape(before) + Text + Escape(after));

    /// <summary>The same SQL with one relation in the place of another.</summary>
    internal SqlTemplate Replace(RelationRef relation, RelationRef by) =>
        new(string.Concat(segments.Value.Select(s => s is string text ? Escape(text) : "{" + (relation.Equals(s) ? by : s) + "}")));

    /// <summary>The SQL with its holes as text; for people.</summary>
    public override string ToString() => Text;

    static object[] Segments(string text)
    {
        var (found, literal) = (new List<object>(), new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
            }
            else if (i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else
            {
                var end = c == '{' ? text.IndexOf('}', i) : -1;
                if (end < 0)
                    throw new FormatException($"The SQL template has a brace without its partner at {i}: {text}");
                if (literal.Length > 0)
                    found.Add(literal.ToString());
                literal.Clear();
                found.Add(Hole(text[(i + 1)..end]));
                i = end;
            }
        }

        if (literal.Length > 0)
            found.Add(literal.ToString());
        return [.. found];
    }

    static object Hole(string text) => text.Length == 0
        ? throw new FormatException("A SQL template has an empty hole.")
        : text[0] switch
        {
            '@' => new ParameterRef(text[1..]),
            '#' => ColumnListRef.Parse(text),
            _ => new RelationRef(text),
        };
}
