namespace Quern.Generators;

/// <summary>Tracking names of the generator's steps; tests assert which of them an edit re-runs.</summary>
internal static class StepNames
{
    /// <summary>Compilation → the <see cref="Model.ParseResult"/>s of all its relations; symbols and operations are read here and nowhere else.</summary>
    public const string ParseProject = nameof(ParseProject);

    /// <summary>Record → <see cref="Model.ParseResult"/>.</summary>
    public const string Parse = nameof(Parse);

    /// <summary>What is wrong with relations, errors that several share once.</summary>
    public const string SharedErrors = nameof(SharedErrors);

    /// <summary>The relations that have no error.</summary>
    public const string Relations = nameof(Relations);

    /// <summary>Relation → names and edges.</summary>
    public const string GraphNodes = nameof(GraphNodes);

    /// <summary>All nodes → graph.</summary>
    public const string BindGraph = nameof(BindGraph);

    /// <summary>Relation → SQL on each engine: the costly step after parsing.</summary>
    public const string CompileSql = nameof(CompileSql);

    /// <summary>Relation and SQL → C#.</summary>
    public const string EmitRelation = nameof(EmitRelation);

    /// <summary>Compilation → the classes that list the relations of referenced assemblies.</summary>
    public const string ReferencedLists = nameof(ReferencedLists);

    /// <summary>Ids → the list of all relations.</summary>
    public const string EmitRegistry = nameof(EmitRegistry);

    /// <summary>The project's engines and root namespace.</summary>
    public const string Options = nameof(Options);
}
