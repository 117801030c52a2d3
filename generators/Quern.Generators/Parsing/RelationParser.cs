using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Reads one attributed record: the only stage that sees Roslyn's symbols and operations.</summary>
internal static class RelationParser
{
    /// <summary>
    /// Reads the relation that a type declaration is. A record of several parts is read at the part that has the first
    /// attribute which makes it a relation.
    /// </summary>
    /// <returns>Null when the declaration is no relation, or another part is the one to read.</returns>
    public static ParseResult? Parse(TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
    {
        // Without nullable analysis, as everywhere: it is no part of what attributes and declarations say.
#pragma warning disable RSEXPERIMENTAL001
        var model = compilation.GetSemanticModel(declaration.SyntaxTree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol record)
            return null;
        var kinds = RelationSymbols.DeclaringAttributes(record).ToList();
        if (kinds.Count == 0 || kinds[0].ApplicationSyntaxReference is not { } attribute
            || attribute.SyntaxTree != declaration.SyntaxTree || !declaration.AttributeLists.Any(list => list.Span.Contains(attribute.Span)))
            return null;
        var diagnostics = new DiagnosticBag();
        try
        {
            var isStep = kinds is [var only] && only.AttributeClass.Is(Names.Ephemeral);
            var relation = isStep ? null : Parse(record, declaration, kinds, compilation, diagnostics, cancellationToken);
            if (isStep)
                CheckStep(record, declaration, compilation, diagnostics, cancellationToken);
            return new ParseResult(diagnostics.AnyError || ColumnParser.IsAnyUnknown(record) ? null : relation, Reported(diagnostics, record, compilation, cancellationToken), isStep);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Where C# has errors a symbol may be like none that it has otherwise. The errors say what is wrong.
            if (!HasErrors(record, compilation, cancellationToken) && !compilation.SyntaxTrees.Any(tree => tree.GetDiagnostics(cancellationToken).Any(IsError)))
                diagnostics.Add(Descriptors.InternalError, declaration.Identifier.GetLocation(), record.Name, $"{exception.GetType().Name}: {exception.Message}");
            return new ParseResult(null, diagnostics.ToArray(), IsProvisional: true);
        }
    }

    // Half-typed code is wrong in many ways at once: C# says what is wrong, and one of ours is enough beside it.
    static EquatableArray<DiagnosticSpec> Reported(DiagnosticBag diagnostics, INamedTypeSymbol record, Compilation compilation, CancellationToken cancellationToken)
    {
        var all = diagnostics.ToArray();
        return all.Count > 1 && HasErrors(record, compilation, cancellationToken) ? [all[0]] : all;
    }

    static bool HasErrors(INamedTypeSymbol record, Compilation compilation, CancellationToken cancellationToken) => record.DeclaringSyntaxReferences.Any(
        part => compilation.GetSemanticModel(part.SyntaxTree).GetDiagnostics(part.Span, cancellationToken).Any(IsError));

    static bool IsError(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;

    static RelationSpec? Parse(
        INamedTypeSymbol record, TypeDeclarationSyntax declaration, List<AttributeData> kinds, Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // Not a location of the symbol: the order of those depends on which file a compilation has read last.
        var place = declaration.Identifier.GetLocation();
        if (!IsPartialRecord(record))
        {
            diagnostics.Add(Descriptors.NotPartialRecord, place, record.Name);
            return null;
        }
        var containers = Containers(record, diagnostics);
        if (kinds.Count > 1)
        {
            diagnostics.Add(Descriptors.SeveralKinds, kinds[1].Location(), record.Name, string.Join(" and ", kinds.Select(k => $"[{k.AttributeClass!.Name.Replace("Attribute", "")}]")));
            return null;
        }
        var attribute = kinds[0];
        var kind = RelationSymbols.KindOf(attribute);
        var (schema, name) = RelationSymbols.Name(record);
        if (schema.Length == 0 || name.Length == 0)
            diagnostics.Add(Descriptors.EmptyName, attribute.Location(), schema.Length == 0 ? "The schema" : "The name", record.Name);

        var columns = FormerNames.Read(record.Name, ColumnParser.Parse(record, diagnostics), IsBuilt(record, kind), diagnostics);
        if (columns.Count == 0 && !diagnostics.AnyError)
            diagnostics.Add(Descriptors.NoColumns, place, record.Name);
        var tests = new TestParser(record, diagnostics).Parse(columns);
        var keys = new KeyParser(record, columns, diagnostics);

        var spec = new RelationSpec
        {
            Id = record.FullName(),
            Kind = kind,
            Namespace = record.ContainingNamespace.IsGlobalNamespace ? "" : record.ContainingNamespace.ToDisplayString(),
            ContainingTypes = containers,
            TypeName = record.Name,
            IsPositional = ColumnParser.PrimaryConstructor(record) is not null,
            Schema = schema,
            Name = name,
            FormerNames = FormerNames.Read(record, schema, name, IsBuilt(record, kind), diagnostics),
            Description = DocComments.Summary(record),
            Tags = (attribute.Named("Tags") as string?[] ?? []).Where(t => !string.IsNullOrEmpty(t)).Select(t => t!).ToEquatableArray(),
            Columns = columns.Select(c => c.Spec).ToEquatableArray(),
            Key = keys.Declared,
            Extract = kind == RelationSpecKind.Source && record.Attribute(Names.Extract) is { } extract ? keys.Extract(extract, name) : null,
            Tests = tests.ToEquatableArray(),
            DeclaredAt = DeclaredAt(place),
            Location = LocationSpec.From(place),
        };
        if (kind == RelationSpecKind.Incremental)
            spec = spec with { Incremental = keys.Incremental(attribute) };
        return new DefineParser(record, place, columns, compilation, diagnostics, cancellationToken).Parse(spec);
    }

    // What models read in it they check; here is what none of them does when none reads it.
    static void CheckStep(INamedTypeSymbol record, TypeDeclarationSyntax declaration, Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        FormerNames.RefuseOfStep(record, diagnostics);
        new DefineParser(record, declaration.Identifier.GetLocation(), ColumnParser.Read(record), compilation, diagnostics, cancellationToken).CheckStep();
    }

    // What only others write, only others can rename.
    static bool IsBuilt(INamedTypeSymbol record, RelationSpecKind kind) => kind != RelationSpecKind.Source || record.Attribute(Names.Extract) is not null;

    static bool IsPartialRecord(INamedTypeSymbol record) =>
        record is { IsRecord: true, TypeKind: TypeKind.Class, IsGenericType: false }
        && record.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword));

