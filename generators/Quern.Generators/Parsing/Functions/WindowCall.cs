using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>A use of a window function.</summary>
/// <param name="Operation">Where it is used.</param>
/// <param name="Selected">The value that a lambda gives of one of the rows.</param>
internal sealed record WindowCall(IInvocationOperation Operation, Func<IOperation, Expr> Selected)
{
    /// <summary>The value that the lambda, which comes first, gives.</summary>
    public Expr Value => Selected(Argument(0));

    /// <summary>A number that is a constant.</summary>
    /// <param name="ordinal">Its place among the arguments.</param>
    /// <param name="least">The least that it may be.</param>
    public LiteralExpr Number(int ordinal, int least) => Argument(ordinal).ConstantValue is { HasValue: true, Value: int value } && value >= least
        ? LiteralExpr.Int(value)
        : throw TranslationException.Syntax(Argument(ordinal), $"A number that is not a constant, or is less than {least},", "use a constant");

    IOperation Argument(int ordinal) => Operation.Arguments.First(a => a.Parameter!.Ordinal == ordinal).Value;
}
