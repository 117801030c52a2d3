using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;

namespace Quern.Generators.Parsing.Queries;

/// <summary>Takes a method or lambda body apart: local variables and functions, then one return.</summary>
internal static class BodyReader
{
    /// <summary>Binds the body's locals and gives the returned operation.</summary>
    /// <param name="local">Gives the shape of a local variable's value.</param>
    public static IOperation Read(IOperation body, Scope scope, string method, Func<IOperation, ILocalSymbol, Shape> local)
    {
        var block = body switch
        {
            IMethodBodyOperation { BlockBody: { } blockBody } => blockBody,
            IMethodBodyOperation { ExpressionBody: { } expressionBody } => expressionBody,
            IBlockOperation b => b,
            _ => throw new TranslationException(Descriptors.UnreadableBody, body.Syntax.GetLocation(), method, "has no body"),
        };
        IOperation? result = null;
        // Local functions may stand anywhere, also after the return.
        foreach (var function in block.Operations.OfType<ILocalFunctionOperation>())
            scope.Bind(function);
        foreach (var operation in block.Operations)
        {
            if (operation is ILocalFunctionOperation)
                continue;
            if (result is not null)
                break;
            switch (operation)
            {
                case IVariableDeclarationGroupOperation group:
                    foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
                    {
                        var value = declarator.GetVariableInitializer()?.Value
                            ?? throw new TranslationException(Descriptors.UnreadableBody, declarator.Syntax.GetLocation(), method, $"declares '{declarator.Symbol.Name}' without a value");
                        scope.Bind(declarator.Symbol, local(value, declarator.Symbol));
                    }
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    result = value;
                    break;
                case IExpressionStatementOperation { Operation: IInvalidOperation } or IInvalidOperation:
                    throw new BrokenSourceException();
                default:
                    throw new TranslationException(Descriptors.UnreadableBody, operation.Syntax.GetLocation(), method, "holds a statement that has no SQL");
            }
        }
        return result ?? throw new TranslationException(Descriptors.UnreadableBody, body.Syntax.GetLocation(), method, "returns nothing");
    }
}
