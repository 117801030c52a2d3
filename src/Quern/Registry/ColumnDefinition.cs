namespace Quern.Registry;

/// <summary>One column.</summary>
public sealed record ColumnDefinition
{
    /// <summary>Name in the warehouse, unquoted.</summary>
    public required string Name { get; init; }

    /// <summary>The property's name.</summary>
    public required string Property { get; init; }

    /// <summary>What it holds.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Whether null is a value of the column.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>Names that it had in the warehouse before, unquoted; a run renames what still has one.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>What the property's doc comment says; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>The texts that stand for the members of the property's enum, or of its elements', in their order; empty for other types.</summary>
    public IReadOnlyList<EnumText> EnumTexts { get; init; } = [];

    /// <summary>The kinds of personal data that it holds, empty when they are not told apart; null when it holds none.</summary>
    public IReadOnlyList<string>? Pii { get; init; }

    /// <summary>The input columns that this one is made of; empty for a source's column or a constant.</summary>
    public IReadOnlyList<LineageEdge> Lineage { get; init; } = [];
}

/// <summary>The text that a column holds for a member of an enum.</summary>
/// <param name="Member">The member's name.</param>
/// <param name="Text">The text. Of members with one value the first one's is written, and each one's read.</param>
public sealed record EnumText(string Member, string Text);

/// <summary>An input column that a column depends on.</summary>
/// <param name="RelationId">The input's <see cref="RelationDefinition.Id"/>.</param>
/// <param name="Column">The input's column name.</param>
/// <param name="IsDirect">True when the value is passed on unchanged.</param>
public sealed record LineageEdge(string RelationId, string Column, bool IsDirect);
