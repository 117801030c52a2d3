using System.Runtime.CompilerServices;
using System.Text;

namespace Quern.Registry;

/// <summary>
/// Finished SQL of one engine with holes for what is known only when a run starts: the relations' names and the
/// parameters' markers. Values never enter the text; relation names enter through the dialect's quoting alone.
/// </summary>
/// <remarks>Generated code writes it as an interpolated raw string: <c>SqlTemplate.Of($"SELECT … FROM {Orders} AS o")</c>.</remarks>
public sealed class SqlTemplate
{
    readonly object[] segments;

    internal SqlTemplate(object[] segments) => this.segments = segments;

    /// <summary>Makes a template from an interpolated string whose holes are <see cref="RelationRef"/>, <see cref="ParameterRef"/> or <see cref="SqlFragment"/>.</summary>
    public static SqlTemplate Of(SqlTemplateHandler text) => text.ToTemplate();

    /// <summary>The relations that the text names, each once, in order of first use.</summary>
    public IEnumerable<RelationRef> Relations => segments.OfType<RelationRef>().Distinct();

    /// <summary>The parameters that the text uses, each once, in order of first use.</summary>
    public IEnumerable<ParameterRef> Parameters => segments.OfType<ParameterRef>().Distinct();

    /// <summary>Writes the SQL with the holes filled.</summary>
    /// <param name="relation">Gives a relation's quoted name.</param>
    /// <param name="parameter">Gives a parameter's marker, such as <c>$since</c>.</param>
    /// <param name="omittedColumns">Columns (by name) that column lists leave out; null for none.</param>
    public string Render(Func<RelationRef, string> relation, Func<ParameterRef, string> parameter, IReadOnlySet<string>? omittedColumns = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(parameter);
        var sql = new StringBuilder();
        foreach (var segment in segments)
            _ = segment switch
            {
                string text => sql.Append(text),
                RelationRef reference => sql.Append(relation(reference)),
                ParameterRef reference => sql.Append(parameter(reference)),
                SqlFragment fragment => sql.Append(fragment.Render(omittedColumns)),
                _ => throw new InvalidOperationException($"A SQL template can't hold a {segment.GetType().Name}."),
            };
        return sql.ToString();
    }

    /// <summary>The same SQL between two pieces of text.</summary>
    internal SqlTemplate Wrap(string before, string after) => new([before, .. segments, after]);

    /// <summary>The same SQL with one relation in the place of another.</summary>
    internal SqlTemplate Replace(RelationRef relation, RelationRef by) => new([.. segments.Select(s => relation.Equals(s) ? by : s)]);

    /// <summary>The SQL with each relation shown by its id and each parameter as <c>:name</c>; for people.</summary>
    public override string ToString() => Render(r => "{" + r.Id + "}", p => ":" + p.Name);
}

/// <summary>Collects an interpolated string's parts for <see cref="SqlTemplate.Of"/>.</summary>
[InterpolatedStringHandler]
public readonly ref struct SqlTemplateHandler
{
    readonly List<object> segments;

    /// <summary>Called by the compiler.</summary>
    public SqlTemplateHandler(int literalLength, int formattedCount)
    {
        _ = literalLength;
        segments = new List<object>((2 * formattedCount) + 1);
    }

    // Unchanged: a line break may belong to a text value or to an identifier.
    /// <summary>Called by the compiler for the text between holes.</summary>
    public void AppendLiteral(string text) => segments.Add(text);

    /// <summary>Called by the compiler for a relation's name.</summary>
    public void AppendFormatted(RelationRef relation) => segments.Add(relation);

    /// <summary>Called by the compiler for a parameter's marker.</summary>
    public void AppendFormatted(ParameterRef parameter) => segments.Add(parameter);

    /// <summary>Called by the compiler for a column list.</summary>
    public void AppendFormatted(SqlFragment fragment) => segments.Add(fragment);

    internal SqlTemplate ToTemplate() => new([.. segments]);
}

/// <summary>A hole for a relation's name.</summary>
/// <param name="Id">The relation's <see cref="RelationDefinition.Id"/>, or one of the ids below.</param>
public sealed record RelationRef(string Id)
{
    /// <summary>The relation that a model keeps: what a run replaces or merges into.</summary>
    public static RelationRef Target { get; } = new("target");

    /// <summary>What a step wrote beside the target and has not published yet.</summary>
    public static RelationRef Stage { get; } = new("stage");

    /// <summary>An empty table with the target's columns, in the target's place where a model that reads its own rows is built from nothing.</summary>
    public static RelationRef EmptyTarget { get; } = new("empty_target");

    /// <summary>The keys that an incremental run must replace or delete, one column per key column.</summary>
    public static RelationRef TouchedKeys { get; } = new("touched_keys");

    /// <summary>The relation under test: the stage during a build, the target in a test run.</summary>
    public static RelationRef Tested { get; } = new("tested");
}

/// <summary>A hole for a parameter.</summary>
/// <param name="Name">Its name without a marker, in snake_case: <c>since_orders</c>.</param>
public sealed record ParameterRef(string Name);

/// <summary>A piece of SQL made of one part per column, so that a run may leave columns out (<see cref="OnSchemaChange.Ignore"/>).</summary>
/// <param name="Separator">Text between the parts.</param>
/// <param name="Parts">The column's name and its SQL.</param>
public sealed record SqlFragment(string Separator, IReadOnlyList<(string Column, string Sql)> Parts)
{
    /// <summary>Writes the parts of the columns that are not left out.</summary>
    public string Render(IReadOnlySet<string>? omittedColumns) =>
        string.Join(Separator, Parts.Where(p => omittedColumns?.Contains(p.Column) != true).Select(p => p.Sql));
}

/// <summary>The quoted columns of a relation on one engine, in the forms that publishing statements need.</summary>
/// <param name="columns">Each column's name and its quoted name on this engine.</param>
/// <param name="separator">Text between the parts.</param>
public sealed class SqlColumnList(IReadOnlyList<(string Name, string Quoted)> columns, string separator = ", ")
{
    /// <summary><c>"a", "b"</c></summary>
    public SqlFragment Names => new(separator, [.. columns.Select(c => (c.Name, c.Quoted))]);

    /// <summary><c>s."a", s."b"</c></summary>
    /// <param name="alias">An alias from generated code.</param>
    public SqlFragment Of(string alias) => new(separator, [.. columns.Select(c => (c.Name, $"{alias}.{c.Quoted}"))]);

    /// <summary><c>"a" = s."a", "b" = s."b"</c></summary>
    /// <param name="alias">The alias to read from.</param>
    public SqlFragment SetFrom(string alias) => new(separator, [.. columns.Select(c => (c.Name, $"{c.Quoted} = {alias}.{c.Quoted}"))]);

    /// <summary><c>t."a" IS DISTINCT FROM s."a" OR t."b" IS DISTINCT FROM s."b"</c></summary>
    /// <param name="left">One alias.</param>
    /// <param name="right">The other alias.</param>
    public SqlFragment Differ(string left, string right) =>
        new(" OR ", [.. columns.Select(c => (c.Name, $"{left}.{c.Quoted} IS DISTINCT FROM {right}.{c.Quoted}"))]);
}
