using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Quern.Relational;

namespace Quern.Generators.Model;

/// <summary>A place in a file, without the syntax tree that a Roslyn location would keep alive.</summary>
internal sealed record LocationSpec(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationSpec None { get; } = new("", default, default);

    public static LocationSpec From(Location? location) =>
        location is { IsInSource: true } ? new(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span) : None;

    /// <param name="compilation">Where the file's tree is looked for; the location is a mere place in a file when it is null or has no such tree.</param>
    public Location ToLocation(Compilation? compilation = null) =>
        Path.Length == 0 && Span.IsEmpty ? Location.None
        : compilation?.SyntaxTrees.FirstOrDefault(t => t.FilePath == Path) is { } tree && Span.End <= tree.Length ? Location.Create(tree, Span)
        : Location.Create(Path, Span, Lines);
}

/// <summary>A diagnostic as data.</summary>
internal sealed record DiagnosticSpec(string Id, LocationSpec Location, EquatableArray<string> Arguments)
{
    /// <summary>What is wrong where it is not at <see cref="Location"/>: inside a method that the query calls there. Null when it is.</summary>
    public LocationSpec? Origin { get; init; }

    /// <summary>What the message says at its end about those whom it concerns; empty for most.</summary>
    public string Note { get; init; } = "";
}

/// <summary>What parsing one declaration gave: a relation unless an error prevents it, and what is wrong.</summary>
/// <param name="Relation">Null when there is an error.</param>
/// <param name="Diagnostics">Ours; what C# reports is not among them.</param>
/// <param name="IsStep">Whether it is no relation but a step that models share: what is wrong with it they report, if one reads it.</param>
/// <param name="IsProvisional">Whether parsing failed on code that C# rejects, so that any edit may change the result.</param>
internal sealed record ParseResult(RelationSpec? Relation, EquatableArray<DiagnosticSpec> Diagnostics, bool IsStep = false, bool IsProvisional = false)
{
    public static ParseResult None { get; } = new(null, []);
}
