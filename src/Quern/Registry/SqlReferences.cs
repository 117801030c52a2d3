namespace Quern.Registry;

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

    /// <summary>The hole's text.</summary>
    public override string ToString() => Id;
}

/// <summary>A hole for a parameter.</summary>
/// <param name="Name">Its name without a marker, in snake_case: <c>since_orders</c>.</param>
public sealed record ParameterRef(string Name)
{
    /// <summary>The hole's text.</summary>
    public override string ToString() => "@" + Name;
}
