using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quern.Generators.Parsing.Queries;

/// <summary>What the names of a method or lambda stand for.</summary>
internal sealed class Scope(Scope? parent = null)
{
    readonly Dictionary<ISymbol, Shape> shapes = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, ILocalFunctionOperation> functions = new(SymbolEqualityComparer.Default);

    /// <summary>What <c>this</c> is in an inlined instance member; null elsewhere.</summary>
    public Shape? Instance { get; init; }

    public Shape? This => Instance ?? parent?.This;

    public void Bind(ISymbol symbol, Shape shape) => shapes[symbol] = shape;

    public void Bind(ILocalFunctionOperation function) => functions[function.Symbol] = function;

    public Shape? Find(ISymbol symbol) => shapes.TryGetValue(symbol, out var shape) ? shape : parent?.Find(symbol);

    public (ILocalFunctionOperation Function, Scope Scope)? FindFunction(ISymbol symbol) =>
        functions.TryGetValue(symbol, out var function) ? (function, this) : parent?.FindFunction(symbol);
}
