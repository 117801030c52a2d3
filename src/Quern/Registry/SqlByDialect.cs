using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Quern.Registry;

/// <summary>
/// A relation's SQL on each engine that it was compiled for. Generated code holds it as one document of sections, which costs
/// a compiler next to nothing and reads as SQL; an engine's part is read when that engine is first asked for.
/// </summary>
/// <remarks>
/// A line <c>--# engine duckdb</c> begins an engine's part, and these begin its sections: <c>--# column types</c> (one a line),
/// <c>--# select</c>, <c>--# select changes</c>, <c>--# select touched keys</c>, <c>--# delete orphans</c>,
/// <c>--# publish deleted</c> (any <see cref="PublishEffect"/>), <c>--# rows of unique_id</c> and
/// <c>--# condition of between_amount</c> (a test's name; backslash and line break as <c>\\</c> and <c>\n</c>). A line of SQL that
/// begins with <c>--#</c> is written with one <c>#</c> more. Where an engine's section reads as that of an engine before it, the line
/// <c>--# as duckdb: select</c> stands for it.
/// </remarks>
public sealed class SqlByDialect : IReadOnlyDictionary<string, RelationSql>
{
    const string Header = "--# ";
    const string Engine = "engine ";
    const string Same = "as ";
    const string StuffedHeader = "--##";

    readonly Dictionary<string, Lazy<RelationSql>> byDialect = new(StringComparer.Ordinal);

    SqlByDialect()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<string> Keys => byDialect.Keys;

    /// <inheritdoc/>
    public IEnumerable<RelationSql> Values => byDialect.Values.Select(sql => sql.Value);

    /// <inheritdoc/>
    public int Count => byDialect.Count;

    /// <inheritdoc/>
    public RelationSql this[string key] => byDialect[key].Value;

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It begins with something else than an engine.</exception>
    public static SqlByDialect Parse(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var result = new SqlByDialect();
        var engines = new Dictionary<string, List<Section>>(StringComparer.Ordinal);
        List<Section>? engine = null;
        foreach (var section in Read(document))
            if (section.Title.StartsWith(Engine, StringComparison.Ordinal))
            {
                var sections = engine = engines[section.Title[Engine.Length..]] = [];
                result.byDialect.Add(section.Title[Engine.Length..], new(() => Compile(sections)));
            }
            else
            {
                (engine ?? throw new FormatException($"The section '{section.Title}' belongs to no engine."))
                    .Add(section.Title.StartsWith(Same, StringComparison.Ordinal) ? Known(engines, section.Title[Same.Length..]) : section);
            }

        return result;
    }

    // `duckdb: select`
    static Section Known(Dictionary<string, List<Section>> engines, string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var title = reference[(colon + 2)..];
        return engines[reference[..colon]].First(section => section.Title == title);
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => byDialect.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out RelationSql value)
    {
        value = byDialect.TryGetValue(key, out var sql) ? sql.Value : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, RelationSql>> GetEnumerator() =>
        byDialect.Select(sql => KeyValuePair.Create(sql.Key, sql.Value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    static IEnumerable<Section> Read(string document)
    {
        string? title = null;
        var body = new List<string>();
        foreach (var line in document.Split('\n'))
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                if (title is not null)
                    yield return new(title, string.Join('\n', body));
                (title, body) = (line[Header.Length..], []);
            }
            else
            {
                body.Add(line.StartsWith(StuffedHeader, StringComparison.Ordinal) ? "--#" + line[StuffedHeader.Length..] : line);
            }

        if (title is not null)
            yield return new(title, string.Join('\n', body));
    }

    static RelationSql Compile(IReadOnlyList<Section> sections)
    {
        var texts = sections.ToLookup(s => s.Title, s => s.Body, StringComparer.Ordinal);
        SqlTemplate? Template(string title) => texts[title].FirstOrDefault() is { } sql ? SqlTemplate.Parse(sql) : null;
        return new()
        {
            ColumnTypes = texts["column types"].FirstOrDefault()?.Split('\n') ?? [],
            Select = Template("select"),
            SelectChanges = Template("select changes"),
            SelectTouchedKeys = Template("select touched keys"),
            DeleteOrphans = Template("delete orphans"),
            Publish = [.. Titled(sections, "publish ").Select(s => new PublishStatement(Enum.Parse<PublishEffect>(s.Title, ignoreCase: true), SqlTemplate.Parse(s.Body)))],
            Tests = Titled(sections, "rows of ").Select(s => (s.Title, Test: new TestSql { FailingRows = SqlTemplate.Parse(s.Body) }))
                .Concat(Titled(sections, "condition of ").Select(s => (s.Title, Test: new TestSql { FailingCondition = SqlTemplate.Parse(s.Body) })))
                .ToDictionary(t => Unescape(t.Title), t => t.Test, StringComparer.Ordinal),
        };
    }

    static IEnumerable<Section> Titled(IReadOnlyList<Section> sections, string prefix) =>
        sections.Where(s => s.Title.StartsWith(prefix, StringComparison.Ordinal)).Select(s => s with { Title = s.Title[prefix.Length..] });

    static string Unescape(string name)
    {
        if (!name.Contains('\\', StringComparison.Ordinal))
            return name;
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
            text.Append(name[i] != '\\' ? name[i] : name[++i] switch { 'n' => '\n', var c => c });
        return text.ToString();
    }

    readonly record struct Section(string Title, string Body);
}
