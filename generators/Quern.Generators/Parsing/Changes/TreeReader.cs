using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.Generators.Parsing.Changes;

/// <summary>Reads a tree's declarations. It looks at declarations alone, never at tokens or into bodies.</summary>
internal sealed class TreeReader(SyntaxTree tree, CancellationToken cancellationToken)
{
    // Members that C# calls for a piece of syntax that does not name them.
    static readonly HashSet<string> Implicit = new(StringComparer.Ordinal)
    {
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
        "Deconstruct", "GetEnumerator", "GetAsyncEnumerator", "GetAwaiter", "MoveNext", "Current", "Add", "Dispose", "DisposeAsync",
        "Slice", "Length", "Count", "GetPinnableReference", "Append", "AppendLiteral", "AppendFormatted",
    };

    static readonly HashSet<string> ModelAttributes = [.. RelationSymbols.KindNames.SelectMany(name => new[] { name, name + "Attribute" })];

    readonly SourceText text = tree.GetText(cancellationToken);
    readonly Dictionary<DeclarationKey, StringBuilder> declarations = [];
    readonly HashSet<int> types = [];
    readonly List<CandidateFacts> candidates = [];
    readonly HashSet<int> aliases = [];
    readonly HashSet<int> globalAliases = [];
    readonly Dictionary<int, int> namespaces = [];
    readonly StringBuilder everywhere = new();

