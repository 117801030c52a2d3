using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Conversions by method; those by cast the translator knows itself.</summary>
internal static class ConversionFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new(["int.ToString()", "long.ToString()", "short.ToString()"], "x.Count.ToString()", c => new CastExpr(c[0], SqlType.Text)),
        new("Guid.ToString()", "x.Key.ToString()", c => new CastExpr(c[0], SqlType.Text)),
    ];
}
