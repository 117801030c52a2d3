using Microsoft.CodeAnalysis;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>
/// A record that a JSON object is read as: each member at its path, when it is asked for. Where it must be a column it is its
/// document, so that what nobody asks for is not read.
/// </summary>
/// <param name="type">The record.</param>
/// <param name="root">The document that the path begins at.</param>
/// <param name="path">Keys, outermost first.</param>
/// <param name="naming">How members are spelled, a <c>JsonKnownNamingPolicy</c>.</param>
internal sealed class JsonRecordShape(INamedTypeSymbol type, Expr root, EquatableArray<string> path, int naming) : Shape
{
    /// <summary>The document of the object.</summary>
    public Expr Document => path.Count == 0 ? root : Read(path, SqlFunction.JsonAt, SqlType.Json);

    /// <summary>True where the object is there.</summary>
    public Expr Presence => Exprs.OrFalse(Read(path, SqlFunction.JsonIsObject, SqlType.Boolean));

    /// <summary>The record that is read from another document.</summary>
    public JsonRecordShape Of(Expr document) => new(type, document, [], naming);

    /// <summary>A record that a document is read as.</summary>
    public static JsonRecordShape Of(INamedTypeSymbol type, Expr document, int naming) =>
        document is FunctionExpr { Function: SqlFunction.JsonAt } at
            ? new(type, at.Arguments[0], at.Arguments.Skip(1).Select(k => (string)((LiteralExpr)k).Value!).ToEquatableArray(), naming)
            : new(type, document, [], naming);

    /// <summary>The value of a member.</summary>
    /// <param name="place">Where it is asked for.</param>
    /// <param name="property">The member.</param>
    public Shape Member(IOperation place, IPropertySymbol property)
    {
        var key = JsonMembers.Key(property, naming);
        if (JsonMembers.Refusal(property, key) is { } reason)
            throw TranslationException.NotInJson(place, $"{property.ContainingType.Name}.{property.Name}", reason);
        EquatableArray<string> at = [.. path, key];
        var member = ColumnTypes.Underlying(property.Type);
        if (!JsonMembers.IsValue(member))
            return new JsonRecordShape((INamedTypeSymbol)member, root, at, naming);
        var text = Read(at, SqlFunction.JsonText, SqlType.Text);
        var sqlType = ColumnTypes.Of(member)!.Value;
        return new ScalarShape(sqlType.Kind switch
        {
            SqlTypeKind.Text when member.TypeKind == TypeKind.Enum => EnumFunctions.TryParse(text, member),
            SqlTypeKind.Text => text,
            SqlTypeKind.Boolean => Read(at, SqlFunction.JsonBoolean, sqlType),
            SqlTypeKind.Json => Read(at, SqlFunction.JsonAt, sqlType),
            SqlTypeKind.Decimal => Read(at, SqlFunction.JsonNumber, JsonFunctions.Decimals),
            _ when sqlType.IsNumeric => Read(at, SqlFunction.JsonNumber, sqlType),
            _ => new FunctionExpr(SqlFunction.TryParseText, [text], sqlType, true),
        });
    }

    FunctionExpr Read(EquatableArray<string> keys, SqlFunction function, SqlType result) =>
        new(function, [root, .. keys.Select(LiteralExpr.Text)], result, true);
}
