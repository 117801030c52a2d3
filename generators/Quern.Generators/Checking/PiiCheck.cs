using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// Columns that carry personal data of an input without saying so. It flows with values: through expressions, groups' keys and
/// least or greatest values, and ends in comparisons, counts and what a masking method made.
/// </summary>
internal static class PiiCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        if (facts.Inputs.All(i => i.Pii.Count == 0) && facts.Declared.Count == 0)
            yield break;
        var bindings = new Dictionary<string, Rel>(StringComparer.Ordinal);
        foreach (var rel in relation.Query!.SelfAndDescendants().Where(r => r is ScanRel or NamedRel or AggregateRel or ProjectRel or SetRel or RecurseRel or PreviousRel or MadeRel))
            bindings[rel.BoundAliases().Single()] = rel;
        foreach (var output in Columns(relation.Query!))
        {
            if (facts.Columns.FirstOrDefault(c => c.Name == output.Name) is not { } column)
                continue;
            var carried = Carried(output.Expr, bindings, facts).Distinct().Where(found => !Declares(column, found.Kind)).ToArray();
            foreach (var found in carried.Take(1))
                yield return new(
                    Descriptors.UndeclaredPii.Id, column.Location,
                    [relation.TypeName, column.Property, $"{found.Input}.{found.Column}", Suggestion(carried.Select(c => c.Kind))]);
        }
    }

    static bool Declares(ColumnFacts column, string kind) => column.Pii is { } declared && (kind.Length == 0 || declared.Contains(kind));

    static string Suggestion(IEnumerable<string> kinds)
    {
        var named = kinds.Where(k => k.Length > 0).Distinct().Select(k => $"\"{k}\"").ToArray();
        return named.Length == 0 ? "[Pii]" : $"[Pii({string.Join(", ", named)})]";
    }

    static IEnumerable<(string Input, string Column, string Kind)> Carried(Expr expr, Dictionary<string, Rel> bindings, QueryFacts facts)
    {
        // The very value that the mask gave: one that looks like it may be had without the mask.
        if (facts.Masked.Any(masked => ReferenceEquals(masked, expr)) || IsCondition(expr) || expr is AggregateExpr { Function: AggregateFunction.Count or AggregateFunction.ApproximateCountDistinct or AggregateFunction.Grouping })
            return [];
        var declared = facts.Declared.Count == 0 ? [] : OfStep(expr with { IsNullable = true }, facts);
        return declared.Concat(expr is ColumnExpr column ? OfColumn(column, bindings, facts) : Parts(expr).SelectMany(part => Carried(part, bindings, facts)));
    }

    // What is asked of a value is not the value. A column that is true or false is one.
    static bool IsCondition(Expr expr) => expr switch
    {
        ComparisonExpr or DistinctExpr or IsNullExpr or InListExpr or InQueryExpr or ExistsExpr => true,
        AggregateExpr { Function: AggregateFunction.Any or AggregateFunction.All } => true,
        FunctionExpr
        {
            Function: SqlFunction.StartsWith or SqlFunction.EndsWith or SqlFunction.Contains or SqlFunction.Like or SqlFunction.IsMatch or SqlFunction.JsonIsObject
                or SqlFunction.ArrayContains or SqlFunction.ArrayEqual or SqlFunction.HoldsNull or SqlFunction.HoldsOther
        } => true,
        TemplateExpr { Type.Kind: SqlTypeKind.Boolean } test => test.Arguments.All(a => a.Type.Kind != SqlTypeKind.Boolean),
        _ => false,
    };

    static IEnumerable<(string, string, string)> OfStep(Expr value, QueryFacts facts) => facts.Declared.Where(d => d.Value == value)
        .SelectMany(d => d.Kinds.Count == 0 ? [(d.Step, d.Column, "")] : d.Kinds.Select(kind => (d.Step, d.Column, kind)));

    static IEnumerable<(string Input, string Column, string Kind)> OfColumn(ColumnExpr column, Dictionary<string, Rel> bindings, QueryFacts facts)
    {
        return bindings.TryGetValue(column.Source, out var rel)
            ? rel switch
            {
                ScanRel scan => OfInput(scan, column.Name, facts),
                UnnestRel items => column.Name == UnnestRel.Item ? Carried(items.Array, bindings, facts) : [],
                NamedRel named => OfQuery(named.Body, column.Name, bindings, facts),
                SeriesRel series => Carried(series.First, bindings, facts).Concat(Carried(series.Last, bindings, facts)),
                // What is left of the one side is none of the other's.
                SetRel { Operator: SetOperator.Except } set => OfQuery(set.Left, column.Name, bindings, facts),
                SetRel set => OfQuery(set.Left, column.Name, bindings, facts).Concat(OfQuery(set.Right, column.Name, bindings, facts)),
                RecurseRel recursion => OfRecursion(recursion, column.Name, bindings, facts),
                PreviousRel previous => OfRecursion((RecurseRel)bindings[previous.Recursion], column.Name, bindings, facts),
                _ => OfQuery(rel, column.Name, bindings, facts),
            }
            : [];
    }

    // What a condition only asks about does not end up in the value.
    static IEnumerable<Expr> Parts(Expr expr) => expr switch
    {
        CaseExpr e => [.. e.Branches.Select(b => b.Result), e.Else],
        AggregateExpr { Argument: { } argument } => [argument],
        AggregateExpr => [],
        WindowExpr e => [e.Function],
        ScalarQueryExpr e => Columns(e.Query).Select(c => c.Expr),
        _ => expr.Children(),
    };

    static IEnumerable<(string, string, string)> OfInput(ScanRel scan, string column, QueryFacts facts) =>
        facts.Input(scan.RelationId) is { } input && input.Pii.FirstOrDefault(p => p.Column == column) is { } pii
            ? pii.Kinds.Count == 0 ? [(input.Name, column, "")] : pii.Kinds.Select(kind => (input.Name, column, kind))
            : [];

    static IEnumerable<(string, string, string)> OfQuery(Rel rel, string column, Dictionary<string, Rel> bindings, QueryFacts facts) =>
        Columns(rel).Where(c => c.Name == column).SelectMany(c => Carried(c.Expr, bindings, facts));

    // Each column of each recursion is followed into the step once.
    static IEnumerable<(string, string, string)> OfRecursion(RecurseRel recursion, string column, Dictionary<string, Rel> bindings, QueryFacts facts)
    {
        var traced = $"{recursion.Alias}.{column}";
        if (bindings.ContainsKey(traced))
            return OfQuery(recursion.Seed, column, bindings, facts);
        var inside = new Dictionary<string, Rel>(bindings, StringComparer.Ordinal) { [traced] = recursion };
        return OfQuery(recursion.Seed, column, bindings, facts).Concat(OfQuery(recursion.Step, column, inside, facts));
    }

    static IReadOnlyList<NamedExpr> Columns(Rel rel) => rel switch
    {
        FilterRel or DistinctRel or SortRel or ChangedRel => Columns(rel.Inputs().Single()),
        _ => rel.OutputColumns(),
    };
}
