using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Methods that their authors mapped to SQL with <c>[Sql("…{0}…")]</c>, of this project or of another one.</summary>
internal static class MappedMethods
{
    /// <summary>A call's expression; null when the method is not mapped.</summary>
    public static Expr? Write(IInvocationOperation call, Func<IEnumerable<Expr>> arguments)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        var templates = method.OriginalDefinition.GetAttributes().Where(a => a.AttributeClass.Is(Names.SqlAttribute))
            .Select(a => new MethodTemplate(a.Named("Engine") as string, a.ConstructorArguments.Length > 0 ? a.ConstructorArguments[0].Value as string ?? "" : "")).ToEquatableArray();
        if (templates.Count == 0)
            return null;
        if (!method.IsStatic || ColumnTypes.Of(method.ReturnType) is not { } type)
            throw TranslationException.Member(call, method, "put [Sql] on a static method that returns a type that a column can have");
        Expr[] values = [.. arguments()];
        foreach (var template in templates)
            if (MethodTemplate.Holes(template.Text) is not { } holes || holes.Any(hole => hole >= values.Length))
                throw TranslationException.Member(call, method, $"mend its template \"{template.Text}\": it has arguments {{0}} to {{{values.Length - 1}}}, and a brace is {{{{ or }}}}");
        return new TemplateExpr(method.Name, templates, values.ToEquatableArray(), type.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : type,
            ColumnTypes.IsNullable(method.ReturnType) || values.Any(v => v.IsNullable));
    }
}
