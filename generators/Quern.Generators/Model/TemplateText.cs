using System.Runtime.CompilerServices;
using System.Text;
using Quern.Relational;

namespace Quern.Generators.Model;

/// <summary>Finished SQL of one engine as the emitted <c>SqlTemplate</c> holds it: text, and holes that a run fills.</summary>
internal sealed record TemplateText(EquatableArray<TemplatePart> Parts)
{
    /// <summary>Makes a text from an interpolated string: its strings are SQL, its <see cref="TemplatePart"/>s holes.</summary>
    public static TemplateText Of(TemplateTextHandler text) => text.ToText();

    public static TemplateText Of(SqlText sql) => new(sql.Segments.Select(TemplatePart (s) => s.Kind switch
    {
        SqlSegmentKind.Text => new TextPart(s.Value),
        SqlSegmentKind.Relation => new RelationPart(s.Value),
        SqlSegmentKind.Parameter => new ParameterPart(s.Value),
        _ => throw new InvalidOperationException($"There is no template part for {s.Kind}."),
    }).ToEquatableArray());
}

internal abstract record TemplatePart;

/// <summary>SQL, with identifiers quoted and literals written.</summary>
internal sealed record TextPart(string Text) : TemplatePart;

/// <summary>A relation's name, known when a run starts.</summary>
internal sealed record RelationPart(string Id) : TemplatePart
{
    // The ids of the runtime's RelationRef.
    public static RelationPart Target { get; } = new("target");
    public static RelationPart Stage { get; } = new("stage");
    public static RelationPart TouchedKeys { get; } = new("touched_keys");
}

/// <summary>A parameter's marker.</summary>
internal sealed record ParameterPart(string Name) : TemplatePart;

internal enum ColumnListForm
{
    /// <summary><c>"a", "b"</c></summary>
    Names,

    /// <summary><c>s."a", s."b"</c></summary>
    Of,

    /// <summary><c>"a" = s."a", "b" = s."b"</c></summary>
    SetFrom,

    /// <summary><c>t."a" IS DISTINCT FROM s."a" OR …</c></summary>
    Differ,
}

/// <summary>All columns of the relation but those that a run leaves out; aliases as the form needs them.</summary>
internal sealed record ColumnListPart(ColumnListForm Form, string Alias = "", string OtherAlias = "") : TemplatePart;

/// <summary>Collects the parts of an interpolated string for <see cref="TemplateText.Of(TemplateTextHandler)"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct TemplateTextHandler
{
    readonly List<TemplatePart> parts;
    readonly StringBuilder text;

    public TemplateTextHandler(int literalLength, int formattedCount) =>
        (parts, text) = (new List<TemplatePart>((2 * formattedCount) + 1), new StringBuilder(literalLength));

    // The literals are this generator's own source, which git may have given the line ends of the machine that built it.
    public void AppendLiteral(string sql) => text.Append(sql.Replace("\r\n", "\n"));

    public void AppendFormatted(string sql) => text.Append(sql);

    public void AppendFormatted(TemplatePart part)
    {
        FlushText();
        parts.Add(part);
    }

    public void AppendFormatted(TemplateText template)
    {
        foreach (var part in template.Parts)
            if (part is TextPart { Text: var sql })
                text.Append(sql);
            else
                AppendFormatted(part);
    }

    internal TemplateText ToText()
    {
        FlushText();
        return new(parts.ToEquatableArray());
    }

    void FlushText()
    {
        if (text.Length > 0)
            parts.Add(new TextPart(text.ToString()));
        text.Clear();
    }
}
