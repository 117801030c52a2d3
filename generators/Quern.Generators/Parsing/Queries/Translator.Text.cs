using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Values as parts of text.
internal sealed partial class Translator
{
    static Expr Concat(IEnumerable<Expr> parts)
    {
        var flat = parts.SelectMany(p => p is ConcatExpr concat ? concat.Parts : [p]).Where(p => p is not LiteralExpr { Value: null or "" }).ToList();
        return flat.Count == 0 ? LiteralExpr.Text("") : new ConcatExpr(flat.ToEquatableArray());
    }

    Expr Interpolation(IInterpolatedStringOperation text, Scope scope)
    {
        var parts = new List<Expr>();
        foreach (var part in text.Parts)
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text: ILiteralOperation { ConstantValue.Value: string literal } }:
                    parts.Add(LiteralExpr.Text(literal.Replace("{{", "{").Replace("}}", "}")));
                    break;
                case IInterpolationOperation { FormatString: null, Alignment: null } hole:
                    parts.Add(Text(hole.Expression, scope));
                    break;
                case IInterpolationOperation { FormatString.ConstantValue.Value: string form, Alignment: null } hole:
                    var value = Scalar(hole.Expression, scope);
                    parts.Add((IsSpan(hole.Expression) ? null : FormatFunctions.Of(value, form))
                        ?? throw TranslationException.Syntax(part, $"The format '{form}' of {value.Type}", FormatFunctions.Instead(value.Type)));
                    break;
                default:
                    throw TranslationException.Syntax(part, "An alignment in an interpolated string", "use PadLeft or PadRight");
            }
        return Concat(parts);
    }

    // A part of a concatenation; integers have one text form everywhere, other types have not.
    Expr Text(IOperation operation, Scope scope)
    {
        if (operation is IConversionOperation { Type.SpecialType: SpecialType.System_Object } boxed)
            operation = boxed.Operand;
        var expr = Scalar(operation, scope);
        return expr.Type.Kind switch
        {
            SqlTypeKind.Text when operation.Type is { } type && ColumnTypes.Underlying(type) is { TypeKind: TypeKind.Enum } enumeration => FormatFunctions.Name(expr, enumeration),
            SqlTypeKind.Text => expr,
            _ when IsSpan(operation) => throw TranslationException.Syntax(operation, "A time span as a part of text", "use its TotalSeconds or another number"),
            SqlTypeKind.Null => LiteralExpr.Text(""),
            SqlTypeKind.Int16 or SqlTypeKind.Int32 or SqlTypeKind.Int64 or SqlTypeKind.Uuid or SqlTypeKind.Boolean => new CastExpr(expr, SqlType.Text),
            SqlTypeKind.Date => throw TranslationException.Syntax(operation, "A date as a part of text", "C# writes it by the machine's culture; say how with ToString(\"yyyy-MM-dd\")"),
            SqlTypeKind.Timestamp => throw TranslationException.Syntax(operation, "A time as a part of text", "C# writes it by the machine's culture; say how with ToString(\"yyyy-MM-dd HH:mm:ss\")"),
            _ => throw TranslationException.Syntax(operation, $"{expr.Type} as a part of text", "engines write it differently; concatenate text, integers and Guids"),
        };
    }

    // A span, or a time of day, is its microseconds.
    static bool IsSpan(IOperation operation) => operation.Type is { } type && ColumnTypes.Underlying(type).Name is "TimeSpan" or "TimeOnly";
}
