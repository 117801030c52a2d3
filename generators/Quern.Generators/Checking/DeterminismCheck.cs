using System.Text.RegularExpressions;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>What makes an incremental model's rows depend on when they were made, so that a full refresh gives other rows.</summary>
internal static class DeterminismCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        if (relation.Incremental is null)
            return [];
        var query = relation.Query!;
        return Moments(relation, query, facts).Concat(Ties(relation, query, facts)).Concat(TiesInWindows(relation, query, facts));
    }

    static IEnumerable<DiagnosticSpec> Moments(RelationSpec relation, Rel query, QueryFacts facts)
    {
        var use = query.SelfAndDescendants().SelectMany(rel => rel.AllExpressions()).FirstOrDefault(IsMoment);
        if (use is null)
            yield break;
        var column = RowSources.Projections(query).SelectMany(p => p.Columns).FirstOrDefault(c => c.Expr.SelfAndDescendants().Any(IsMoment))?.Name;
        var place = facts.Columns.FirstOrDefault(c => c.Name == column)?.Location ?? (facts.Moments.Count > 0 ? facts.Moments[0] : relation.Location);
        var source = use is TemplateExpr chance ? $"'{chance.Name}', which gives another value each time" : "the time of the run";
        yield return new(
            Descriptors.NotDeterministic.Id, place,
            [relation.TypeName, column is null ? $"chooses its rows by {source}" : $"sets '{column}' from {source}", "use a column of the input, or suppress this where it is meant"]);
    }

    // A Take keeps some of the rows that tie; which, is up to the engine.
    static IEnumerable<DiagnosticSpec> Ties(RelationSpec relation, Rel query, QueryFacts facts)
    {
        var grain = new Grain(facts, query);
        foreach (var sort in query.SelfAndDescendants().OfType<SortRel>().Where(s => s.Take is not null || s.Skip is not null))
        {
            ColumnRef[] ordered = [.. sort.Keys.SelectMany(k => Injection.Columns(k.Expr))];
            if (!grain.Covers(sort.Input, ordered))
                yield return new(
                    Descriptors.NotDeterministic.Id, facts.Orders.FirstOrDefault(o => o.Keys.Equals(sort.Keys))?.Location ?? relation.Location,
                    [relation.TypeName, "takes some of the rows in an order that leaves ties", sort.Keys.Count == 0 ? "order them by the key" : AddKey, .. TieBreaker(sort.Input, ordered, grain, facts)]);
        }
    }

    const string AddKey = "add the key to OrderBy with ThenBy";

    // A row's number, or its neighbour, is another one each time where rows tie.
    static IEnumerable<DiagnosticSpec> TiesInWindows(RelationSpec relation, Rel query, QueryFacts facts)
    {
        var windows = query.SelfAndDescendants().OfType<ProjectRel>()
            .SelectMany(p => p.AllExpressions().OfType<WindowExpr>().Where(IsByPlace).Select(window => (p.Input, Window: window))).ToList();
        if (windows.Count == 0)
            yield break;
        var grain = new Grain(facts, query);
        var places = new HashSet<LocationSpec>();
        foreach (var (input, window) in windows)
        {
            ColumnRef[] ordered = [.. window.Partition.Concat(window.Order.Select(k => k.Expr)).SelectMany(Injection.Columns)];
            if (!grain.Covers(input, ordered)
                && facts.Windows.FirstOrDefault(w => w.Window.Equals(window)) is var found && (found?.Location ?? relation.Location) is var place && places.Add(place))
                yield return found is { IsAsOf: true }
                    ? new(Descriptors.NotDeterministic.Id, place, [relation.TypeName, "takes one of the rows of one key and time", "join rows of which no two have both, such as those that DistinctBy keeps"])
                    : new(Descriptors.NotDeterministic.Id, place, [relation.TypeName, "numbers or picks rows in an order that leaves ties", AddKey, .. TieBreaker(input, ordered, grain, facts)]);
        }
    }

    // For a fix: a relation whose rows are at hand and, of its properties, those that leave no ties when the order goes on with them.
    static IEnumerable<string> TieBreaker(Rel rows, ColumnRef[] ordered, Grain grain, QueryFacts facts)
    {
        var candidates =
            from scan in rows.SelfAndDescendants().OfType<ScanRel>()
            where scan.RelationId != "target" && rows.BoundAliases().Contains(scan.Alias)
            let input = facts.Input(scan.RelationId)
            where input is not null
            from key in input.Keys
            let missing = key.Where(name => !ordered.Contains(new ColumnRef(scan.Alias, name))).ToArray()
            where missing.All(name => input.Properties.Any(p => p.Column == name))
                && grain.Covers(rows, ordered.Concat(missing.Select(name => new ColumnRef(scan.Alias, name))))
            orderby missing.Length
            select (input.Id, Properties: missing.Select(name => input.Properties.First(p => p.Column == name).Property));
        return candidates.Take(1).SelectMany(found => new[] { found.Id, string.Join(",", found.Properties) });
    }

    // A rank is the same for rows that tie, and so is an aggregate over a range.
    static bool IsByPlace(WindowExpr window) => window switch
    {
        { Function: WindowFunctionExpr { Function: WindowFunction.Rank or WindowFunction.DenseRank or WindowFunction.PercentRank or WindowFunction.CumeDist } } => false,
        { Function: WindowFunctionExpr } => true,
        { Frame: { IsRange: false } frame } => frame.Preceding is not null || frame.Following is not null,
        _ => false,
    };

    static bool IsMoment(Expr expr) => expr is FunctionExpr { Function: SqlFunction.Now }
        || (expr is TemplateExpr template && template.Templates.Any(t => Chance.IsMatch(t.Text)));

    // What engines call the time, random numbers, new ids and sequences.
    static readonly Regex Chance = new(
        @"\b(random|rand|randstr|uniform|setseed|uuid|uuidv4|uuidv7|uuid_string|gen_random_uuid|newid|now|getdate|sysdate|today|clock_timestamp|transaction_timestamp|statement_timestamp|nextval|seq[1248])\s*\(|\b(current_date|current_time|current_timestamp|localtime|localtimestamp|sysdate)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
