namespace Quern.Registry;

/// <summary>What is thrown when a row does not fit its record.</summary>
static class RowErrors
{
    /// <summary>A column that the record says is never null holds null.</summary>
    /// <param name="relationId">The relation's id.</param>
    /// <param name="column">The column's name.</param>
    public static InvalidOperationException UnexpectedNull(string relationId, string column) =>
        new($"A row of '{relationId}' has null in the column '{column}', whose property is not nullable. "
            + "Declare the property nullable, or rebuild the table from rows without nulls.");

    /// <summary>An array whose elements the record says are never null holds null.</summary>
    /// <param name="relationId">The relation's id.</param>
    /// <param name="column">The column's name.</param>
    public static InvalidOperationException UnexpectedNullElement(string relationId, string column) =>
        new($"A row of '{relationId}' has an array with null in it in the column '{column}', whose elements are not nullable. "
            + "Declare them nullable, as in 'string?[]', or rebuild the table from arrays without nulls.");

    /// <summary>A column of an enum holds a text that stands for none of its members.</summary>
    /// <param name="relationId">The relation's id.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="known">The texts that stand for members.</param>
    public static InvalidOperationException UnknownText(string relationId, string column, string text, IReadOnlyList<string> known) =>
        new($"A row of '{relationId}' has '{text}' in the column '{column}', which is none of its enum's values: "
            + $"{string.Join(", ", known)}. Add a member for it, or filter such rows out in the query.");

    /// <summary>A property of an enum holds a value that is none of its members.</summary>
    /// <param name="relationId">The relation's id.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="value">What it holds.</param>
    public static InvalidOperationException UnknownMember(string relationId, string column, string value) =>
        new($"A row to be written to '{relationId}' has {value} for the column '{column}', which is no member of its enum. "
            + "Write a declared member.");
}
