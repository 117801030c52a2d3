using Quern.Generators.Model;

namespace Quern.Generators.Emitting;

/// <summary>The fields that stand for relations and parameters in a file's templates.</summary>
internal sealed class TemplateHoles
{
    const string Registry = "global::Quern.Registry.";

    // Ordinal, so that fields come in one order whatever uses them first.
    readonly SortedDictionary<string, string> declarations = new(StringComparer.Ordinal);
    readonly Dictionary<TemplatePart, string> names = [];

    public TemplateHoles(IEnumerable<TemplateText> templates)
    {
        var holes = templates.SelectMany(t => t.Parts).Where(p => p is RelationPart or ParameterPart).Distinct();
        foreach (var hole in holes.OrderBy(h => h.ToString(), StringComparer.Ordinal))
            Declare(hole);
    }

    /// <summary>The fields' declarations.</summary>
    public IEnumerable<string> Declarations => declarations.Values;

    /// <summary>The expression for a hole; column lists read the local variable <c>columns</c>.</summary>
    public string ExpressionOf(TemplatePart hole) => hole switch
    {
        ColumnListPart { Form: ColumnListForm.Names } => "columns.Names",
        ColumnListPart { Form: ColumnListForm.Differ } list =>
            $"columns.Differ({CSharpText.Literal(list.Alias)}, {CSharpText.Literal(list.OtherAlias)})",
        ColumnListPart list => $"columns.{list.Form}({CSharpText.Literal(list.Alias)})",
        _ => names[hole],
    };

    void Declare(TemplatePart hole)
    {
        var (type, wanted, value) = hole switch
        {
            RelationPart { Id: "target" or "stage" or "touched_keys" or "tested" } builtIn =>
                ("RelationRef", PascalCase(builtIn.Id), $"{Registry}RelationRef.{PascalCase(builtIn.Id)}"),
            RelationPart relation => ("RelationRef", "Ref_" + CSharpText.IdentifierFrom(relation.Id), $"new({CSharpText.Literal(relation.Id)})"),
            ParameterPart parameter => ("ParameterRef", "Param_" + CSharpText.IdentifierFrom(parameter.Name), $"new({CSharpText.Literal(parameter.Name)})"),
            _ => throw new InvalidOperationException($"A {hole.GetType().Name} needs no field."),
        };
        // `A.B_C` and `A_B.C` would share a name.
        var name = wanted;
        for (var n = 2; declarations.ContainsKey(name); n++)
            name = $"{wanted}_{n}";
        names.Add(hole, name);
        declarations.Add(name, $"static readonly {Registry}{type} {name} = {value};");
    }

    static string PascalCase(string snakeCase) =>
        string.Concat(snakeCase.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
