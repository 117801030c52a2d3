using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Joins.
internal sealed partial class Translator
{
    // Join(inner, outerKey, innerKey, result), and LeftJoin alike.
    QueryState Join(JoinKind kind, IOperation receiver, IOperation[] arguments, Scope scope, string alias)
    {
        var left = Plain(Query(receiver, scope, Wish(arguments[1], 0) ?? alias), Wish(arguments[1], 0) ?? alias);
        var right = RightSide(arguments[0], Wish(arguments[2], 0) ?? "r", scope, kind);
        context.Joined(right.Rel, arguments[0]);
        var on = KeysEqual(arguments[1], Apply(arguments[1], scope, left.Element), Apply(arguments[2], scope, right.Element));
        if (kind != JoinKind.Full)
            return Joined(kind, left, right, on, element => Apply(arguments[3], scope, left.Element, element), arguments[0]);
        RequireAllRows(left, receiver, "A full join");
        RequireAllRows(right, arguments[0], "A full join");
        var (first, second) = (Optional(left.Element, Presence(on, left, receiver)), Optional(right.Element, Presence(on, right, arguments[0])));
        return new QueryState(new JoinRel(kind, left.Rel, right.Rel, on), Apply(arguments[3], scope, first, second));
    }

    // A left join seen from the other side.
    QueryState RightJoin(IOperation receiver, IOperation[] arguments, Scope scope, string alias)
    {
        var right = Plain(Query(arguments[0], scope, Wish(arguments[2], 0) ?? "r"), Wish(arguments[2], 0) ?? "r");
        var left = RightSide(receiver, Wish(arguments[1], 0) ?? alias, scope, JoinKind.Left);
        context.Joined(left.Rel, receiver);
        var on = KeysEqual(arguments[1], Apply(arguments[2], scope, right.Element), Apply(arguments[1], scope, left.Element));
        return Joined(JoinKind.Left, right, left, on, element => Apply(arguments[3], scope, element, right.Element), receiver);
    }

    QueryState GroupJoin(IOperation receiver, IOperation[] arguments, Scope scope, string alias)
    {
        var left = Plain(Query(receiver, scope, Wish(arguments[1], 0) ?? alias), Wish(arguments[1], 0) ?? alias);
        var right = RightSide(arguments[0], Wish(arguments[2], 0) ?? "r", scope, JoinKind.Left);
        context.Joined(right.Rel, arguments[0]);
        var on = KeysEqual(arguments[1], Apply(arguments[1], scope, left.Element), Apply(arguments[2], scope, right.Element));
        return left with { Element = Apply(arguments[3], scope, left.Element, new MatchesShape(right, on)), Order = [] };
    }

    QueryState SelectMany(QueryState left, IOperation[] arguments, Scope scope)
    {
        // What the right side says of the left row it says of its columns.
        if (!HoldsRows(left.Element))
            left = Plain(left, Wish(arguments[0], 0) ?? "l");
        var wish = (arguments.Length > 1 ? Wish(arguments[1], 1) : null) ?? "r";
        var collection = Collection(arguments[0], left, wish, scope);
        Shape Result(Shape element) => arguments.Length > 1 ? Apply(arguments[1], scope, left.Element, element) : element;
        if (collection is MatchesShape matches)
            return Joined(matches.OrDefault ? JoinKind.Left : JoinKind.Inner, Plain(left, "l"), matches.Right, matches.On, Result, arguments[0], matches.IsSingle);
        left = Plain(left, "l");
        var right = ((QueryShape)collection).Instantiate(wish);
        // The right side's filters may speak of the left row, so they stand above the join.
        var filters = new List<Expr>();
        var from = right.Rel;
        for (; from is FilterRel filter; from = filter.Input)
            filters.Insert(0, filter.Predicate);
        if (from is SortRel && right.Rel.IsCorrelated() && FirstOfEach(right with { Rel = from }, arguments[0], wish, filters) is var (ranked, on))
        {
            context.Joined(ranked.Rel, arguments[0]);
            return new QueryState(new JoinRel(JoinKind.Inner, left.Rel, ranked.Rel, on) { IsSingle = IsOne(from) }, Result(ranked.Element));
        }
        var isSingle = IsOne(from);
        if (!IsPlain(from))
        {
            if (right.Rel.IsCorrelated())
                RequireAllRows(right, arguments[0], "A query that each row asks");
            (right, filters) = (Renamed(right, wish), []);
            from = right.Rel;
        }
        context.Joined(from, arguments[0]);
        RequireOneSideOfChanges(left, right, arguments[0]);
        Rel rel = new JoinRel(JoinKind.Cross, left.Rel, from, null) { IsSingle = isSingle };
        foreach (var predicate in filters)
            rel = new FilterRel(rel, predicate);
        return new QueryState(rel, Result(right.Element));
    }

