using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Arrays: what their elements are, and what can't be done with them.
internal sealed partial class Translator
{
    /// <summary>Refuses arrays where values are compared: C# compares them by reference, and SQL by content.</summary>
    static void NoArrays(IEnumerable<Expr> values, IOperation place, string what, string instead)
    {
        if (values.Any(value => value.Type.Kind == SqlTypeKind.Array))
            throw new TranslationException(Descriptors.ComparedArrays, place.Syntax.GetLocation(), what, instead);
    }

    /// <summary>Values that rows are grouped, joined, ordered or told apart by.</summary>
    static IReadOnlyList<Expr> Comparable(Shape shape, IOperation place)
    {
        var values = Scalars(WithoutRecords(shape, place, "a key")).ToList();
        NoArrays(values, place, $"'{Snippet(place)}'", "use columns of one value");
        return values;
    }

    // One of several arrays may hold null if one of them may.
    static SqlType ElementsOf(SqlType type, IEnumerable<Expr> arrays) =>
        type.Kind == SqlTypeKind.Array && !type.HasNullableElements && arrays.Any(a => a.Type.HasNullableElements) ? SqlType.Array(type.Element, true) : type;
}
