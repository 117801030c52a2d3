namespace Quern.Warehouses;

/// <summary>Where a relation lies in a warehouse; unquoted parts.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
public sealed record RelationName(string Schema, string Name)
{
    /// <summary><c>schema.name</c>, for people.</summary>
    public override string ToString() => $"{Schema}.{Name}";
}
