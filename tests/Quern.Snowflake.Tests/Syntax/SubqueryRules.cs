using System.Text.Json.Nodes;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>
/// Subqueries that the parsers take and the service refuses when they run: by
/// https://docs.snowflake.com/en/user-guide/querying-subqueries and https://docs.snowflake.com/en/sql-reference/operators-subquery,
/// and by what others have found that its planner can't turn into a join ("Unsupported subquery type cannot be evaluated").
/// </summary>
static class SubqueryRules
{
    static readonly HashSet<string> Comparisons = ["Eq", "NotEq", "Lt", "LtEq", "Gt", "GtEq"];

    static readonly HashSet<string> Aggregates =
        ["COUNT", "SUM", "MIN", "MAX", "MIN_BY", "MAX_BY", "ANY_VALUE", "AVG", "BOOLAND_AGG", "BOOLOR_AGG", "STDDEV_SAMP", "LISTAGG", "PERCENTILE_CONT", "PERCENTILE_DISC", "APPROX_COUNT_DISTINCT"];

    /// <summary>What a statement has of them.</summary>
    public static IReadOnlyList<string> Violations(JsonNode tree)
    {
        var found = new List<string>();
        foreach (var select in SyntaxTree.All(tree, "Select"))
            CheckPlaces(select, [.. SyntaxTree.Aliases(select["from"])], found);
        // What it documents of LATERAL is a subquery that it can turn into a join; of limits and groups in one it says nothing.
        found.AddRange(SyntaxTree.All(tree, "Derived").Where(d => (bool?)d["lateral"] == true).Select(_ => "a query that is asked for each row of another"));
        foreach (var delete in SyntaxTree.All(tree, "Delete"))
            CheckPlaces(delete, [.. SyntaxTree.Aliases(delete["from"])], found);
        return found;
    }

    static void CheckPlaces(JsonNode statement, HashSet<string> own, List<string> found)
    {
        var conjuncts = Operands(statement["selection"], "And").ToList();
        foreach (var condition in conjuncts)
            Check(condition, own, isConjunct: true, found);
        foreach (var (_, clause) in statement.AsObject().Where(m => m.Key is "projection" or "group_by" or "having" or "qualify"))
            Check(clause, own, isConjunct: false, found);
        foreach (var on in (statement["from"] as JsonArray ?? []).SelectMany(i => i!["joins"]?.AsArray() ?? []).SelectMany(j => SyntaxTree.All(j!["join_operator"], "On")))
        {
            if (Subqueries(on).Any(s => SyntaxTree.OuterSources(s.Query).Count > 0))
                found.Add("a correlated subquery in the condition of a join");
            Check(on, own, isConjunct: false, found);
        }
    }

    static void Check(JsonNode? node, HashSet<string> own, bool isConjunct, List<string> found)
    {
        var top = isConjunct && node is JsonObject { Count: 1 } only && only.First().Key is "Exists" or "InSubquery" ? node : null;
        foreach (var (kind, query, place) in Subqueries(node))
        {
            var outer = SyntaxTree.OuterSources(query);
            if (place != top && (kind == "InSubquery" || (kind == "Exists" && outer.Count > 0)))
                found.Add($"{kind} that is no condition of WHERE by itself");
            if (outer.Count > 0)
                CheckCorrelated(kind, query, outer, own, found);
        }
    }

