using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Reads <c>[RenamedFrom]</c>. Names compare without case, as on DuckDB, so that they mean one thing on each engine.</summary>
internal static class FormerNames
{
    /// <summary>The columns with their former names.</summary>
    /// <param name="relation">The record's name.</param>
    /// <param name="columns">The columns without.</param>
    /// <param name="isBuilt">Whether Quern makes the relation's table, so that it can rename in it.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static IReadOnlyList<ParsedColumn> Read(string relation, IReadOnlyList<ParsedColumn> columns, bool isBuilt, DiagnosticBag diagnostics)
    {
        if (columns.All(c => c.Attributes.All(a => !IsRenamedFrom(a))))
            return columns;
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
            taken[column.Spec.Name] = column.Property.Name;
        return [.. columns.Select(column => column with { Spec = column.Spec with { FormerNames = OfColumn(column).ToEquatableArray() } })];

        IEnumerable<string> OfColumn(ParsedColumn column)
        {
            foreach (var attribute in column.Attributes.Where(IsRenamedFrom))
            {
                var name = attribute.ArgumentValue(0) as string ?? "";
                var wrong =
                    !isBuilt ? NotBuilt
                    : name.Length == 0 ? Empty
                    : string.Equals(name, column.Spec.Name, StringComparison.OrdinalIgnoreCase) ? "names the column itself (names compare without case); give the name that it had before, or remove the attribute"
                    : taken.TryGetValue(name, out var other) ? $"names '{relation}.{other}', which {(columns.Any(c => string.Equals(c.Spec.Name, name, StringComparison.OrdinalIgnoreCase)) ? "is a column still" : "is renamed from it too")}; a column has one successor, so remove one of them"
                    : null;
                if (wrong is null)
                {
                    taken.Add(name, column.Property.Name);
                    yield return name;
                    continue;
                }
                diagnostics.Add(Descriptors.WrongFormerName, attribute.Argument(0), name, $"{relation}.{column.Property.Name}", wrong);
            }
        }
    }

    /// <summary>The former names of a relation.</summary>
    public static EquatableArray<FormerNameSpec> Read(INamedTypeSymbol record, string schema, string name, bool isBuilt, DiagnosticBag diagnostics)
    {
        var found = new List<FormerNameSpec>();
        foreach (var attribute in record.GetAttributes().Where(IsRenamedFrom))
        {
            var text = attribute.ArgumentValue(0) as string ?? "";
            var parts = text.Split('.');
            var former = new FormerNameSpec(parts.Length == 1 ? schema : parts[0], parts[parts.Length - 1], LocationSpec.From(attribute.Argument(0)));
            var wrong =
                !isBuilt ? NotBuilt
                : parts.Any(part => part.Length == 0) ? Empty
                : parts.Length > 2 ? "has more than one dot; write 'schema.name', or 'name' in the relation's own schema"
                : IsSame(former, schema, name) ? $"names '{record.Name}' itself (names compare without case); give the name that it had before, or remove the attribute"
                : found.Any(other => IsSame(former, other.Schema, other.Name)) ? "is there twice; remove one"
                : null;
            if (wrong is null)
                found.Add(former);
            else
                diagnostics.Add(Descriptors.WrongFormerName, attribute.Argument(0), text, record.Name, wrong);
        }
        return found.ToEquatableArray();
    }

    /// <summary>Reports the former names of a step of models and of its own columns.</summary>
    public static void RefuseOfStep(INamedTypeSymbol step, DiagnosticBag diagnostics)
    {
        foreach (var symbol in step.GetMembers().OfType<IPropertySymbol>().Prepend<ISymbol>(step))
            foreach (var attribute in symbol.GetAttributes().Where(IsRenamedFrom))
                diagnostics.Add(Descriptors.WrongFormerName, attribute.Argument(0), attribute.ArgumentValue(0) as string ?? "", symbol is IPropertySymbol column ? $"{step.Name}.{column.Name}" : step.Name, NoTable);
    }

    const string NoTable = "is on an [Ephemeral] model, which is no table of the warehouse, so there is nothing to rename; remove the attribute";

    const string Empty = "is empty; give the name that the warehouse had before";

    const string NotBuilt = "is on a source that Quern does not fill, so no run can rename it; rename it in the warehouse and remove the attribute";

    static bool IsRenamedFrom(AttributeData attribute) => attribute.AttributeClass.Is(Names.RenamedFrom);

    static bool IsSame(FormerNameSpec former, string schema, string name) =>
        string.Equals(former.Schema, schema, StringComparison.OrdinalIgnoreCase) && string.Equals(former.Name, name, StringComparison.OrdinalIgnoreCase);
}
