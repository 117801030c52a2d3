namespace Quern.Differential.Tests.Programs;

/// <summary>A random query: clauses before, conditions, a grouping or none, result columns, and what is done with the result.</summary>
/// <param name="From">The clauses that bring rows into scope.</param>
/// <param name="Filters">Conditions on them.</param>
/// <param name="Group">The grouping clause; empty for none.</param>
/// <param name="GroupKey">The grouping's key; null without one.</param>
/// <param name="Having">Conditions on groups.</param>
/// <param name="Columns">The result's columns.</param>
/// <param name="Finish">What follows the query: <c>.Distinct()</c>, a set operation with the other query, an order with a limit.</param>
/// <param name="Other">The second query of a set operation; its columns have the same types.</param>
sealed record QueryProgram(
    Node From, IReadOnlyList<Node> Filters, string Group, Node? GroupKey, IReadOnlyList<Node> Having, IReadOnlyList<Node> Columns, string Finish, QueryProgram? Other)
{
    /// <summary>Statements before the query: steps with names, which it reads.</summary>
    public Node Steps { get; init; } = "";

    /// <summary>What kind of model it is.</summary>
    public string Attribute { get; init; } = "[Table]";

    /// <summary>A model that it reads in place of orders, with the program's name and <c>Above</c>; empty for none.</summary>
    public Node Above { get; init; } = "";

    /// <summary>A model's source.</summary>
    public string Model(string name) =>
        $$"""
        {{Above.ToString().Replace("§name", name, StringComparison.Ordinal)}}
        {{Attribute}}
        public partial record {{name}}
        {
        {{string.Concat(Columns.Select((c, i) => $"    {Precision(c.Type)}public {(c.Type.EndsWith('?') ? "" : "required ")}{c.Type} C{i} {{ get; init; }}\n"))}}
            public static Query<{{name}}> Define(Query<{{(Above.Format.Length > 0 ? name + "Above" : "Order")}}> orders, Query<Item> items, Query<Customer> customers)
            {
                {{Steps}}
                return ({{Query(name)}}){{Finish.Replace("§other", Other is null ? "" : $"({Other.Query(name)})", StringComparison.Ordinal)}};
            }
        }
        """;

    /// <summary>The same query for a provider of LINQ, as a class; it reads and gives <see cref="IQueryable{T}"/>.</summary>
    public string Linq(string name) =>
        $$"""
        public static class Linq{{name}}
        {
            public static IQueryable<{{name}}> Define(IQueryable<Order> orders, IQueryable<Item> items, IQueryable<Customer> customers) =>
                ({{Query(name)}}){{Finish.Replace("§other", Other is null ? "" : $"({Other.Query(name)})", StringComparison.Ordinal)}};
        }
        """
            // An expression tree has no ?.; to SQL a row that is not there has nulls.
            .Replace("(i?.Id)", "((long?)i.Id)", StringComparison.Ordinal).Replace("(i?.Product)", "((string?)i.Product)", StringComparison.Ordinal)
            .Replace("(i?.Quantity)", "((int?)i.Quantity)", StringComparison.Ordinal).Replace("(i?.Discount)", "i.Discount", StringComparison.Ordinal);

    /// <summary>Programs that say less, the least first.</summary>
    public IEnumerable<QueryProgram> Simpler()
    {
        if (Finish.Length > 0)
            yield return this with { Finish = "", Other = null };
        if (Other is not null)
            foreach (var other in Other.Simpler().Where(o => o.Columns.Count == Columns.Count))
                yield return this with { Other = other };
        foreach (var from in From.Simpler())
            yield return this with { From = from };
        foreach (var steps in Steps.Simpler())
            yield return this with { Steps = steps };
        for (var i = 0; i < Filters.Count; i++)
            yield return this with { Filters = Without(Filters, i) };
        for (var i = 0; i < Having.Count; i++)
            yield return this with { Having = Without(Having, i) };
        for (var i = 0; Columns.Count > 1 && i < Columns.Count; i++)
            if (Other is null || Other.Columns.Count == Columns.Count)
                yield return this with { Columns = Without(Columns, i), Other = Other is null ? null : Other with { Columns = Without(Other.Columns, i) } };
        foreach (var changed in Changed(Filters))
            yield return this with { Filters = changed };
        foreach (var changed in Changed(Having))
            yield return this with { Having = changed };
        foreach (var changed in Changed(Columns))
            yield return this with { Columns = changed };
        foreach (var key in GroupKey?.Simpler() ?? [])
            yield return this with { GroupKey = key };
    }

    string Query(string name) =>
        $"{From}{Where(Filters)}{Group.Replace("§key", GroupKey?.ToString() ?? "", StringComparison.Ordinal)}{Where(Having)}\n            select new {name} {{ {string.Join(", ", Columns.Select((c, i) => $"C{i} = {c}"))} }}";

    static string Where(IEnumerable<Node> filters) => string.Concat(filters.Select(f => $"\n            where {f}"));

    // Sums of products have more digits than a column has by default.
    static string Precision(string type) => type.StartsWith("decimal", StringComparison.Ordinal) ? "[Precision(30, 6)] " : "";

    static Node[] Without(IReadOnlyList<Node> nodes, int at) => [.. nodes.Where((_, i) => i != at)];

    static IEnumerable<Node[]> Changed(IReadOnlyList<Node> nodes) =>
        Enumerable.Range(0, nodes.Count).SelectMany(at => nodes[at].Simpler().Select(simpler => nodes.Select((n, i) => i == at ? simpler : n).ToArray()));
}
