namespace Quern.Registry;

/// <summary>
/// Names the class that lists an assembly's own relations, in a static property <c>All</c>. Generated code carries it, so that
/// projects which reference the assembly find its sources and models.
/// </summary>
/// <param name="type">A public static class.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RelationListAttribute(Type type) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>Each relation's id, schema and name with tabs between: what a project that references the assembly must not use again.</summary>
    public string[] Names { get; set; } = [];
}
