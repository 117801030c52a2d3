using Quern.Registry;

namespace Quern.Execution;

/// <summary>Says in each statement of a relation whose it is, so that who sees it in the server's list of activities finds its source.</summary>
static class StatementOrigin
{
    /// <summary>A line of comment before a statement: <c>-- marts.fct_orders (FctOrder.cs:12)</c>.</summary>
    public static string Comment(RelationDefinition relation) =>
        $"-- {OneLine(relation.DisplayName)}{(relation.DeclaredAt is { } place ? $" ({OneLine(place)})" : "")}\n";

    // A name may hold any character, and the end of a line would end the comment.
    static string OneLine(string name) => string.Concat(name.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
