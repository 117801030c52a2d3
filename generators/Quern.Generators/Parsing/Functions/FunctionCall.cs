using Microsoft.CodeAnalysis;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>A use of a member that has SQL.</summary>
/// <param name="Operation">Where it is used.</param>
/// <param name="Member">The method, constructor or property; null for an operator.</param>
/// <param name="Arguments">The receiver first, if there is one; options (a DatePart, a rounding mode) as integer literals.</param>
internal sealed record FunctionCall(IOperation Operation, ISymbol? Member, IReadOnlyList<Expr> Arguments)
{
    public Expr this[int index] => Arguments[index];

    /// <summary>The method; only for rows of methods and constructors.</summary>
    public IMethodSymbol Method => (IMethodSymbol)Member!;

    /// <summary>The error for a use that has no SQL, on the member's name.</summary>
    /// <param name="instead">What to write instead.</param>
    public TranslationException Refused(string instead) => Member is null
        ? TranslationException.Syntax(Operation, $"'{Operation.Syntax}'", instead)
        : TranslationException.Member(Operation, Member, instead);
}