    static EquatableArray<string> Containers(INamedTypeSymbol record, DiagnosticBag diagnostics)
    {
        var containers = new List<string>();
        for (var type = record.ContainingType; type is not null; type = type.ContainingType)
        {
            var notPartial = Parts(type).Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
            if (type.IsGenericType)
                diagnostics.Add(Descriptors.ContainerNotPartial, Parts(type)[0].Identifier.GetLocation(), type.Name, record.Name, "generic", "move the record out of it");
            else if (notPartial.Count > 0)
                diagnostics.Add(Descriptors.ContainerNotPartial, notPartial[0].Identifier.GetLocation(), type.Name, record.Name, "not partial", $"declare it as 'partial {Keyword(type)} {type.Name}'");
            containers.Add($"partial {Keyword(type)} {type.Name}");
        }
        containers.Reverse();
        return containers.ToEquatableArray();
    }

    // In an order that does not depend on which file a compilation has read last.
    static List<TypeDeclarationSyntax> Parts(INamedTypeSymbol type) =>
        [.. type.DeclaringSyntaxReferences.OrderBy(r => r.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(r => r.Span.Start).Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>()];

    static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    // The file's name alone: a full path would make builds differ between machines.
    static string? DeclaredAt(Location place) =>
        place.SourceTree is { FilePath.Length: > 0 } tree
            ? $"{tree.FilePath.Substring(tree.FilePath.LastIndexOfAny(['/', '\\']) + 1)}:{place.GetLineSpan().StartLinePosition.Line + 1}"
            : null;
}
