namespace Quern.Relational;

internal enum SqlSegmentKind
{
    Text,

    /// <summary>A relation's id, to be replaced by its quoted name when a run starts.</summary>
    Relation,

    /// <summary>A parameter's name, to be replaced by the driver's marker.</summary>
    Parameter,
}

internal sealed record SqlSegment(SqlSegmentKind Kind, string Value);

/// <summary>Finished SQL of one engine with holes for relations and parameters. Lines end in \n; no trailing newline.</summary>
internal sealed record SqlText(EquatableArray<SqlSegment> Segments)
{
    /// <summary>For people: relations as {id}, parameters as :name.</summary>
    public override string ToString() => string.Concat(Segments.Select(s => s.Kind switch
    {
        SqlSegmentKind.Relation => "{" + s.Value + "}",
        SqlSegmentKind.Parameter => ":" + s.Value,
        _ => s.Value,
    }));
}