    // The outermost ones; those inside them belong to their own SELECTs.
    static IEnumerable<(string Kind, JsonNode Query, JsonNode Place)> Subqueries(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                return items.SelectMany(Subqueries);
            case JsonObject members:
                return members.SelectMany(m => m.Key switch
                {
                    "Subquery" => [("Subquery", m.Value!, members)],
                    "Exists" => [("Exists", m.Value!["subquery"]!, members)],
                    "InSubquery" => Subqueries(m.Value!["expr"]).Prepend(("InSubquery", m.Value["subquery"]!, members)),
                    _ => Subqueries(m.Value),
                });
            default:
                return [];
        }
    }

    static void CheckCorrelated(string kind, JsonNode query, HashSet<string> outer, HashSet<string> own, List<string> found)
    {
        void Refuse(bool condition, string what)
        {
            if (condition)
                found.Add($"a correlated subquery {what}");
        }

        Refuse(!outer.IsSubsetOf(own), "that refers beyond the row around it");
        Refuse(query["limit_clause"] is not null, "with LIMIT");
        if (query["body"]?["Select"] is not { } select)
        {
            Refuse(true, "that is no plain SELECT");
            return;
        }
        var isGrouped = select["group_by"]?["Expressions"]?[0] is JsonArray { Count: > 0 };
        var isAggregate = !isGrouped && SyntaxTree.All(select["projection"], "Function").Any(f => f["over"] is null && Aggregates.Contains(SyntaxTree.Name(f)));
        Refuse(kind == "Subquery" && (!isAggregate || select["distinct"] is not null), "of one value that is no aggregate of all rows");
        Refuse(kind == "Exists" && isAggregate, "that asks whether an aggregate exists");
        Refuse(kind == "Derived" && (isGrouped || isAggregate || select["distinct"] is not null), "over groups of rows that the outer row chooses");
        foreach (var (name, clause) in select.AsObject().Where(m => m.Key is "projection" or "group_by" or "having" or "qualify"))
            Refuse(SyntaxTree.Sources(clause).Any(outer.Contains), $"that refers to the outer row in {name}");
        CheckConditions(select, outer, found);
    }

    static void CheckConditions(JsonNode select, HashSet<string> outer, List<string> found)
    {
        foreach (var item in select["from"]!.AsArray())
            foreach (var join in item!["joins"]?.AsArray() ?? [])
                foreach (var (kind, on) in SyntaxTree.Members(join!["join_operator"]).Where(m => m.Value is JsonObject o && o.ContainsKey("On")).Select(m => (m.Name, m.Value["On"]!)))
                    foreach (var condition in Operands(on, "And").Where(c => SyntaxTree.Sources(c).Any(outer.Contains)))
                        if (kind is not ("Join" or "Inner") || !IsEvaluated(condition, outer))
                            found.Add("a correlated subquery with a condition of a join on the outer row");
        foreach (var relation in SyntaxTree.All(select["from"], "relation").Where(r => r["TableFunction"] is not null || r["Function"] is not null))
            if (SyntaxTree.Sources(relation).Any(outer.Contains))
                found.Add("a correlated subquery over rows that a function makes of the outer row");
        foreach (var condition in Operands(select["selection"], "And").Where(c => !IsEvaluated(c, outer)))
            found.Add($"a correlated subquery with a condition that is no comparison of two sides: {condition.ToJsonString()[..Math.Min(300, condition.ToJsonString().Length)]}");
        foreach (var derived in SyntaxTree.All(select["from"], "Derived").Select(d => d["subquery"]!).Where(q => SyntaxTree.OuterSources(q).Overlaps(outer)))
            CheckCorrelated("Derived", derived, SyntaxTree.OuterSources(derived), outer, found);
    }

    // A side reads the outer row or the subquery's own.
    static bool IsEvaluated(JsonNode condition, HashSet<string> outer)
    {
        if (!SyntaxTree.Sources(condition).Any(outer.Contains))
            return true;
        condition = Regrouped(condition);
        var (kind, node) = (condition.AsObject().First().Key, condition.AsObject().First().Value!);
        return kind switch
        {
            "Nested" => IsEvaluated(node, outer),
            "BinaryOp" when (string?)node["op"] is "And" or "Or" => IsEvaluated(node["left"]!, outer) && IsEvaluated(node["right"]!, outer),
            "BinaryOp" when Comparisons.Contains((string)node["op"]!) => AreApart(outer, node["left"]!, node["right"]!),
            "IsNotDistinctFrom" => AreApart(outer, node[0]!, node[1]!),
            "Between" when (bool?)node["negated"] != true => AreApart(outer, node["expr"]!, node["low"]!) && AreApart(outer, node["expr"]!, node["high"]!),
            "InList" => node["list"]!.AsArray().All(v => AreApart(outer, node["expr"]!, v!)),
            "Like" when (bool?)node["negated"] != true => AreApart(outer, node["expr"]!, node["pattern"]!),
            _ => false,
        };
    }

    static bool AreApart(HashSet<string> outer, params JsonNode[] sides)
    {
        var kinds = sides.Select(s => (Outer: SyntaxTree.Sources(s).Any(outer.Contains), Own: SyntaxTree.Sources(s).Any(n => !outer.Contains(n)))).ToList();
        return kinds.TrueForAll(k => !(k.Outer && k.Own)) && kinds.Count(k => k.Outer) < 2;
    }

    static IEnumerable<JsonNode> Operands(JsonNode? condition, string op)
    {
        if (condition is null)
            return [];
        condition = Regrouped(condition);
        return condition["Nested"] is { } nested && nested["BinaryOp"]?["op"] is { } inner && (string?)inner == op ? Operands(nested, op)
            : condition["BinaryOp"] is { } pair && (string?)pair["op"] == op ? Operands(pair["left"], op).Concat(Operands(pair["right"], op))
            : [condition];
    }

    // sqlparser-rs 0.62 reads `a IS DISTINCT FROM b AND c` as if b AND c stood in parentheses.
    static JsonNode Regrouped(JsonNode condition)
    {
        var (kind, node) = condition is JsonObject { Count: 1 } only ? (only.First().Key, only.First().Value) : ("", null);
        return kind is "IsDistinctFrom" or "IsNotDistinctFrom" && node![1]!["BinaryOp"] is { } pair && (string?)pair["op"] is "And" or "Or"
            ? new JsonObject
            {
                ["BinaryOp"] = new JsonObject
                {
                    ["left"] = Regrouped(new JsonObject { [kind] = new JsonArray(node[0]!.DeepClone(), pair["left"]!.DeepClone()) }).DeepClone(),
                    ["op"] = (string)pair["op"]!,
                    ["right"] = pair["right"]!.DeepClone(),
                },
            }
            : condition;
    }
}
