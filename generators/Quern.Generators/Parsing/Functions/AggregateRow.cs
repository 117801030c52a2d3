using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>
/// An aggregate of the rows of a group, of a query, or of a window. Like a <see cref="FunctionRow"/> it drives the translation,
/// the documentation and the tests.
/// </summary>
/// <param name="Member">Its name and what it takes: <c>Percentile(fraction, value)</c>.</param>
/// <param name="Example">A C# expression over a group <c>g</c> of rows.</param>
/// <param name="Write">Gives the expression of the IR.</param>
internal sealed record AggregateRow(string Member, string Example, Func<AggregateCall, Expr> Write)
{
    /// <summary>A form of several calls, listed for its documentation and tests.</summary>
    public static AggregateRow Syntax(string form, string example) =>
        new(form, example, _ => throw new InvalidOperationException($"{form} is no member.")) { IsSyntax = true };

    /// <summary>Whether it is no member but a form.</summary>
    public bool IsSyntax { get; private init; }

    /// <summary>What readers must know.</summary>
    public string? Note { get; init; }

    /// <summary>What to do instead over a window; null where it can be asked of one.</summary>
    public string? InsteadInWindow { get; init; }
}
