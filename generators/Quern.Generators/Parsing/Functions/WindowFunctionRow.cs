using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>A function of a row's place among others. Like a <see cref="FunctionRow"/> it drives the translation, the documentation and the tests.</summary>
/// <param name="Member">Its name and what it takes: <c>Lag(value, places)</c>.</param>
/// <param name="Example">
/// A C# expression over the rows of the row's partition: <c>w</c> in an order without ties, <c>t</c> in one that has ties, <c>d</c> by
/// date.
/// </param>
/// <param name="Write">Gives the expression of the IR.</param>
internal sealed record WindowFunctionRow(string Member, string Example, Func<WindowCall, WindowFunctionExpr> Write)
{
    /// <summary>Which rows an aggregate is over: a form that the translator reads itself, listed for its documentation and tests.</summary>
    public static WindowFunctionRow Frame(string member, string example) =>
        new(member, example, _ => throw new InvalidOperationException($"{member} is no function.")) { IsFrame = true };

    public bool IsFrame { get; private init; }

    /// <summary>What readers must know.</summary>
    public string? Note { get; init; }
}