    public TreeFacts Read()
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        var context = new StringBuilder();
        Usings(root.Usings, context);
        foreach (var alias in root.Externs)
            Append(context, alias);
        foreach (var list in root.AttributeLists)
            Append(everywhere, list);
        Directives(root, context);
        // Locals of a program's top-level statements are in scope in the whole file.
        foreach (var statement in root.Members.OfType<GlobalStatementSyntax>())
            Append(context, statement);
        Members(root.Members, new Surroundings(context.ToString(), "", null));
        var facts = declarations.ToDictionary(d => d.Key, d => d.Value.ToString() is var content ? new DeclarationFacts(Fingerprint.Of(content), Words.Of(content)) : null!);
        return new TreeFacts
        {
            Path = tree.FilePath,
            Declarations = facts,
            Extensions = [.. facts.Where(f => f.Key.IsExtension).Select(f => (f.Key.Member, f.Value.Words))],
            Types = types,
            Candidates = candidates,
            Aliases = aliases,
            GlobalAliases = globalAliases,
            Namespaces = namespaces,
            Everywhere = Fingerprint.Of(everywhere.ToString()),
        };
    }

    /// <param name="Text">Usings, namespaces and names of containing types.</param>
    /// <param name="Namespace">Full name; empty for the global one.</param>
    /// <param name="Extended">The header of the extension block that members stand in.</param>
    /// <param name="IsModel">Whether the type around says by the attribute's own name that it is a source or a model with a table of its own.</param>
    readonly record struct Surroundings(string Text, string Namespace, string? Extended, bool IsModel = false);

    void Usings(SyntaxList<UsingDirectiveSyntax> usings, StringBuilder context)
    {
        foreach (var directive in usings)
        {
            var isGlobal = directive.GlobalKeyword.RawKind != 0;
            Append(isGlobal ? everywhere : context, directive);
            if (directive.Alias is { } alias)
                (isGlobal ? globalAliases : aliases).Add(Words.Hash(alias.Name.Identifier.ValueText));
        }
    }

    // Whether `string` may be null depends on the directives above it, so their places count too.
    static void Directives(CompilationUnitSyntax root, StringBuilder context)
    {
        if (root.ContainsDirectives)
            for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
                if (directive is NullableDirectiveTriviaSyntax)
                    context.Append(directive.SpanStart).Append(' ').Append(directive).Append('\n');
    }

    void Members(SyntaxList<MemberDeclarationSyntax> members, Surroundings around)
    {
        foreach (var member in members)
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declared:
                    Namespace(declared, around);
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    Type(member, around);
                    break;
            }
    }

    void Namespace(BaseNamespaceDeclarationSyntax declared, Surroundings around)
    {
        var context = new StringBuilder(around.Text);
        context.Append("namespace ").Append(declared.Name).Append('\n');
        foreach (var alias in declared.Externs)
            Append(context, alias);
        Usings(declared.Usings, context);
        var name = around.Namespace;
        foreach (var part in declared.Name.ToString().Split('.'))
        {
            var last = part.Trim().TrimStart('@');
            name = name.Length == 0 ? last : $"{name}.{last}";
            namespaces[Words.Hash(name)] = Words.Hash(last);
        }
        Members(declared.Members, around with { Text = context.ToString(), Namespace = name });
    }

    void Type(MemberDeclarationSyntax declared, Surroundings around)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = declared switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax @delegate => @delegate.Identifier.ValueText,
            _ => "",
        };
        var key = Words.Hash(name);
        types.Add(key);
        if (declared is TypeDeclarationSyntax && declared.AttributeLists.Count > 0)
            candidates.Add(new CandidateFacts(key, declared.SpanStart, declared.Span.Length, AttributeNames(declared)));
        // The compiler and Quern look some types up by their full names.
        if (around.Namespace is "System" or "Quern" || around.Namespace.StartsWith("System.", StringComparison.Ordinal) || around.Namespace.StartsWith("Quern.", StringComparison.Ordinal))
            Append(everywhere, declared);

        var shape = Part(DeclarationKey.Shape(name), around);
        var own = Part(DeclarationKey.Own(name), around);
        own.Append(text.ToString(TextSpan.FromBounds(declared.FullSpan.Start, declared.SpanStart))).Append('\n');
        switch (declared)
        {
            case TypeDeclarationSyntax type:
                WithoutReferences(HeaderOf(type), type.ParameterList?.Parameters.SelectMany(p => p.AttributeLists) ?? [], shape, own);
                var inside = around with { Text = $"{around.Text}{type.Keyword.ValueText} {name}{type.TypeParameterList}\n", IsModel = IsModel(type) };
                foreach (var member in type.Members)
                    Member(member, name, shape, own, inside);
                break;
            default:
                Append(shape, declared);
                break;
        }
    }

    void Member(MemberDeclarationSyntax member, string type, StringBuilder shape, StringBuilder own, Surroundings around)
    {
        switch (member)
        {
            case ExtensionBlockDeclarationSyntax block:
                var header = text.ToString(HeaderOf(block));
                foreach (var extension in block.Members)
                    Member(extension, type, shape, own, around with { Extended = header });
                break;
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                Type(member, around);
                break;
            case OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax:
                everywhere.Append(around.Text).Append(around.Extended);
                Append(everywhere, member);
                break;
            case MethodDeclarationSyntax method:
                // An ephemeral model's query stands in the models that take it, and they don't name it.
                if (method.Identifier.ValueText == "Define" && !around.IsModel)
                    Declared(shape, member, method.Identifier);
                Callable(member, method.Identifier, type, shape, around, method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true);
                break;
            case PropertyDeclarationSyntax property when around.Extended is not null:
                Callable(member, property.Identifier, type, shape, around, isExtension: true);
                break;
            case PropertyDeclarationSyntax:
                WithoutReferences(member.Span, member.AttributeLists, shape, own);
                own.Append(text.ToString(TextSpan.FromBounds(member.FullSpan.Start, member.SpanStart))).Append('\n');
                break;
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                    Declared(Part(DeclarationKey.MemberOf(type, variable.Identifier.ValueText), around), member, variable.Identifier);
                break;
            default:
                Append(shape, member);
                break;
        }
    }

    void Callable(MemberDeclarationSyntax member, SyntaxToken identifier, string type, StringBuilder shape, Surroundings around, bool isExtension)
    {
        var name = identifier.ValueText;
        isExtension |= around.Extended is not null;
        if (Implicit.Contains(name))
        {
            Append(shape, member);
            if (isExtension)
            {
                everywhere.Append(around.Text).Append(around.Extended);
                Append(everywhere, member);
            }
        }
        var part = Part(isExtension ? DeclarationKey.Extension(name) : DeclarationKey.MemberOf(type, name), around);
        part.Append(around.Extended);
        Declared(part, member, identifier);
    }

    // A member's own name must not lead to the members of other types that have it too: each model has a Define.
    void Declared(StringBuilder part, MemberDeclarationSyntax member, SyntaxToken identifier)
    {
        part.Append(text.ToString(TextSpan.FromBounds(member.SpanStart, identifier.SpanStart)));
        part.Append(Words.DeclaredFrom).Append(identifier.ValueText).Append(Words.DeclaredTo);
        Append(part, TextSpan.FromBounds(identifier.Span.End, member.Span.End));
    }

    // What a column refers to matters to the relation itself, and not to those that read it: reading on from there would
    // lead through all foreign keys to half of the project. An attribute with a type argument is none that others read.
    void WithoutReferences(TextSpan span, IEnumerable<AttributeListSyntax> attributes, StringBuilder shape, StringBuilder own)
    {
        var start = span.Start;
        foreach (var attribute in attributes.SelectMany(list => list.Attributes).Where(a => SimpleName(a.Name) is GenericNameSyntax))
        {
            Append(shape, TextSpan.FromBounds(start, attribute.SpanStart));
            Append(own, attribute);
            start = attribute.Span.End;
        }
        Append(shape, TextSpan.FromBounds(start, span.End));
    }

    static TextSpan HeaderOf(TypeDeclarationSyntax type) =>
        TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.RawKind != 0 ? type.OpenBraceToken.SpanStart : type.Span.End);

    StringBuilder Part(DeclarationKey key, Surroundings around)
    {
        if (!declarations.TryGetValue(key, out var part))
            declarations.Add(key, part = new StringBuilder());
        return part.Append(around.Text);
    }

    void Append(StringBuilder part, SyntaxNode node) => Append(part, node.Span);

    void Append(StringBuilder part, TextSpan span) => part.Append(text.ToString(span)).Append('\n');

    static int[] AttributeNames(MemberDeclarationSyntax declared) =>
        [.. declared.AttributeLists.SelectMany(list => list.Attributes).Select(a => Words.Hash(SimpleName(a.Name).Identifier.ValueText))];

    static bool IsModel(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(list => list.Attributes).Any(a => ModelAttributes.Contains(SimpleName(a.Name).Identifier.ValueText));

    static SimpleNameSyntax SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax aliased => aliased.Name,
        _ => (SimpleNameSyntax)name,
    };
}
