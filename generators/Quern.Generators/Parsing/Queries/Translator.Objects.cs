using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Functions;
using Quern.Generators.Parsing;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Rows that a query makes.
internal sealed partial class Translator
{
    Shape AnonymousObject(IAnonymousObjectCreationOperation creation, Scope scope) =>
        new RowShape(creation.Type, [.. creation.Initializers.OfType<ISimpleAssignmentOperation>().Select(a =>
            new KeyValuePair<string, Shape>(((IPropertyReferenceOperation)a.Target).Property.Name, Translate(a.Value, scope)))]);

    Shape Tuple(ITupleOperation tuple, Scope scope)
    {
        var fields = (tuple.Type as INamedTypeSymbol)?.TupleElements;
        return new RowShape(tuple.Type, [.. tuple.Elements.Select((e, i) =>
            new KeyValuePair<string, Shape>(fields is { } f && i < f.Length ? f[i].Name : $"Item{i + 1}", Translate(e, scope)))]);
    }

    Shape ObjectCreation(IObjectCreationOperation creation, Scope scope)
    {
        if (creation.Type is not INamedTypeSymbol type)
            throw new BrokenSourceException();
        if (ColumnTypes.Of(type) is { IsTemporal: true } temporal)
            return new ScalarShape(creation.Arguments.Any(a => !a.Value.ConstantValue.HasValue) && creation.Constructor is { } constructor && FunctionTable.Find(constructor) is { } function
                ? function.Write(new FunctionCall(creation, constructor, [.. creation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Scalar(a.Value, scope))]))
                : TemporalConstant(creation, temporal));
        if (ColumnTypes.Of(type) is { Kind: SqlTypeKind.Uuid } uuid && creation.Arguments is [{ Value.ConstantValue.Value: string id }])
            return new ScalarShape(Literals.Of(id, uuid) ?? throw TranslationException.Syntax(creation, $"'{Snippet(creation)}', which is no Guid,", "use 32 hexadecimal digits"));
        if (creation.Constructor is { } made && FunctionTable.Find(made) is { } row)
            return new ScalarShape(row.Write(new FunctionCall(creation, made, [.. creation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Scalar(a.Value, scope))])));
        if (!type.IsRecord && type.TypeKind != TypeKind.Class && type.TypeKind != TypeKind.Struct)
            throw TranslationException.Syntax(creation, $"'new {type.Name}'", "make a record, a tuple or an anonymous object");
        var given = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var argument in creation.Arguments)
            if (type.GetMembers(argument.Parameter!.Name).OfType<IPropertySymbol>().Any())
                given[argument.Parameter.Name] = Translate(argument.Value, scope);
            else
                throw TranslationException.Syntax(argument, $"A constructor of '{type.Name}' that takes '{argument.Parameter.Name}'", "use an object initializer, or a positional record");
        Assign(given, creation.Initializer, scope);
        return Row(type, given, scope, creation);
    }

    Shape With(IWithOperation with, Scope scope)
    {
        if (Translate(with.Operand, scope) is not RowShape row || with.Type is not INamedTypeSymbol type)
            throw TranslationException.Syntax(with, $"'{Snippet(with)}'", "use 'with' on a row");
        var given = row.Members.ToDictionary(m => m.Key, m => m.Value);
        Assign(given, with.Initializer, scope);
        return Row(type, given, scope, with);
    }

    void Assign(Dictionary<string, Shape> given, IObjectOrCollectionInitializerOperation? initializer, Scope scope)
    {
        foreach (var item in initializer?.Initializers ?? [])
            given[item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target }
                ? target.Property.Name
                : throw TranslationException.Syntax(item, $"'{Snippet(item)}'", "set properties, one value each")] = Translate(((ISimpleAssignmentOperation)item).Value, scope);
    }

    Shape Row(INamedTypeSymbol type, Dictionary<string, Shape> given, Scope scope, IOperation place)
    {
        if (!RelationSymbols.IsRelation(type))
            return new RowShape(type, [.. type.GetMembers().OfType<IPropertySymbol>().Where(p => given.ContainsKey(p.Name)).Select(p => new KeyValuePair<string, Shape>(p.Name, given[p.Name]))]);
        var members = new List<KeyValuePair<string, Shape>>();
        foreach (var column in ColumnParser.Read(type))
        {
            if (!given.TryGetValue(column.Property.Name, out var value))
                value = Default(column, type, scope, place);
            if (value is not null)
                members.Add(new KeyValuePair<string, Shape>(column.Property.Name, value is ScalarShape scalar ? new ScalarShape(Exprs.Convert(scalar.Expr, column.Spec.Type)) : value));
        }
        return new RowShape(type, members);
    }

    // What an initializer leaves out has the value that the record gives it; null when there is none.
    // Another project's record does not say which: that is in its source alone.
    Shape? Default(ParsedColumn column, INamedTypeSymbol type, Scope scope, IOperation place) =>
        !context.IsOwn(type) ? throw TranslationException.Syntax(place, $"'new {type.Name}' of another project without '{column.Property.Name}'", "set all its properties")
        : column.Property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: { } value } && context.Operation(value) is { } operation
            ? Translate(operation, scope)
            : column.Spec.IsNullable ? new ScalarShape(LiteralExpr.Null(column.Spec.Type)) : null;

    static LiteralExpr TemporalConstant(IObjectCreationOperation creation, SqlType type)
    {
        var parts = creation.Arguments.Where(a => a.Parameter!.Type.SpecialType == SpecialType.System_Int32).Select(a => a.Value.ConstantValue.Value as int?).ToList();
        if (parts.Count < 3 || parts.Contains(null) || parts.Count != creation.Arguments.Count(a => a.Parameter!.Type.TypeKind != TypeKind.Enum) || type.Kind == SqlTypeKind.TimestampTz)
            throw TranslationException.Syntax(creation, $"'{Snippet(creation)}'", "give constants for year, month and day (and hour, minute and second)");
        var text = string.Join("-", parts.Take(3).Select((p, i) => p!.Value.ToString(i == 0 ? "D4" : "D2", System.Globalization.CultureInfo.InvariantCulture)));
        var time = parts.Skip(3).Concat([0, 0, 0]).Take(3).Select(p => p!.Value.ToString("D2", System.Globalization.CultureInfo.InvariantCulture));
        return Literals.Of(type.Kind == SqlTypeKind.Date ? text : $"{text} {string.Join(":", time)}", type)
            ?? throw TranslationException.Syntax(creation, $"'{Snippet(creation)}', which is no date,", "use a date that exists");
    }
}
