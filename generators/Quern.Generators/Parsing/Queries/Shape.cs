using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>What a C# expression of a query stands for while it is translated. It never leaves the parsing stage.</summary>
internal abstract class Shape;

/// <summary>One value.</summary>
internal sealed class ScalarShape(Expr expr) : Shape
{
    public Expr Expr { get; } = expr;
}

/// <summary>A record, an anonymous object or a tuple, by its members.</summary>
/// <param name="members">Name and shape, in order.</param>
/// <param name="presence">True where the row is there: after a left join it may be null. Null when it always is.</param>
internal sealed class RowShape(ITypeSymbol? type, IReadOnlyList<KeyValuePair<string, Shape>> members, Expr? presence = null) : Shape
{
    public ITypeSymbol? Type { get; } = type;

    public IReadOnlyList<KeyValuePair<string, Shape>> Members { get; } = members;

    public Expr? Presence { get; } = presence;

    public Shape? Member(string name)
    {
        foreach (var member in Members)
            if (member.Key == name)
                return member.Value;
        return null;
    }
}

/// <summary>Rows that aggregates are asked of: those of a group, all of a query's, or some of either.</summary>
/// <param name="key">What they share; null when they are all rows of a query.</param>
/// <param name="filter">Which of them count; null for all.</param>
/// <param name="add">Takes an aggregate of them and gives its value.</param>
/// <param name="mayBeEmpty">Whether there may be no row: then what has no value over nothing is null.</param>
internal sealed class GroupShape(Shape? key, Shape element, Func<AggregateExpr, Expr> add, bool mayBeEmpty, Expr? filter = null) : Shape
{
    public Shape? Key { get; } = key;

    public Expr? Filter { get; } = filter;

    public bool MayBeEmpty { get; } = mayBeEmpty;

    /// <summary>Whether they are a window's: no engine counts different values over one.</summary>
    public bool IsWindow { get; init; }

    /// <summary>Whether each value that the rows stand for counts once.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>The order that the rows were put in; empty when in none.</summary>
    public EquatableArray<SortKey> Order { get; init; } = [];

    public Shape Element { get; } = element;

    public Expr Add(AggregateExpr aggregate) => add(aggregate);

    /// <summary>Those of the rows that satisfy a condition.</summary>
    public GroupShape Where(Expr condition) => new(Key, Element, add, mayBeEmpty: true, Filter is { } some ? Exprs.And(some, condition) : condition) { IsWindow = IsWindow, IsDistinct = IsDistinct, Order = Order };

    /// <summary>What the rows stand for.</summary>
    public GroupShape Of(Shape element, bool isDistinct) => new(Key, element, add, MayBeEmpty, Filter) { IsWindow = IsWindow, IsDistinct = isDistinct };

    /// <summary>The rows in an order.</summary>
    public GroupShape OrderedBy(EquatableArray<SortKey> order) => new(Key, Element, add, MayBeEmpty, Filter) { IsWindow = IsWindow, Order = order };
}

/// <summary>A lambda, or a method by its name, that a helper or a local variable was given.</summary>
internal sealed class FunctionShape(IOperation function, Scope scope) : Shape
{
    public IOperation Function { get; } = function;

    /// <summary>What the names in it stand for.</summary>
    public Scope Scope { get; } = scope;
}

/// <summary>The rows that a row is seen among: SQL's window.</summary>
internal sealed class WindowShape(Shape element) : Shape
{
    public Shape Element { get; } = element;

    public EquatableArray<Expr> Partition { get; init; }

    public EquatableArray<SortKey> Order { get; init; }

    public WindowFrame? Frame { get; init; }

    public GroupShape Rows => new(null, Element, Over, mayBeEmpty: Frame is { HasCurrentRow: false }) { IsWindow = true };

    public WindowExpr Over(Expr function) => new(function, Partition, Frame is null && function is AggregateExpr ? [] : Order, Frame);
}

/// <summary>A query that each use instantiates anew, so that every use has an alias of its own.</summary>
/// <param name="instantiate">Takes the alias that is wished for.</param>
internal sealed class QueryShape(Func<string, QueryState> instantiate) : Shape
{
    public QueryState Instantiate(string alias) => instantiate(alias);
}

/// <summary>The rows of the right side of a group join that match the row at hand.</summary>
internal sealed class MatchesShape(QueryState right, Expr on, bool orDefault = false) : Shape
{
    public QueryState Right { get; } = right;

    public Expr On { get; } = on;

    /// <summary>Whether there is one match at most, by how the right side was made.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether <c>DefaultIfEmpty</c> was called: a left join.</summary>
    public bool OrDefault { get; } = orDefault;
}

/// <summary>The model's own table: <c>Target&lt;T&gt;</c>.</summary>
internal sealed class TargetShape(QueryShape rows) : Shape
{
    public QueryShape Rows { get; } = rows;
}

/// <summary>A query under translation: its rows and what one of them looks like.</summary>
/// <param name="Order">Sort keys that no <c>Take</c> has used yet.</param>
internal sealed record QueryState(Rel Rel, Shape Element, EquatableArray<SortKey> Order = default);

/// <summary>An aggregate whose list of aggregates still grows; becomes an <see cref="AggregateRel"/> when the query is finished.</summary>
internal sealed record GroupRel(Rel Input, EquatableArray<NamedExpr> Keys, string Alias) : Rel
{
    readonly List<NamedExpr> aggregates = [];

    public Expr Add(AggregateExpr aggregate)
    {
        var known = aggregates.FirstOrDefault(a => a.Expr == aggregate);
        if (known is null)
        {
            known = new NamedExpr($"{aggregate.Function.ToString().ToLowerInvariant()}_{aggregates.Count + 1}", aggregate);
            aggregates.Add(known);
        }
        return new ColumnExpr(Alias, known.Name, aggregate.Type, aggregate.IsNullable);
    }

    public GroupingSets Sets { get; init; }

    public EquatableArray<int> ListedSets { get; init; } = [];

    public AggregateRel Finish(Rel input) => new(input, Keys, aggregates.ToEquatableArray(), Alias) { Sets = Sets, ListedSets = ListedSets };

    // The list grows while the record is in use, so it must not take part in equality.
    public bool Equals(GroupRel? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Alias.GetHashCode();
}
