using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;

namespace Quern.Generators.Parsing.Queries;

/// <summary>Ends the translation of one method: one mistake, one diagnostic, on the span that must change.</summary>
internal sealed class TranslationException(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) : Exception(descriptor.Id)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    public Location? Location { get; } = location;

    public string[] Arguments { get; } = arguments;

    /// <summary>What must change where that is not at <see cref="Location"/>; null when it is.</summary>
    public Location? Origin { get; init; }

    /// <summary>The same at the place that needs what is wrong here.</summary>
    public TranslationException At(Location place) => new(Descriptor, place, Arguments) { Origin = Origin ?? Location };

    public static TranslationException Syntax(IOperation operation, string what, string instead) =>
        new(Descriptors.UnsupportedSyntax, operation.Syntax.GetLocation(), what, instead);

    public static TranslationException Member(IOperation operation, ISymbol member, string instead) =>
        new(Descriptors.UnsupportedMember, NameOf(operation), member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), instead);

    public static TranslationException NotInJson(IOperation operation, string member, string reason) =>
        new(Descriptors.NotInJson, NameOf(operation), member, reason);

    public static TranslationException Step(IOperation operation, string what, string instead) =>
        new(Descriptors.StepNotLinear, NameOf(operation), what, instead);

    // For `a.b.Method(x)` only `Method` must change.
    static Location NameOf(IOperation operation) => operation.Syntax switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        Microsoft.CodeAnalysis.CSharp.Syntax.MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
        var syntax => syntax.GetLocation(),
    };
}

/// <summary>The source has an error of C#'s own, which says all there is to say.</summary>
internal sealed class BrokenSourceException : Exception;