    // What `from c in …` ranges over: the matches of a group join, or a query, whose rows are called as the range variable is.
    Shape Collection(IOperation function, QueryState left, string wish, Scope scope)
    {
        if (Unwrap(function) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            throw TranslationException.Syntax(function, "A function value", "write a lambda here");
        var inner = new Scope(scope);
        inner.Bind(lambda.Symbol.Parameters[0], left.Element);
        var body = Unwrap(BodyReader.Read(lambda.Body, inner, "The lambda", (value, local) => LocalValue(value, local, inner)));
        if (body is IInvocationOperation { TargetMethod.Name: "DefaultIfEmpty", Instance: { } instance } invocation && IsQuery(invocation.TargetMethod.ContainingType))
            return Unwrap(instance) is not IInvocationOperation && Translate(Unwrap(instance), inner) is MatchesShape matches
                ? new MatchesShape(matches.Right, matches.On, orDefault: true)
                : OnCondition(Query(instance, inner, wish), wish, invocation);
        var elements = body is IConversionOperation { Operand: var operand } && IsSequence(operand.Type) ? Unwrap(operand) : body;
        if (elements is IInvocationOperation { TargetMethod: { Name: "DefaultIfEmpty" } method } call && IsLinq(method))
            return ElementsOrDefault(call, wish, inner);
        if (IsSequence(elements.Type))
        {
            var rows = Elements(elements, inner, wish);
            return new QueryShape(_ => rows);
        }
        if (body is not IInvocationOperation && Translate(body, inner) is (MatchesShape or QueryShape) and var shape)
            return shape;
        var state = Query(body, inner, wish);
        return new QueryShape(_ => state);
    }

    // `from y in ys.Where(y => …).DefaultIfEmpty()`: the conditions are the left join's.
    MatchesShape OnCondition(QueryState right, string wish, IOperation operation)
    {
        var conditions = new List<Expr>();
        var from = right.Rel;
        for (; from is FilterRel filter; from = filter.Input)
            conditions.Insert(0, filter.Predicate);
        if (from is ScanRel or NamedRel || (from is MadeRel && (conditions.Count == 0 || !from.IsCorrelated())))
            return new MatchesShape(right with { Rel = from }, Quern.Relational.QueryShape.AllOf(conditions), orDefault: true);
        return from is SortRel && right.Rel.IsCorrelated() && FirstOfEach(right with { Rel = from }, operation, wish, conditions) is var (ranked, on)
            ? new MatchesShape(ranked, on, orDefault: true) { IsSingle = IsOne(from) }
            : new MatchesShape(Renamed(right, wish), LiteralExpr.True, orDefault: true) { IsSingle = IsOne(from) };
    }

    // The right side is a relation or a CTE, filtered or not: a left join's ON takes the filter.
    QueryState RightSide(IOperation operation, string wish, Scope scope, JoinKind kind)
    {
        var right = Query(operation, scope, wish);
        return IsFiltered(right.Rel) && (kind == JoinKind.Inner || right.Element is RowShape { Presence: null } or ScalarShape)
            ? right
            : Renamed(right, wish);
    }

    static bool IsOne(Rel limited) => limited is SortRel { Take: 1 };

    static bool IsFiltered(Rel rel) => rel is ScanRel or NamedRel or MadeRel or PreviousRel || (rel is FilterRel filter && IsFiltered(filter.Input));

    static QueryState Joined(JoinKind kind, QueryState left, QueryState right, Expr on, Func<Shape, Shape> result, IOperation place, bool isSingle = false)
    {
        if (kind == JoinKind.Left)
            RequireAllRows(right, place, "The optional side of a join");
        RequireOneSideOfChanges(left, right, place);
        var element = kind == JoinKind.Left ? Optional(right.Element, Presence(on, right, place)) : right.Element;
        return new QueryState(new JoinRel(kind, left.Rel, right.Rel, on) { IsSingle = isSingle }, result(element));
    }

    // A row that changed would only meet those that changed as well.
    static void RequireOneSideOfChanges(QueryState left, QueryState right, IOperation place)
    {
        if (HasChanges(left.Rel))
            RequireAllRows(right, place, "The second side of a join");
    }

    // A column that is null just where there was no match: one that the join compares, or else one that is never null.
    static IsNullExpr Presence(Expr on, QueryState right, IOperation place)
    {
        var aliases = right.Rel.BoundAliases().ToList();
        bool IsFirm(Expr expr) => expr is ColumnExpr { IsNullable: false } column && aliases.Contains(column.Source);
        var firm = on.Conjuncts().OfType<ComparisonExpr>().SelectMany(c => new[] { c.Right, c.Left }).FirstOrDefault(IsFirm)
            ?? Scalars(right.Element).FirstOrDefault(IsFirm)
            ?? (right.Rel is UnnestRel items ? items.Columns[0].Expr : null)
            ?? throw TranslationException.Syntax(place, "A left join with rows whose columns may all be null", "join by a key, or select a column that is never null");
        return new IsNullExpr(firm with { IsNullable = true }, true);
    }

    // As LINQ has it: a single key that is null matches nothing, an object of several keys equals another member by member.
    Expr KeysEqual(IOperation place, Shape left, Shape right)
    {
        var pairs = Comparable(left, place).Zip(Comparable(right, place), (l, r) => left is RowShape ? Equal(l, r, place) : KeyEqual(l, r)).ToList();
        return pairs.Count > 0 ? pairs.Aggregate(Exprs.And) : throw TranslationException.Syntax(place, "A join without a key", "use 'from … from …' with a condition");

        Expr KeyEqual(Expr l, Expr r)
        {
            context.Compared(l, r, place);
            return Exprs.KeyEqual(l, r);
        }
    }
}
